package io.synapse.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.space.Config;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeadingFailuresTest {

  private final RunHistory history = new RunHistory(Optional.empty(), 100);

  @Test
  void failuresThatDifferInNumbersAloneAreAlike() {
    fail("no file /tmp/12/x");
    fail("no file /tmp/345/x");

    assertThat(history.leadingFailures().count()).isEqualTo(2);
    assertThat(history.leadingFailures().message()).isEqualTo("no file /tmp/12/x");
  }

  @Test
  void whatIsTheSameIsLeftOfAMessage() {
    assertThat(LeadingFailures.way("worker 12 at 0x7f3c00aa, run 8227e31d, 1.5 GB"))
        .isEqualTo("worker # at #, run #, # GB");
  }

  @Test
  void anotherFailureEndsTheCountUntilFailedTrialsGetAnotherChance() {
    fail("boom");
    fail("bang");
    fail("bang");
    assertThat(history.leadingFailures().count()).isZero();

    history.forgiveFailures();
    fail("bang");
    assertThat(history.leadingFailures().count()).isEqualTo(1);
    assertThat(history.leadingFailures().message()).isEqualTo("bang");
  }

  @Test
  void aSuccessEndsTheCountForGood() {
    fail("boom");
    history.end(trial(), TrialStatus.TERMINATED, Map.of(), "");
    history.forgiveFailures();
    fail("boom");

    assertThat(history.leadingFailures().count()).isZero();
  }

  private void fail(String message) {
    Trial trial = trial();
    history.fail(trial, message);
    history.end(trial, TrialStatus.ERROR, Map.of(), "");
  }

  private Trial trial() {
    int number = history.trials().size();
    return history.add(
        new TrialSpec("trial_" + number, number, TrialSpec.Origin.SEARCHER, new Config(Map.of())));
  }
}
