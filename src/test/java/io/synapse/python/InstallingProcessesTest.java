package io.synapse.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.ChildJvm;
import io.synapse.testing.InstalledTools;
import io.synapse.testing.MarkedProcesses;
import io.synapse.testing.TinyWheel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Installing in several processes, and in some that are ended meanwhile. */
class InstallingProcessesTest {

  /** A way to build a package that tells that it has begun, and never ends. */
  private static final String ENDLESS_BACKEND =
      """
      import pathlib, subprocess, time

      def build_wheel(*arguments, **more):
          child = subprocess.Popen(["sleep", "600"])
          pathlib.Path(%s).write_text("begun")
          time.sleep(600)

      def prepare_metadata_for_build_wheel(*arguments, **more):
          build_wheel()
      """;

  @TempDir Path root;

  private Path requirements;
  private Path python;

  @BeforeEach
  void writeRequirements() throws IOException {
    InstalledTools.require("python3");
    TinyWheel.write(root.resolve("wheels"), "tinypart", "1.0");
    requirements =
        Files.writeString(
            root.resolve("requirements.txt"), "--no-index\n--find-links wheels\ntinypart\n");
    python = new InterpreterSearch(System.getenv()).find(Optional.empty(), root).executable();
  }

  @Test
  void ofTwoAtOnceOneInstallsAndBothGetTheSame() throws IOException {
    Process first = process();
    Process second = process();
    List<String> all = Stream.of(output(first), output(second)).flatMap(List::stream).toList();
    assertThat(all).filteredOn(line -> line.startsWith("Installing ")).hasSize(1);
    assertThat(all)
        .filteredOn(line -> line.startsWith("made "))
        .hasSize(2)
        .allMatch(line -> line.equals(all.get(all.size() - 1)));
    assertThat(places()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  @EnabledOnOs(OS.LINUX)
  void whatAnEndedProcessWasAtIsEndedAndNeverTakenForWhole(String signal) throws Exception {
    String wanted = Files.readString(requirements);
    MarkedProcesses processes = new MarkedProcesses(root.toString());
    Path begun = root.resolve("begun");
    Files.writeString(requirements, "--no-index\n" + endlessPackage(begun) + "\n");
    ProcessBuilder builder = builder();
    builder.environment().putAll(processes.environment());
    Process installing = builder.start();
    try {
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(begun));
      new ProcessBuilder("kill", "-s", signal, Long.toString(installing.pid())).start().waitFor();
      processes.awaitNone();
    } finally {
      installing.destroyForcibly();
    }
    assertThat(places())
        .allSatisfy(place -> assertThat(place.resolve("made-for.txt")).doesNotExist());

    Files.writeString(requirements, wanted);
    assertThat(output(process())).anyMatch(line -> line.startsWith("made "));
    assertThat(places()).hasSize(1);
  }

  private Path endlessPackage(Path begun) throws IOException {
    Path folder = Files.createDirectory(root.resolve("endless"));
    Files.writeString(
        folder.resolve("pyproject.toml"),
        "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n");
    Files.writeString(folder.resolve("backend.py"), ENDLESS_BACKEND.formatted("'" + begun + "'"));
    return folder;
  }

  private Process process() throws IOException {
    return builder().start();
  }

  private ProcessBuilder builder() {
    List<String> command =
        ChildJvm.command(
            InstallingProcess.class,
            folder().toString(),
            requirements.toString(),
            python.toString());
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static List<String> output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  private Path folder() {
    return root.resolve("environments");
  }

  private List<Path> places() throws IOException {
    try (Stream<Path> entries = Files.list(folder())) {
      return entries.filter(Files::isDirectory).toList();
    }
  }
}
