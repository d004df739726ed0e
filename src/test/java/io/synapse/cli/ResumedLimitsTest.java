package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A run that goes on with other limits than it was started with. */
class ResumedLimitsTest extends TrainFixture {

  private static final String AT_ONCE = "tune_config.max_concurrent_trials=4";

  @Test
  void theJobsLimitTakesThePlaceOfTheOptionsOfBefore() throws IOException {
    train(grid("1, 2, 3, 4", 4), "-j", 1, "--cpus", 8);
    cutJournalAfter("end", 1);

    assertThat(resume("--dry-run", "-s", AT_ONCE).messages())
        .containsPattern("(?m)^at once +4 \\(set by .*\\)$");
    assertThat(resume("-s", AT_ONCE).status()).isZero();
    cutJournalAfter("end", 1);
    assertThat(resume("--dry-run").messages()).containsPattern("(?m)^at once +4 ");
  }

  @Test
  void anOptionOfNowCountsBesideTheJobsLimit() throws IOException {
    train(grid("1, 2, 3, 4", 4), "-j", 1, "--cpus", 8);
    cutJournalAfter("end", 1);

    assertThat(resume("--dry-run", "-j", 3).messages())
        .containsPattern("(?m)^at once +3 \\(set by --max-concurrent 3\\)$");
    assertThat(resume("--dry-run", "-j", 2, "-s", AT_ONCE).messages())
        .containsPattern("(?m)^at once +2 \\(set by --max-concurrent 2\\)$");
    assertThat(resume("--dry-run", "-j", 3, "-s", "tune_config.max_concurrent_trials=2").messages())
        .containsPattern("(?m)^at once +2 \\(set by max_concurrent_trials 2\\)$");
    assertThat(resume("--dry-run").messages())
        .containsPattern("(?m)^at once +1 \\(set by --max-concurrent 1\\)$");
  }

  @Test
  void timeAndWidthAreExtendedWithoutForce() throws IOException {
    train(
        tuning(
            "{name: x, type: grid_search, options: [1, 2, 3, 4]}",
            "num_samples: 4, time_budget_s: 1000, max_concurrent_trials: 1"));
    cutJournalAfter("end", 1);

    CommandRun extended = resume("-s", "tune_config.time_budget_s=2000", "-s", AT_ONCE);
    assertThat(extended.status()).isZero();
    assertThat(configs()).hasSize(4);
  }
}
