package io.synapse.action.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.action.prepare.PythonChoice.ChosenPython;
import io.synapse.action.prepare.PythonChoice.ChosenPython.Installation;
import io.synapse.action.prepare.RunOptions.PythonRequirements;
import io.synapse.action.prepare.RunOptions.RayOptions;
import io.synapse.job.Bindings;
import io.synapse.job.Bindings.PythonReference;
import io.synapse.problem.InvalidInputException;
import io.synapse.python.Interpreter.InterpreterOrigin;
import io.synapse.python.InterpreterSearch;
import io.synapse.testing.InstalledTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonChoiceTest {

  private static final PythonRequirements AS_FOUND = PythonRequirements.AS_FOUND;
  private static final PythonRequirements INSTALLED = PythonRequirements.INSTALLED;

  @TempDir Path root;

  private final List<String> progress = new ArrayList<>();
  private Path plugin;

  @BeforeEach
  void makePluginFolder() throws IOException {
    InstalledTools.require("python3");
    plugin = Files.createDirectory(root.resolve("plugin"));
  }

  @Test
  void theCommandLineWinsOverTheJob() throws IOException {
    Path job = program("job/python3");
    Path given = program("given/python3");
    Bindings bindings =
        new Bindings(Optional.empty(), Optional.of(reference(job)), Map.of(), Optional.empty());
    ChosenPython byJob = installing().choose(RunOptions.NONE, bindings, plugin);
    assertThat(byJob.interpreter()).hasToString(job + " (the job's python)");
    assertThat(byJob.reference()).isEqualTo(reference(job));
    assertThat(
            installing()
                .choose(options(Optional.of(reference(given)), AS_FOUND), bindings, plugin)
                .interpreter())
        .hasToString(given + " (--python)");
  }

  @Test
  void whatIsNamedAndNotThereIsTheFaultOfWhoNamedIt() {
    Optional<PythonReference> none = Optional.of(reference(root.resolve("none")));
    Bindings bindings = new Bindings(Optional.empty(), none, Map.of(), Optional.empty());
    assertThatThrownBy(() -> installing().choose(RunOptions.NONE, bindings, plugin))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("python: there is no " + root.resolve("none"));
    assertThatThrownBy(() -> installing().choose(options(none, AS_FOUND), Bindings.NONE, plugin))
        .hasMessageStartingWith("--python: there is no ");
  }

  @Test
  void whatWasInstalledOnceIsUsedFromThenOn() throws IOException {
    require("# nothing");
    assertThat(choose(installing(), AS_FOUND).installation()).isEqualTo(Installation.NONE);

    ChosenPython installed = choose(installing(), INSTALLED);
    assertThat(installed.installation()).isEqualTo(Installation.DONE);
    assertThat(installed.interpreter().origin()).isEqualTo(InterpreterOrigin.INSTALLED);
    assertThat(installed.interpreter().executable()).startsWithRaw(folder());
    assertThat(installed.base().origin()).isEqualTo(InterpreterOrigin.PYTHON3_ON_PATH);
    assertThat(progress).isNotEmpty();

    progress.clear();
    assertThat(Stream.of(AS_FOUND, INSTALLED).map(request -> choose(installing(), request)))
        .allMatch(installed::equals);
    assertThat(choose(rehearsing(), AS_FOUND)).isEqualTo(installed);
    assertThat(progress).isEmpty();

    Path own = environment("plugin/.venv");
    assertThat(choose(installing(), AS_FOUND).interpreter())
        .hasToString(own + " (.venv beside the plugin)");
  }

  @Test
  void aRehearsalInstallsNothing() throws IOException {
    require("# nothing");
    ChosenPython foreseen = choose(rehearsing(), INSTALLED);
    assertThat(foreseen.installation()).isEqualTo(Installation.TO_COME);
    assertThat(foreseen.interpreter()).isEqualTo(foreseen.base());
    assertThat(
            choose(
                PythonChoice.rehearsing(
                    new InterpreterSearch(variables()), variables(), Optional.empty()),
                INSTALLED))
        .isEqualTo(foreseen);
    assertThat(folder()).doesNotExist();
  }

  @Test
  void aPluginThatAsksForNothingGetsNoEnvironment() {
    assertThat(choose(installing(), INSTALLED).installation()).isEqualTo(Installation.NONE);
    assertThat(folder()).doesNotExist();
  }

  private ChosenPython choose(PythonChoice choice, PythonRequirements request) {
    return choice.choose(options(Optional.empty(), request), Bindings.NONE, plugin);
  }

  private PythonChoice installing() {
    return PythonChoice.installing(
        new InterpreterSearch(variables()), variables(), folder(), progress::add);
  }

  private PythonChoice rehearsing() {
    return PythonChoice.rehearsing(
        new InterpreterSearch(variables()), variables(), Optional.of(folder()));
  }

  private Path folder() {
    return root.resolve("environments");
  }

  private static RunOptions options(Optional<PythonReference> python, PythonRequirements request) {
    return new RunOptions(
        Optional.empty(),
        List.of(),
        python,
        request,
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        RayOptions.NONE,
        Optional.empty(),
        List.of(),
        RunOptions.JobOrigin.UNKNOWN);
  }

  private static PythonReference reference(Path path) {
    return new PythonReference(path.toString(), path);
  }

  private void require(String requirements) throws IOException {
    Files.writeString(plugin.resolve(PythonChoice.REQUIREMENTS), requirements);
  }

  private Path environment(String folder) throws IOException {
    Path python = program(folder + "/bin/python3");
    Files.writeString(root.resolve(folder).resolve("pyvenv.cfg"), "");
    return python;
  }

  private Path program(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeAll(List.of("VIRTUAL_ENV", "CONDA_PREFIX"));
    return variables;
  }
}
