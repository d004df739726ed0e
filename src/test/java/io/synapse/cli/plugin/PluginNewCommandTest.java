package io.synapse.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.CommandRun;
import io.synapse.cli.Main;
import io.synapse.cli.TrainFixture;
import io.synapse.files.JsonFile;
import io.synapse.testing.ChildJvm;
import io.synapse.testing.TinyDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginNewCommandTest {

  @TempDir private Path folder;

  @Test
  void aPluginInPythonIsTheDefaultAndItsFilesAndNextCommandsAreTold() throws IOException {
    Path made = folder.resolve("line-fit");

    CommandRun run = CommandRun.of("plugin", "new", made);

    assertThat(run.status()).as(run.messages()).isZero();
    assertThat(run.output()).isEmpty();
    assertThat(run.messages())
        .isEqualTo(
            """
            made the plugin line-fit in %1$s:
              README.md
              plugin.py
              hyperparameters.schema.json
              train.json
              tune.json
              data/points.csv
              test_plugin.py
              .gitignore
            next:
              synapse train -f %1$s/train.json
              synapse train -f %1$s/tune.json
              (cd %1$s && python3 -m unittest)
            """
                .formatted(made));
    assertThat(filesIn(made)).hasSize(8);
    assertThat(filesIn(folder)).as("nothing beside it").hasSize(8);
  }

  @ParameterizedTest
  @CsvSource({"python, train", "python, tune", "java, train", "java, tune"})
  void itsJobsAreValid(String language, String job) {
    Path made = make(language, "선형-적합");

    CommandRun run = CommandRun.of("validate", "-f", made.resolve(job + ".json"));

    assertThat(run.status()).as(run.messages()).isZero();
    assertThat(run.output() + run.messages()).contains("valid", "선형-적합");
  }

  @Test
  void aPluginInJavaTrainsAtOnceAndGoesOnFromItsModel() throws IOException {
    Path made = make("java", "line-fit");

    Map<String, Object> first = train(made.resolve("train.json"));
    Map<String, Object> second =
        train(made.resolve("train.json"), "-s", "checkpoint=1", "-s", "hyperparameter.epochs=60");

    assertThat(first).containsEntry("status", "completed").containsEntry("name", "line-fit");
    assertThat(second).containsEntry("status", "completed").containsEntry("model_id", 2L);
    assertThat(folder.resolve("store/models/2/files/model.properties"))
        .content()
        .contains("slope=2.98", "epochs=60");
  }

  @Test
  void aPluginInJavaTunesAtOnce() {
    Path made = make("java", "line-fit");

    Map<String, Object> results = train(made.resolve("tune.json"), "--seed", "1");

    assertThat((List<?>) results.get("trial_models")).hasSize(8);
    Map<String, Object> metrics =
        TrainFixture.map(TrainFixture.map(results.get("best_trial")).get("metrics"));
    assertThat((Double) metrics.get("validation_loss")).isLessThan(1);
    assertThat((Long) metrics.get("training_iteration")).isBetween(10L, 50L);
  }

  @Test
  void itsSchemaRefusesAJobThatBreaksIt() {
    Path made = make("java", "line-fit");

    CommandRun run =
        CommandRun.of(
            "train",
            "-f",
            made.resolve("train.json"),
            "-s",
            "hyperparameter.epochs=0",
            "--store",
            folder.resolve("store"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("params.hyperparameter.epochs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"선형-적합", "class", "line", "3d"})
  void anAwkwardNameMakesAClassThatLoads(String name) {
    Path made = make("java", name);

    CommandRun show = CommandRun.of("plugin", "show", made.resolve("target/classes"));

    assertThat(show.status()).as(show.messages()).isZero();
    assertThat(show.output()).contains("train, tune").contains("usable");
  }

  @Test
  void bothLanguagesHaveTheSameDataSchemaAndJobs() throws IOException {
    Path python = make("python", "one/fit");
    Path java = make("java", "other/fit");

    assertThat(java.resolve("data/points.csv"))
        .hasSameTextualContentAs(python.resolve("data/points.csv"));
    assertThat(java.resolve("src/main/resources/hyperparameters.schema.json"))
        .hasSameTextualContentAs(python.resolve("hyperparameters.schema.json"));
    for (String job : List.of("train.json", "tune.json")) {
      assertThat(Files.readString(python.resolve(job)).replace("plugin.py", "target/classes"))
          .isEqualTo(Files.readString(java.resolve(job)));
    }
  }

  @Test
  void aJavaWithoutCompilerSaysWhatBuildsThePlugin() throws Exception {
    Path made = folder.resolve("line fits/line-fit");
    List<String> command =
        ChildJvm.command(
            List.of("--limit-modules", "java.se,jdk.unsupported,jdk.zipfs"),
            Main.class,
            "plugin",
            "new",
            "--lang",
            "java",
            made.toString());

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String reported = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(reported).isZero();
    assertThat(reported)
        .contains("this Java has no compiler, so build the plugin first:\n")
        .contains("  (cd '" + made + "' && mvn package)\n")
        .contains("  synapse train -f '" + made + "/train.json'\n");
    assertThat(made.resolve("target")).doesNotExist();
    assertThat(made.resolve("pom.xml")).exists();
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAlone() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("line-fit"));
    Files.writeString(mine.resolve("notes.txt"), "mine");

    CommandRun run = CommandRun.of("plugin", "new", mine);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains(mine + " is not empty", "name another");
    assertThat(filesIn(folder)).containsExactly(mine.resolve("notes.txt"));
  }

  @Test
  void anEmptyFolderIsFilled() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("line-fit"));

    make("python", "line-fit/../line-fit/.");

    assertThat(filesIn(mine)).hasSize(8).contains(mine.resolve("plugin.py"));
    try (Stream<Path> entries = Files.list(mine)) {
      assertThat(entries).as("no folder but data").filteredOn(Files::isDirectory).hasSize(1);
    }
  }

  @Test
  void aFileOrALinkThatLeadsNowhereIsLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("notes"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));

    for (Path taken : List.of(file, link)) {
      CommandRun run = CommandRun.of("plugin", "new", taken);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.messages()).contains(taken + " is no folder");
    }
    CommandRun below = CommandRun.of("plugin", "new", file.resolve("line-fit"));
    assertThat(below.status()).isEqualTo(2);
    assertThat(below.messages()).contains(file + " is a file");
    assertThat(file).hasContent("mine");
    assertThat(link).isSymbolicLink();
  }

  @ParameterizedTest
  @ValueSource(strings = {"line fit", ".hidden", "CON"})
  void aNameThatNoPluginCanHaveIsRefused(String name) throws IOException {
    CommandRun run = CommandRun.of("plugin", "new", folder.resolve(name));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("'" + name + "' can't be a plugin's name");
    assertThat(filesIn(folder)).isEmpty();
  }

  @Test
  void anUnknownLanguageIsWrongUsage() {
    CommandRun run = CommandRun.of("plugin", "new", "--lang", "cobol", folder.resolve("x"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("cobol", "python, java");
  }

  @Test
  void aDiskThatGetsFullKeepsNothingOfThePlugin() throws IOException {
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 1)) {
      // What is left has room for the first few files.
      Files.write(disk.folder().resolve("filler"), new byte[(1 << 20) - (16 << 10)]);

      CommandRun run =
          CommandRun.of(
              "plugin", "new", "--lang", "java", disk.folder().resolve("plugins/line-fit"));

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.messages()).contains("cannot make a plugin in", "No space left");
      assertThat(disk.folder().toFile().list()).containsExactly("filler");
    }
  }

  private Path make(String language, String name) {
    Path made = folder.resolve(name);
    CommandRun run = CommandRun.of("plugin", "new", "--lang", language, made);
    assertThat(run.status()).as(run.messages()).isZero();
    return made;
  }

  private Map<String, Object> train(Path job, Object... more) {
    Path results = folder.resolve("results.json");
    List<Object> words = new ArrayList<>(List.of("train", "-f", job, "-o", results));
    words.addAll(List.of("--store", folder.resolve("store"), "--progress", "none"));
    words.addAll(List.of("-e", "inline"));
    words.addAll(List.of(more));
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.status()).as(run.messages()).isZero();
    return JsonFile.read(results);
  }

  private static List<Path> filesIn(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
