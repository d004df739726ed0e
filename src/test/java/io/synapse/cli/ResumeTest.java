package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code synapse train --resume}. */
class ResumeTest extends TrainFixture {

  @Test
  void aRunCutInTheMiddleGoesOnToTheSameEnd() throws IOException {
    assertThat(train(grid("1, 2, 3, 4", 4)).status()).isZero();
    List<Object> configs = configs();
    Object best = map(results().get("best_trial")).get("config");
    cutJournalAfter("end", 2);

    assertThat(resume().status()).isZero();
    assertThat(configs()).isEqualTo(configs);
    assertThat(map(results().get("best_trial")).get("config")).isEqualTo(best);
    assertThat(models()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void aFinishedRunIsWrittenAgainAndEndsAsItDid() throws IOException {
    assertThat(train(grid("13", 1)).status()).isEqualTo(1);
    Map<String, Object> before = results();
    Files.delete(runFolder().resolve("results.json"));

    assertThat(resume().status()).isEqualTo(1);
    assertThat(results()).isEqualTo(before);
  }

  @Test
  void aRunIsExtended() throws IOException {
    train(grid("1, 2, 3, 4", 2));
    CommandRun extended = resume("-s", "tune_config.num_samples=4");

    assertThat(extended.status()).isZero();
    assertThat(configs()).hasSize(4);
    assertThat(models()).hasSize(4).doesNotHaveDuplicates();
    assertThat(resume().status()).isZero();
    assertThat(configs()).hasSize(4);
  }

  @Test
  void otherChangesAreRefusedUnlessForced() throws IOException {
    train(grid("1, 2", 1));
    CommandRun refused = resume("-s", "tune_config.mode=min");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages()).contains("tune_config.mode", "max", "min", "--force");
    assertThat(resume("-s", "tune_config.mode=min", "--force").status()).isZero();
    assertThat(results()).containsEntry("mode", "min");
  }

  @Test
  void aChangedJobFileIsRefusedWithWhatChanged() throws IOException {
    train(grid("1, 2, 3", 3));
    Path file = folder.resolve("job.yaml");
    Files.writeString(file, Files.readString(file).replace("[1, 2, 3]", "[1, 2, 4]"));
    CommandRun refused = resume();

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages()).contains("job.yaml has changed", "hyperparameters");
  }

  @Test
  void aChangedDataSetIsRefusedAndTheResultsStay() throws IOException {
    train(grid("1, 2, 3", 3));
    Map<String, Object> before = results();
    cutJournalAfter("end", 1);
    Files.writeString(folder.resolve("data.csv"), "3,4,5\n");
    CommandRun refused = resume();

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages()).contains("data set", "has changed", "--force");
    assertThat(results()).isEqualTo(before);
    assertThat(resume("--force").status()).isZero();
    assertThat(configs()).hasSize(3);
  }

  @Test
  void failedTrialsAreRetriedWhenAsked() throws IOException {
    train(grid("1, 13, 2", 3));
    assertThat(resume("--retry-failed").status()).isZero();

    List<Map<String, Object>> failed = trials(results(), "failed_trials");
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0)).containsEntry("attempts", 2L);
    assertThat(configs()).hasSize(2);
  }

  @Test
  void aDryRunTellsWhatWouldBeDoneAndDoesNothing() throws IOException {
    train(grid("1, 13, 2, 3", 4), "-j", 1);
    cutJournalAfter("report", 2);
    List<String> journal = Files.readAllLines(runFolder().resolve("journal.jsonl"));
    CommandRun run = resume("--dry-run", "-s", "tune_config.num_samples=3");

    assertThat(run.status()).isZero();
    assertThat(run.messages())
        .contains("run ", runFolder().getFileName().toString())
        .containsPattern("(?m)^status +completed$")
        .containsPattern("(?m)^so far +3 trials: 2 are finished, 1 goes on from its last check")
        .containsPattern("(?m)^to sample +none$")
        .containsPattern("(?m)^changed +tune_config.num_samples: 4 -> 3$")
        .contains("Nothing was run");
    assertThat(Files.readAllLines(runFolder().resolve("journal.jsonl"))).isEqualTo(journal);
  }

  @Test
  void aDryRunOfAFinishedRunSaysThatNothingIsLeftToDo() throws IOException {
    train(grid("1, 13", 2));

    assertThat(resume("--dry-run").messages())
        .containsPattern("(?m)^to do +nothing; the results would be written again$")
        .containsPattern("(?m)^so far +2 trials: 2 are finished$");
    assertThat(resume("--dry-run", "--retry-failed").messages())
        .containsPattern("(?m)^so far +2 trials: 1 is finished, 1 starts again$")
        .doesNotContain("to do ");
  }

  @Test
  void aDryRunTellsWhatIsStillToBeSampled() throws IOException {
    train(grid("1, 2, 3, 4", 4));
    cutJournalAfter("trial", 1);

    assertThat(resume("--dry-run").messages())
        .containsPattern("(?m)^so far +1 trial: 1 starts again$")
        .containsPattern("(?m)^to sample +3 trials at most$");
  }

  @Test
  void theSeedStays() throws IOException {
    train(grid("1, 2", 1), "--seed", 5);

    assertThat(resume("--seed", 6).messages()).contains("the run's seed is 5");
  }

  @Test
  void wrongUsageIsTold() {
    assertThat(run("train").messages()).contains("--resume RUN");
    assertThat(run("train", "-f", "x.yaml", "--force").messages()).contains("--resume RUN");
    assertThat(run("train", "--resume", "nobody").status()).isEqualTo(2);
  }

  private CommandRun resume(Object... more) {
    List<Object> words = new java.util.ArrayList<>(List.of("train", "--resume", "last"));
    words.addAll(List.of("--progress", "none"));
    words.addAll(List.of(more));
    return run(words.toArray());
  }

  private List<Object> models() {
    return trials(results(), "trial_models").stream().map(each -> each.get("model_id")).toList();
  }
}
