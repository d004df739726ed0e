package io.synapse.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.python.Interpreter.InterpreterOrigin;
import io.synapse.testing.InstalledTools;
import io.synapse.testing.TinyDisk;
import io.synapse.testing.TinyWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsTest {

  private static final String OFFLINE = "--no-index\n--find-links ../wheels\n";

  @TempDir Path root;

  private final List<String> progress = new ArrayList<>();
  private Path requirements;
  private Interpreter base;

  @BeforeEach
  void writeRequirements() throws IOException {
    InstalledTools.require("python3");
    Path plugin = Files.createDirectory(root.resolve("plugin"));
    TinyWheel.write(root.resolve("wheels"), "tinypart", "1.0");
    requirements =
        Files.writeString(plugin.resolve("requirements.txt"), OFFLINE + "tinypart==1.0\n");
    base = new InterpreterSearch(path()).find(Optional.empty(), plugin);
  }

  @Test
  void installsOnceWhatTheFileAsksFor() throws IOException {
    assertThat(environments().find(requirements, base)).isEmpty();
    assertThat(places()).isEmpty();

    Interpreter made = install();
    assertThat(made.origin()).isEqualTo(InterpreterOrigin.INSTALLED);
    assertThat(made.isOfEnvironment()).isTrue();
    assertThat(run(made, "import tinypart; print(tinypart.version)")).containsExactly("1.0");
    assertThat(progress)
        .anyMatch(line -> line.matches("(Collecting|Processing) .*tinypart.*"))
        .contains("Installing tinypart")
        .anyMatch(line -> line.startsWith("making an environment of Python 3."))
        .contains("installing what " + requirements + " asks for");

    progress.clear();
    assertThat(install()).isEqualTo(made);
    assertThat(progress).isEmpty();
    Path link = Files.createSymbolicLink(root.resolve("mypython"), realPython());
    assertThat(List.of(base, made, new Interpreter(link, InterpreterOrigin.JOB)))
        .allSatisfy(same -> assertThat(environments().find(requirements, same)).contains(made));
  }

  @Test
  void whatIsInstalledForOtherRequirementsIsNotFound() throws IOException {
    Path more = Files.writeString(requirements.resolveSibling("more.txt"), OFFLINE + "tinypart\n");
    Files.writeString(requirements, "-r more.txt  # what it needs\n");
    Interpreter made = install();
    assertThat(environments().find(requirements, base)).contains(made);

    TinyWheel.write(root.resolve("wheels"), "tinypart", "2.0");
    Files.writeString(more, OFFLINE + "tinypart>=2\n");
    assertThat(environments().find(requirements, base)).isEmpty();
    assertThat(run(install(), "import tinypart; print(tinypart.version)")).containsExactly("2.0");
    assertThat(run(made, "import tinypart; print(tinypart.version)")).containsExactly("1.0");
  }

  @Test
  void oneThatWasNotFinishedOrWhosePythonIsGoneIsMadeAnew() throws IOException {
    Interpreter made = install();
    Path place = made.executable().getParent().getParent();
    Files.move(place.resolve("bin"), place.resolve("nib"));
    assertThat(environments().find(requirements, base)).isEmpty();
    Files.move(place.resolve("nib"), place.resolve("bin"));
    assertThat(environments().find(requirements, base)).contains(made);
    Files.delete(place.resolve("made-for.txt"));
    Path half = Files.createDirectories(root.resolve("store/environments/0123456789abcdef/lib"));
    Files.writeString(place.resolve("left"), "x");

    assertThat(environments().find(requirements, base)).isEmpty();
    assertThat(install()).isEqualTo(made);
    assertThat(place.resolve("left")).doesNotExist();
    assertThat(half.getParent()).doesNotExist();
    assertThat(run(made, "import tinypart")).isEmpty();
  }

  @Test
  void modulesBesideThePluginAreNoneOfPythons() throws IOException {
    for (String module : List.of("venv", "pip", "runpy", "logging")) {
      Files.writeString(requirements.resolveSibling(module + ".py"), "raise SystemExit(3)\n");
    }
    Map<String, String> misled = new HashMap<>(path());
    misled.put("PYTHONPATH", requirements.getParent().toString());
    misled.put("PIP_TARGET", root.resolve("elsewhere").toString());
    misled.put("PIP_USER", "1");
    Interpreter made =
        new Environments(folder(), misled).install(requirements, base, progress::add);
    assertThat(run(made, "import tinypart")).isEmpty();
    assertThat(root.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void whatCannotBeInstalledIsToldInPipsWordsAndLeavesNothing() throws IOException {
    Files.writeString(requirements, OFFLINE + "tinypart==7.5\n");
    assertThatThrownBy(this::install)
        .isInstanceOf(OperationFailedException.class)
        .hasMessageStartingWith("what " + requirements + " asks for cannot be installed at ")
        .hasMessageContaining("pip install -r requirements.txt")
        .hasMessageContaining("of " + base.executable())
        .hasMessageContaining("\n  ERROR: No matching distribution found for tinypart==7.5");
    assertThat(places()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    Path none = root.resolve("none/requirements.txt");
    assertThatThrownBy(() -> environments().install(none, base, progress::add))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(none + " cannot be read");
  }

  @Test
  void aPythonWithoutVenvIsToldHowToGetIt() throws IOException {
    base =
        script(
            """
            case "$*" in
              *venv*) echo "/usr/bin/python3.11: No module named venv"; exit 1 ;;
              *) for fact in "'/usr/bin/python3.11'" 3.11.2 linux; do
                   echo "synapse-python: $fact"
                 done ;;
            esac
            """);
    assertThatThrownBy(this::install)
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("at " + folder())
        .hasMessageContaining("apt install python3-venv, or python3.11-venv")
        .hasMessageContaining("--python");
    assertThat(places()).isEmpty();
  }

  @Test
  void whatIsNoPythonIsTold() throws IOException {
    base = script("echo 'no such option: -I'; exit 2");
    assertThatThrownBy(this::install)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(base.executable() + " (the job's python) cannot be used as Python 3")
        .hasMessageContaining("it ended with status 2:\n  no such option: -I");
  }

  @Test
  void aFullDiskIsTold() throws IOException {
    try (TinyDisk disk = TinyDisk.mount(root.resolve("disk"), 1)) {
      Environments tiny = new Environments(disk.folder().resolve("environments"), path());
      assertThatThrownBy(() -> tiny.install(requirements, base, progress::add))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("the disk is full; free some space there")
          .hasMessageContaining("--store");
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsTold() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "x");
    assertThatThrownBy(
            () ->
                new Environments(file.resolve("environments"), path())
                    .install(requirements, base, progress::add))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("no virtual environment can be made at " + file)
        .hasMessageContaining("--store");
  }

  private Interpreter install() {
    return environments().install(requirements, base, progress::add);
  }

  private Environments environments() {
    return new Environments(folder(), path());
  }

  private Path folder() {
    return root.resolve("store/environments");
  }

  private List<Path> places() throws IOException {
    if (!Files.exists(folder())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder())) {
      return entries.filter(Files::isDirectory).toList();
    }
  }

  private Path realPython() throws IOException {
    return Path.of(run(base, "import os, sys; print(os.path.realpath(sys.executable))").get(0));
  }

  private List<String> run(Interpreter interpreter, String script) throws IOException {
    List<String> lines = new ArrayList<>();
    int status =
        new PythonProcess(root, path()).runScript(interpreter.executable(), script, lines::add);
    assertThat(status).as("%s", lines).isZero();
    return lines;
  }

  private Interpreter script(String text) throws IOException {
    Path file = Files.writeString(root.resolve("fake"), "#!/bin/sh\n" + text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return new Interpreter(file, InterpreterOrigin.JOB);
  }

  private static Map<String, String> path() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeAll(List.of("VIRTUAL_ENV", "CONDA_PREFIX"));
    return variables;
  }
}
