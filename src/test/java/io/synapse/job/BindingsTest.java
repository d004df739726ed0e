package io.synapse.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.job.Bindings.PythonReference;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BindingsTest {

  private static final String JOB = "name: x\ndataset: 1\nhyperparameter: {}\n";

  @TempDir Path root;

  private Path folder;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = Files.createDirectories(root.resolve("project/jobs"));
  }

  @Test
  void pathsStartFromTheFileThatHoldsThem() throws IOException {
    Files.writeString(
        root.resolve("project/synapse.yaml"),
        "plugin: build/net.jar\ndatasets: {1: data/one, 2: /two}");
    Bindings bindings = read(JOB + "datasets: {1: ../own, 3: three}").bindings();
    assertThat(bindings.plugin().orElseThrow().path())
        .isEqualTo(root.resolve("project/build/net.jar"));
    assertThat(bindings.datasets())
        .isEqualTo(
            Map.of(
                1, root.resolve("project/own"),
                2, Path.of("/two"),
                3, folder.resolve("three")));
  }

  @Test
  void theJobsOwnPluginWins() throws IOException {
    Files.writeString(root.resolve("project/synapse.yaml"), "plugin: other.jar#Other");
    Bindings bindings = read(JOB + "plugin: own.jar#Net#2").bindings();
    assertThat(bindings.plugin())
        .contains(new Bindings.PluginReference(folder.resolve("own.jar#Net"), Optional.of("2")));
  }

  @Test
  void onlyTheNearestLocalFileCounts() throws IOException {
    Files.writeString(root.resolve("synapse.yaml"), "plugin: far.jar\ndatasets: {1: far}");
    Files.writeString(root.resolve("project/synapse.yaml"), "plugin: near.jar");
    Bindings bindings = read(JOB).bindings();
    assertThat(bindings.plugin().orElseThrow().path()).isEqualTo(root.resolve("project/near.jar"));
    assertThat(bindings.datasets()).isEmpty();
  }

  @Test
  void aJobFileNamedSynapseYamlIsNotItsOwnLocalFile() throws IOException {
    Path file = Files.writeString(folder.resolve("synapse.yaml"), JOB + "plugin: own.jar");
    assertThat(JobCorpus.READER.read(JobSource.file(file), List.of()).bindings().plugin())
        .isPresent();
  }

  @Test
  void anEmptyLocalFileBindsNothing() throws IOException {
    Files.writeString(folder.resolve("synapse.yaml"), "# nothing yet\n");
    assertThat(read(JOB).bindings()).isEqualTo(Bindings.NONE);
  }

  @Test
  void mistakesOfTheLocalFileHaveItsPlaces() throws IOException {
    Path local =
        Files.writeString(
            folder.resolve("synapse.yaml"),
            "plugins: a.jar\ndatasets:\n  one: x\n  2: [3]\n  2: y\n");
    assertThatThrownBy(() -> read("name: x\nhyperparameter: {}\n"))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .satisfies(
            message ->
                assertThat(List.of(message.split("\n")))
                    .satisfiesExactly(
                        line -> assertThat(line).contains("job.yaml:1:1: dataset: dataset is"),
                        line ->
                            assertThat(line)
                                .isEqualTo(
                                    local + ":1:1: plugins: unknown key; did you mean 'plugin'?"),
                        line -> assertThat(line).startsWith(local + ":3:3: datasets.one: a data"),
                        line -> assertThat(line).startsWith(local + ":5:3: datasets.2: the key")));
  }

  @Test
  void aLocalFileThatIsBrokenOrNoObjectIsAnError() throws IOException {
    Path local = Files.writeString(folder.resolve("synapse.yaml"), "plugin: [a");
    assertThatThrownBy(() -> read(JOB)).hasMessageStartingWith(local + ":1:11: this is not YAML");
    Files.writeString(local, "- a\n");
    assertThatThrownBy(() -> read(JOB))
        .hasMessage(
            local
                + ":1:1: must be an object with plugin, python, datasets and track, and is a list");
  }

  @Test
  void aFileWithANumberSignInItsNameIsThePlugin() throws IOException {
    Path jar = Files.writeString(folder.resolve("c#net.jar"), "x");
    assertThat(read(JOB + "plugin: 'c#net.jar'").bindings().plugin())
        .contains(new Bindings.PluginReference(jar, Optional.empty()));
    assertThat(Bindings.PluginReference.parse("c#net.jar#Net", folder))
        .isEqualTo(new Bindings.PluginReference(jar, Optional.of("Net")));
  }

  @Test
  void aFolderNamedLikeTheLocalFileSaysSo() throws IOException {
    Path local = Files.createDirectory(folder.resolve("synapse.yaml"));
    assertThatThrownBy(() -> read(JOB))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(local + ": this is a folder")
        .hasMessageEndingWith("rename the folder");
  }

  @Test
  void anInterpreterIsAPathFromTheFileThatNamesItOrAProgramsName() throws IOException {
    Files.writeString(root.resolve("project/synapse.yaml"), "python: ../envs/torch");
    assertThat(read(JOB).bindings().python().map(PythonReference::toString))
        .contains(root.resolve("envs/torch").toString());
    assertThat(python("python3.11")).hasToString("python3.11");
    assertThat(python("./python3.11")).hasToString(folder.resolve("python3.11").toString());
    assertThat(python("/usr/bin/python3")).hasToString("/usr/bin/python3");
  }

  @Test
  void anEnvironmentOrAFileOfAProgramsNameWinsOverThePath() throws IOException {
    Files.createDirectories(folder.resolve(".venv/bin"));
    Files.createDirectories(folder.resolve("python"));
    Files.writeString(folder.resolve("mine"), "x");
    assertThat(python(".venv").program()).isEmpty();
    assertThat(python("mine").program()).isEmpty();
    assertThat(python("python").program()).contains("python");
  }

  @Test
  void trackingOfTheJobFileWinsOverThatOfTheLocalFileAndCanBeNone() throws IOException {
    Files.writeString(root.resolve("project/synapse.yaml"), "track: mlflow:http://localhost:5000/");
    assertThat(read(JOB).bindings().tracking().map(Tracking::toString))
        .contains("mlflow:http://localhost:5000");
    assertThat(read(JOB + "track: none").bindings().tracking()).contains(Tracking.NONE);
  }

  private PythonReference python(String written) throws IOException {
    return read(JOB + "python: " + written).bindings().python().orElseThrow();
  }

  private LoadedJob read(String job) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), job);
    return JobCorpus.READER.read(JobSource.file(file), List.of());
  }
}
