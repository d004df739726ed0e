package io.synapse.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.cli.CommandRun;
import io.synapse.testing.PluginBuild;
import io.synapse.testing.Pythons;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PluginShowCommandTest {

  private static final String SCHEMA =
      "{\"type\": \"object\", \"properties\": {\"epochs\": {\"minimum\": 1}}}";

  @TempDir private Path folder;

  @Test
  void everyPluginIsListedWithItsFunctionsAndTheSchema() {
    Path jar = severalPlugins().resource("hyperparameters.schema.json", SCHEMA).jar(jar());

    CommandRun show = CommandRun.of("plugin", "show", jar);

    assertThat(show.status()).as(show.messages()).isZero();
    assertThat(show.output())
        .containsPattern("path +" + jar + "\n")
        .containsPattern("version +2.1\n")
        .containsPattern("fingerprint +[0-9a-f]{64}\n")
        .containsPattern("\nPLUGIN +FUNCTIONS +STATE +CLASS\n")
        .containsPattern("\nOne +train +usable +mine.One\n")
        .containsPattern("\nBoth +train, tune +usable +mine.Both\n")
        .contains("hyperparameters.schema.json\n" + SCHEMA + "\n");
  }

  @Test
  void theSameAsJson() {
    Path jar = severalPlugins().resource("hyperparameters.schema.json", SCHEMA).jar(jar());

    JsonNode shown = json(CommandRun.of("plugin", "show", jar, "--json"));

    assertThat(shown.get("version").asString()).isEqualTo("2.1");
    JsonNode both = shown.get("plugins").get(1);
    assertThat(both.get("name").asString()).isEqualTo("Both");
    assertThat(both.get("class").asString()).isEqualTo("mine.Both");
    assertThat(both.get("functions")).hasSize(2);
    assertThat(both.get("usable").asBoolean()).isTrue();
    JsonNode properties = shown.get("hyperparameters_schema").get("properties");
    assertThat(properties.get("epochs").get("minimum").asInt()).isEqualTo(1);
  }

  @Test
  void aPluginInPythonIsShownWithWhatRunsIt() throws IOException {
    Path python = Pythons.require();
    Path plugin =
        Files.writeString(
            folder.resolve("plugin.py"),
            "__version__ = '3.1'\ndef train(run, dataset, hyperparameter, checkpoint): print(1)\n");
    Files.writeString(folder.resolve("hyperparameters.schema.json"), SCHEMA);
    Object[] words = {"plugin", "show", plugin, "--python", python, "--store", folder.resolve("s")};

    CommandRun show = CommandRun.of(words);
    JsonNode shown =
        json(CommandRun.of(Stream.concat(Stream.of(words), Stream.of("--json")).toArray()));

    assertThat(show.status()).as(show.messages()).isZero();
    assertThat(show.output())
        .containsPattern("path +" + plugin + "\n")
        .containsPattern("python +3[.\\d]+ in " + python + " \\(--python\\)\n")
        .containsPattern("version +3.1\n")
        .containsPattern("\nplugin +train +usable +plugin\n")
        .contains("hyperparameters.schema.json\n" + SCHEMA + "\n");
    assertThat(shown.get("python").get("interpreter").asString()).isEqualTo(python.toString());
    assertThat(shown.get("plugins").get(0).get("functions")).hasSize(1);
    assertThat(folder.resolve("s")).doesNotExist();
  }

  @Test
  void aPluginInPythonThatCannotBeImportedSaysWhy() throws IOException {
    Path python = Pythons.require();
    Path plugin = Files.writeString(folder.resolve("plugin.py"), "import no_such_module\n");

    CommandRun show = CommandRun.of("plugin", "show", plugin, "--python", python);

    assertThat(show.status()).isEqualTo(2);
    assertThat(show.messages())
        .contains("plugin.py:1: ModuleNotFoundError: No module named 'no_such_module'; install it");
  }

  @Test
  void oneOfSeveralIsChosenByItsName() {
    Path jar = severalPlugins().jar(jar());

    JsonNode shown = json(CommandRun.of("plugin", "show", jar + "#Both", "--json"));
    CommandRun unknown = CommandRun.of("plugin", "show", jar + "#Bot");

    assertThat(shown.get("plugins")).hasSize(1);
    assertThat(shown.get("hyperparameters_schema").isNull()).isTrue();
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.messages()).contains("holds no plugin 'Bot'", "did you mean 'Both'");
  }

  @Test
  void aPluginThatCannotBeLoadedIsListedAndExplained() {
    Path jar =
        new PluginBuild(folder)
            .trainPlugin("Fine")
            .service(TrainPlugin.class, "mine.Fine", "mine.Lost")
            .jar(jar());

    CommandRun show = CommandRun.of("plugin", "show", jar);

    assertThat(show.status()).isEqualTo(2);
    assertThat(show.output())
        .containsPattern("\nFine +train +usable +mine.Fine\n")
        .containsPattern("\nLost +train +cannot be loaded +mine.Lost\n");
    assertThat(show.messages()).startsWith("error: ").contains("mine.Lost");
  }

  @Test
  void whatAPluginPrintsDoesNotMixWithTheReport() {
    Path jar =
        new PluginBuild(folder)
            .source(
                "mine.Noisy",
                "public class Noisy implements TrainPlugin {"
                    + " static { System.out.println(\"noise\"); }"
                    + PluginBuild.TRAIN.formatted("null")
                    + "}")
            .service(TrainPlugin.class, "mine.Noisy")
            .jar(jar());
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(CommandRun.of("plugin", "show", jar).status()).isZero();
      System.out.print("restored");
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("restored");
  }

  @Test
  void whatAPluginNeedsIsGivenBesideIt() {
    Path library =
        new PluginBuild(folder.resolve("library"))
            .source(
                "lib.Base",
                "public abstract class Base implements TrainPlugin {"
                    + PluginBuild.TRAIN.formatted("null")
                    + "}")
            .jar(folder.resolve("library.jar"));
    Path jar =
        new PluginBuild(folder)
            .library(library)
            .source("mine.Needy", "public class Needy extends lib.Base {}")
            .service(TrainPlugin.class, "mine.Needy")
            .jar(jar());

    assertThat(CommandRun.of("plugin", "show", jar).status()).isEqualTo(2);
    assertThat(CommandRun.of("plugin", "show", jar, library).status()).isZero();
  }

  @Test
  void aJarThatIsMissingOrHoldsNoPluginIsInvalidInput() {
    Path empty = new PluginBuild(folder).resource("readme.txt", "nothing").jar(jar());

    CommandRun missing = CommandRun.of("plugin", "show", folder.resolve("nope.jar"));
    CommandRun without = CommandRun.of("plugin", "show", empty);

    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.messages()).contains("nope.jar is not there");
    assertThat(without.status()).isEqualTo(2);
    assertThat(without.messages()).contains("names no plugin");
    assertThat(CommandRun.of("plugin", "show", empty + "#").messages()).contains("PATH#NAME");
  }

  private PluginBuild severalPlugins() {
    return new PluginBuild(folder)
        .trainPlugin("One")
        .source(
            "mine.Both",
            "public class Both implements TrainPlugin, TunePlugin {"
                + PluginBuild.TRAIN.formatted("null")
                + PluginBuild.TUNE.formatted("null")
                + "}")
        .service(TrainPlugin.class, "mine.One", "mine.Both")
        .service(TunePlugin.class, "mine.Both")
        .resource("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 2.1\n\n");
  }

  private Path jar() {
    return folder.resolve("plugin.jar");
  }

  private static JsonNode json(CommandRun run) {
    assertThat(run.status()).as(run.messages()).isZero();
    return JsonMapper.shared().readTree(run.output());
  }
}
