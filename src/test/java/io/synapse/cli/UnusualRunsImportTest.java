package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder in which something is missing, damaged or odd. */
class UnusualRunsImportTest extends RunsImportFixture {

  @Test
  void wholeNumbersOfAnySizeAreTaken() throws IOException {
    Path params = trial(3).resolve("params.json");
    String seed = "{\n  \"seed\": [1000000000000000000000000000000, 7],";
    Files.writeString(params, Files.readString(params).replaceFirst("\\{", seed));

    assertThat(importIt("--mode", "max").messages()).contains("trials 3 ok, 1 failed");
    JsonNode numbers = runs.json("runs", "best").get("config").get("seed");
    assertThat(numbers.get(0).asDouble()).isEqualTo(1e30);
    assertThat(numbers.get(1).isIntegralNumber()).isTrue();
  }

  @Test
  void withoutAStateWhatTrialsLeftTellsHowTheyEnded() throws IOException {
    for (Path state : states()) {
      Files.delete(state);
    }

    CommandRun imported = importIt("--metric", "accuracy", "--mode", "max");

    assertThat(imported.messages()).contains("trials 3 ok, 1 failed");
  }

  @Test
  void aStateThatCannotBeReadIsLeftOutAndTold() throws IOException {
    Path torn = Files.writeString(experiment.resolve("experiment_state-2027.json"), "{\"trial_");

    CommandRun withAnOlderOne = importIt("--mode", "max");
    for (Path state : states()) {
      Files.writeString(state, "[1]");
    }
    CommandRun withNone = importIt("--metric", "accuracy", "--mode", "max");

    assertThat(withAnOlderOne.status()).as(withAnOlderOne.messages()).isZero();
    assertThat(withAnOlderOne.messages())
        .contains("warning: " + torn + " cannot be read", "trials 3 ok, 1 failed")
        .doesNotContain("REDACTED");
    assertThat(withNone.status()).as(withNone.messages()).isZero();
    assertThat(withNone.messages().lines().filter(line -> line.startsWith("warning: "))).hasSize(2);
    assertThat(withNone.messages()).contains("trials 3 ok, 1 failed");
  }

  @Test
  void aTornFileOfATrialIsToldInPlainWords() throws IOException {
    Path params = Files.writeString(trial(1).resolve("params.json"), "{\"lr\": ");
    CommandRun torn = importIt("--mode", "max");
    Files.writeString(params, "{\"lr\":\n  1 2}");
    CommandRun wrong = importIt("--mode", "max");

    assertThat(torn.status()).isEqualTo(2);
    assertThat(torn.messages())
        .contains(params + " is damaged: it is not a JSON object (it ends too early)");
    assertThat(wrong.messages()).contains("look at line 2, column");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "1e300", "-1", "253402300800"})
  void aTimeThatCannotBeIsTakenForNone(String time) throws IOException {
    for (int number = 0; number < 4; number++) {
      Path file = trial(number).resolve("result.json");
      String pattern = "\"timestamp\": \\d+";
      Files.writeString(file, Files.readString(file).replaceAll(pattern, "\"timestamp\": " + time));
      Files.setLastModifiedTime(
          trial(number), FileTime.from(Instant.parse("2025-05-04T03:02:01Z")));
    }

    assertThat(importIt("--mode", "max").status()).isZero();
    assertThat(runs.json("runs", "list").get(0).get("started").asString())
        .startsWith("2025-05-04T03:02:01");
  }

  @Test
  void aTornLastLineIsLeftOut() throws IOException {
    Files.writeString(trial(0).resolve("result.json"), "{\"accu", StandardOpenOption.APPEND);

    assertThat(importIt("--mode", "max").status()).isZero();
  }

  @Test
  void whereTheResultsAreGoneTheirTableServes() throws IOException {
    Files.delete(trial(1).resolve("result.json"));
    Files.delete(trial(3).resolve("result.json"));

    CommandRun imported = importIt("--mode", "max");

    assertThat(imported.messages())
        .contains("trials 3 ok, 1 failed; models 3; best 0.9833 accuracy");
    Path run = Path.of(runs.json("runs", "list").get(0).get("path").asString());
    assertThat(run.resolve("journal.jsonl")).content().contains("\"accuracy\":\"NaN\"");
    assertThat(runs.json("runs", "best").get("trial_id").asString()).isEqualTo("bf73f_00003");
  }

  @Test
  void aDamagedLineImportsNothingAndIsNamed() throws IOException {
    Path file = trial(1).resolve("result.json");
    Files.writeString(file, "nonsense\n" + Files.readString(file));

    CommandRun refused = importIt("--mode", "max");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages()).contains(file + ":1 is damaged");
    assertThat(runs.store()).doesNotExist();
  }

  @Test
  void aCheckpointThatHoldsWhatNoModelMayLeavesItsTrialWithoutAModel() throws IOException {
    Path checkpoint = trial(3).resolve("checkpoint_000002");
    Files.createSymbolicLink(checkpoint.resolve("outside"), folder);

    CommandRun imported = importIt("--mode", "max");

    assertThat(imported.status()).as(imported.messages()).isZero();
    assertThat(imported.messages())
        .contains("warning: trial bf73f_00003 has no model: ", "outside of the model", "models 2;");
    assertThat(reasonOfTheBest()).contains("outside of the model");
  }

  @Test
  void aCheckpointThatIsALinkOutOfTheFolderIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("secret.txt"), "mine");
    Path out = trial(3).resolve("checkpoint_000002");
    FileTree.delete(out);
    Files.createSymbolicLink(out, elsewhere);
    Path within = trial(0).resolve("checkpoint_000002");
    Files.createSymbolicLink(within, Files.move(within, trial(0).resolve("kept")));

    CommandRun imported = importIt("--mode", "max");

    assertThat(imported.status()).as(imported.messages()).isZero();
    assertThat(imported.messages())
        .contains("trial bf73f_00003 has no model: " + out + " is a link that leads", "models 2;");
    assertThat(reasonOfTheBest()).contains("leads out of the folder");
  }

  private String reasonOfTheBest() throws IOException {
    Path run = Path.of(runs.json("runs", "list").get(0).get("path").asString());
    JsonNode results = JsonMapper.shared().readTree(run.resolve("results.json").toFile());
    assertThat(results.get("model_id").isNull()).isTrue();
    return results.get("best_trial").get("reason").asString();
  }

  @Test
  void aTrialFromElsewhereWithoutAnIdIsKnownByItsPath() throws IOException {
    Path file = trial(3).resolve("result.json");
    Files.writeString(file, Files.readString(file).replace("\"trial_id\": \"bf73f_00003\", ", ""));

    importIt("--mode", "max");

    assertThat(runs.json("runs", "best").get("trial_id").asString()).matches("[0-9a-f]{12}");
  }
}
