package io.synapse.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.CommandRun;
import io.synapse.cli.TrainFixture;
import io.synapse.store.model.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainCommandTest extends TrainFixture {

  @Test
  void aTrainingKeepsItsModelAndWritesItsResults() throws IOException {
    CommandRun run = train(job("hyperparameter: {x: 5, epochs: 3}"));

    assertThat(run.status()).isZero();
    Map<String, Object> results = results();
    assertThat(results)
        .containsEntry("model_id", 1L)
        .containsEntry("name", "실험:v1,a")
        .containsEntry("status", "completed")
        .containsEntry("metric", null)
        .containsEntry("config", Map.of("x", 5L, "epochs", 3L));
    StoredModel model = model(1);
    assertThat(model.filesFolder().resolve("model.txt")).hasContent("5");
    assertThat(model.name()).startsWith("실험%3Av1%2Ca_");
    assertThat(model.fingerprints().dataset()).hasSize(64);
  }

  @Test
  void aTrainingStartsFromAStoredModel() throws IOException {
    train(job("hyperparameter: {x: 5}"));
    CommandRun run = train(job("hyperparameter: {x: 6}\n  checkpoint: 1"));

    assertThat(run.status()).isZero();
    assertThat(model(2).filesFolder().resolve("model.txt")).hasContent("5+6");
    assertThat(model(1).filesFolder().resolve("model.txt")).hasContent("5");
  }

  @Test
  void aTrainingThatFailsSaysWhyAndExitsWithOne() throws IOException {
    CommandRun run = train(job("hyperparameter: {x: 5, fail: true}"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(results())
        .containsEntry("status", "failed")
        .containsEntry("model_id", null)
        .containsEntry("error", "IllegalStateException: asked to fail");
  }

  @Test
  void tuningKeepsEveryTrialsModelAndRecordsTheBest() throws IOException {
    CommandRun run = train(grid("3, 9, 7", 3));

    assertThat(run.status()).isZero();
    Map<String, Object> results = results();
    List<Map<String, Object>> trials = trials(results, "trial_models");
    assertThat(trials).extracting(trial -> trial.get("model_id")).containsExactly(1L, 2L, 3L);
    assertThat(results.get("best_trial")).isEqualTo(trials.get(1));
    assertThat(results.get("model_id")).isEqualTo(2L);
    assertThat(trials.get(1).get("config")).isEqualTo(Map.of("x", 9L));
    assertThat(map(trials.get(1).get("metrics")))
        .containsEntry("score", 9.0)
        .containsEntry("training_iteration", 1L);
    assertThat(Path.of((String) trials.get(1).get("trial_logdir"))).isDirectory().isAbsolute();
    assertThat(model(2).filesFolder().resolve("model.txt")).hasContent("9");
    assertThat(results.get("failed_trials")).isEqualTo(List.of());
  }

  @Test
  void aFailedTrialIsToldAndTheOthersGoOn() throws IOException {
    CommandRun run = train(grid("3, 13, 7", 3));

    assertThat(run.status()).isZero();
    Map<String, Object> failed = trials(results(), "failed_trials").get(0);
    assertThat(failed)
        .containsEntry("error", "IllegalStateException: unlucky 13")
        .containsEntry("attempts", 1L)
        .doesNotContainKey("model_id");
    assertThat(trials(results(), "trial_models")).hasSize(2);
    assertThat(Path.of((String) failed.get("trial_logdir")).resolve("error.txt"))
        .content()
        .contains("mine.Tiny.tune");
  }

  @Test
  void failOnTrialErrorMakesAnyFailureCount() throws IOException {
    assertThat(train(grid("3, 13", 2), "--fail-on-trial-error").status()).isEqualTo(1);
  }

  @Test
  void aRunWithoutAUsableTrialFailsAndSaysSo() throws IOException {
    CommandRun run = train(grid("13, 14, 15", 3));

    assertThat(run.status()).isEqualTo(1);
    assertThat(results())
        .containsEntry("status", "failed")
        .containsEntry("best_trial", null)
        .containsEntry(
            "message",
            "no trial has a usable value of 'score': 2 of 3 trials failed and the others' values"
                + " are not finite; the first: IllegalStateException: unlucky 13");
    assertThat(trials(results(), "failed_trials").get(1).get("error"))
        .isEqualTo(
            "the metric 'score' to optimise was never reported; it reported scores; did you mean"
                + " 'scores'?");
  }

  @Test
  void aValueThatIsNoNumberIsKeptAndNeverWins() throws IOException {
    train(grid("14, 2", 2));

    assertThat(map(trials(results(), "trial_models").get(0).get("metrics")))
        .containsEntry("score", "NaN");
    assertThat(results().get("model_id")).isEqualTo(2L);
  }

  @Test
  void aTrialWithoutAModelStaysWithTheReason() throws IOException {
    train(grid("16", 1));

    assertThat(trials(results(), "trial_models").get(0))
        .containsEntry("model_id", null)
        .hasEntrySatisfying("reason", reason -> assertThat((String) reason).contains("checkpoint"));
  }

  @Test
  void aModelThatCannotBeKeptLeavesTheOthersAlone() throws IOException {
    CommandRun run = train(grid("18, 20", 2));

    assertThat(run.status()).isZero();
    assertThat(results().get("model_id")).isEqualTo(1L);
    assertThat(trials(results(), "trial_models").get(0))
        .containsEntry("model_id", null)
        .hasEntrySatisfying("reason", why -> assertThat((String) why).contains("empty folder"));
  }

  @Test
  void aBestModelThatCannotBeKeptFailsTheRunWithResults() throws IOException {
    CommandRun run = train(grid("18, 2", 2));

    assertThat(run.status()).isEqualTo(1);
    assertThat(results())
        .containsEntry("status", "failed")
        .hasEntrySatisfying(
            "message", why -> assertThat((String) why).contains("best model could not be kept"));
    assertThat(trials(results(), "trial_models").get(1)).containsEntry("model_id", 1L);
  }

  @Test
  void theSameSeedGivesTheSameConfigurationsAtAnyConcurrency() throws IOException {
    String random = tuning("{name: x, type: uniform, min: 0, max: 1}", "num_samples: 8, seed: 3");
    train(random, "-j", "1");
    Object alone = configs();
    train(random, "-j", "4", "--cpus", "4");

    assertThat(configs()).isEqualTo(alone);
    train(random, "--seed", "4");
    assertThat(configs()).isNotEqualTo(alone);
  }

  @Test
  void theJournalEndsWithTheTableThatNamesTheBest() throws IOException {
    train(grid("3, 9", 2));

    List<String> lines = Files.readAllLines(runFolder().resolve("journal.jsonl"));
    assertThat(lines.get(0)).contains("\"event\":\"run\"", "\"seed\":", "\"versions\":");
    String best = (String) map(results().get("best_trial")).get("trial_id");
    assertThat(lines.stream().filter(line -> line.contains("\"event\":\"trials\"")).toList())
        .last()
        .asString()
        .endsWith("\"best_trial\":\"" + best + "\"}");
    assertThat(lines).last().asString().contains("\"event\":\"finished\"", "completed");
  }
}
