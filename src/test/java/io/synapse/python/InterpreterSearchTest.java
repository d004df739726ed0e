package io.synapse.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import io.synapse.python.Interpreter.InterpreterOrigin;
import io.synapse.python.Interpreter.NamedInterpreter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpreterSearchTest {

  private static final InterpreterOrigin ACTIVE = InterpreterOrigin.ACTIVE_ENVIRONMENT;

  @TempDir Path root;

  private final Map<String, String> variables = new HashMap<>();
  private Path plugin;

  @BeforeEach
  void makePluginFolder() throws IOException {
    plugin = Files.createDirectory(root.resolve("plugin"));
  }

  @Test
  void theNamedOneWinsOverAllOthers() throws IOException {
    Path named = program("somewhere/python3.9");
    activate("VIRTUAL_ENV", environment("active"));
    environment("plugin/.venv");
    onPath("bin/python3");
    assertThat(find(path(named))).isEqualTo(new Interpreter(named, InterpreterOrigin.JOB));
  }

  @Test
  void aNamedFolderMeansTheInterpreterInIt() throws IOException {
    Path folder = environment("envs/torch");
    assertThat(find(path(folder)).executable()).isEqualTo(folder.resolve("bin/python3"));
  }

  @Test
  void anEnvironmentsInterpreterStaysTheLinkThatItIs() throws IOException {
    Path real = program("usr/bin/python3.11");
    Path bin = Files.createDirectories(root.resolve("env/bin"));
    Path link = Files.createSymbolicLink(bin.resolve("python"), real);
    Files.writeString(root.resolve("env/pyvenv.cfg"), "home = /usr/bin\n");
    Interpreter found = find(path(root.resolve("env")));
    assertThat(found.executable()).isEqualTo(link);
    assertThat(found.isOfEnvironment()).isTrue();
    assertThat(find(path(real)).isOfEnvironment()).isFalse();
  }

  @Test
  void aNamedProgramIsLookedForOnThePath() throws IOException {
    Files.createDirectories(root.resolve("first/python3.12"));
    Path second = program("second/python3.12");
    onPath("first/python3", "second/python3");
    assertThat(find(program(InterpreterOrigin.COMMAND_LINE, "python3.12")))
        .isEqualTo(new Interpreter(second, InterpreterOrigin.COMMAND_LINE));
  }

  @Test
  void aNamedProgramThatIsNotThereIsAnErrorThatTellsWhatIs() throws IOException {
    program("bin/python3.11");
    program("bin/python3.11-config");
    onPath("bin/python3");
    assertThatThrownBy(() -> find(program(InterpreterOrigin.COMMAND_LINE, "python3.13")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--python: there is no program python3.13 on the PATH")
        .hasMessageContaining("which has python3, python3.11, and")
        .hasMessageContaining("no virtual environment " + plugin.resolve("python3.13"));
  }

  @Test
  void aNamedPathThatCannotBeUsedIsAnErrorThatTellsWhy() throws IOException {
    Path text = Files.writeString(root.resolve("notes.txt"), "x");
    Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("gone/python3"));
    Path folder = Files.createDirectory(root.resolve("empty"));
    assertThatThrownBy(() -> find(path(root.resolve("none"))))
        .hasMessageStartingWith("python: there is no " + root.resolve("none"))
        .hasMessageContaining("name an interpreter");
    assertThatThrownBy(() -> find(path(text))).hasMessageContaining("chmod +x " + text);
    assertThatThrownBy(() -> find(path(link)))
        .hasMessageContaining("leads to " + root.resolve("gone/python3") + ", which is not there");
    assertThatThrownBy(() -> find(path(folder)))
        .hasMessageContaining(folder + " is no virtual environment: it holds no bin/python3");
  }

  @Test
  void theActiveEnvironmentIsNext() throws IOException {
    Path active = environment("active");
    Path conda = environment("conda");
    environment("plugin/.venv");
    onPath("bin/python3");
    activate("CONDA_PREFIX", conda);
    assertThat(find()).isEqualTo(new Interpreter(conda.resolve("bin/python3"), ACTIVE));
    activate("VIRTUAL_ENV", active);
    assertThat(find()).isEqualTo(new Interpreter(active.resolve("bin/python3"), ACTIVE));
    activate("VIRTUAL_ENV", root.resolve("deleted"));
    assertThat(find().executable()).isEqualTo(conda.resolve("bin/python3"));
  }

  @Test
  void condasFirstEnvironmentIsNobodysChoice() throws IOException {
    activate("CONDA_PREFIX", environment("miniconda"));
    variables.put("CONDA_DEFAULT_ENV", "base");
    Path own = environment("plugin/.venv");
    assertThat(find())
        .isEqualTo(
            new Interpreter(own.resolve("bin/python3"), InterpreterOrigin.PLUGIN_ENVIRONMENT));
  }

  @Test
  void anEnvironmentOfCondaIsOneAndItsInstallationIsNone() throws IOException {
    Path conda = environment("miniconda");
    Files.createDirectory(conda.resolve("conda-meta"));
    assertThat(find(path(conda)).isOfEnvironment()).isTrue();
    Files.createDirectory(conda.resolve("condabin"));
    assertThat(find(path(conda)).isOfEnvironment()).isFalse();
  }

  @Test
  void theEnvironmentBesideThePluginIsNext() throws IOException {
    Path own = program("plugin/.venv/bin/python");
    onPath("bin/python3");
    assertThat(find()).isEqualTo(new Interpreter(own, InterpreterOrigin.PLUGIN_ENVIRONMENT));
  }

  @Test
  void anEnvironmentBesideThePluginWhosePythonIsGoneIsAnError() throws IOException {
    onPath("bin/python3");
    Path bin = Files.createDirectories(plugin.resolve(".venv/bin"));
    Files.createSymbolicLink(bin.resolve("python3"), Path.of("python"));
    Files.createSymbolicLink(bin.resolve("python"), Path.of("/usr/bin/python2.99"));
    assertThatThrownBy(this::find)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(bin.resolve("python3") + " leads to /usr/bin/python2.99, which is")
        .hasMessageContaining("python3 -m venv --clear " + plugin.resolve(".venv"))
        .hasMessageContaining("--python");
  }

  @Test
  void aFileBesideThePluginOfTheEnvironmentsNameIsNone() throws IOException {
    Files.writeString(plugin.resolve(".venv"), "my-environment\n");
    onPath("bin/python3");
    assertThat(find().origin()).isEqualTo(InterpreterOrigin.PYTHON3_ON_PATH);
  }

  @Test
  void thePathIsLast() throws IOException {
    onPath("bin/python", "other/python");
    assertThat(find())
        .isEqualTo(new Interpreter(root.resolve("bin/python"), InterpreterOrigin.PYTHON_ON_PATH));
    Path newer = program("other/python3");
    assertThat(find()).isEqualTo(new Interpreter(newer, InterpreterOrigin.PYTHON3_ON_PATH));
    assertThat(find()).hasToString(newer + " (python3 on the PATH)");
  }

  @Test
  void noneAtAllIsAnErrorThatTellsHowToGetOne() {
    variables.put("PATH", root.resolve("nowhere") + File.pathSeparator);
    assertThatThrownBy(this::find)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("apt install python3")
        .hasMessageContaining("\"python\" in the job file");
    variables.clear();
    assertThatThrownBy(this::find).hasMessageContaining("is on the PATH");
  }

  private Interpreter find() {
    return new InterpreterSearch(variables).find(Optional.empty(), plugin);
  }

  private Interpreter find(NamedInterpreter named) {
    return new InterpreterSearch(variables).find(Optional.of(named), plugin);
  }

  private static NamedInterpreter path(Path path) {
    return new NamedInterpreter(path.toString(), path, Optional.empty(), InterpreterOrigin.JOB);
  }

  private NamedInterpreter program(InterpreterOrigin origin, String name) {
    return new NamedInterpreter(name, plugin.resolve(name), Optional.of(name), origin);
  }

  private void activate(String variable, Path environment) {
    variables.put(variable, environment.toString());
  }

  private Path environment(String folder) throws IOException {
    return program(folder + "/bin/python3").getParent().getParent();
  }

  private void onPath(String... programs) throws IOException {
    for (String name : programs) {
      program(name);
    }
    variables.put(
        "PATH",
        Arrays.stream(programs)
            .map(name -> root.resolve(name).getParent().toString())
            .collect(Collectors.joining(File.pathSeparator)));
  }

  private Path program(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
