package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.RunEvent;
import io.synapse.run.TrialStatus;
import io.synapse.tune.FakeExecutor.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failures, retries and budgets over the end of a process. */
@Timeout(60)
class ReplayedFailuresTest extends ReplayFixture {

  @Test
  void failuresAlikeAreCountedOverTheCut() throws Exception {
    stopWhenAllFail = true;
    tune(2, 1, start -> List.of(new Step.Fail("no luck with " + number(start))));
    List<Map<String, Object>> before = lines();
    journal.clear();
    replayed = plan -> replay(plan, before);
    TunerResult result = tune(TRIALS, 1, start -> List.of(new Step.Fail("no luck with 7")));

    assertThat(executor.started()).hasSize(1);
    assertThat(result.ending()).isEqualTo(RunEvent.Ending.ALL_FAILED);
  }

  @Test
  void aRetryCountsFailuresAnew() throws Exception {
    stopWhenAllFail = true;
    tune(TRIALS, 1, start -> List.of(new Step.Fail("no luck")));
    List<Map<String, Object>> before = lines();
    journal.clear();
    replayed = plan -> replay(plan, before).retryingFailed();
    TunerResult result = tune(TRIALS, 1, start -> List.of(new Step.Fail("no luck")));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.ALL_FAILED);
    assertThat(executor.started()).hasSize(3);
  }

  @Test
  void aTrialThatWaitsWhenTheBudgetEndsGoesOnWaitingWithoutTheMetric() throws Exception {
    tune(1, 1, start -> List.of(report(1), finish(null)));
    List<Map<String, Object>> cut = lines();
    cut.removeIf(line -> List.of("report", "end").contains(line.get("event")));
    journal.clear();
    timeBudget = Optional.of(Duration.ZERO);
    replayed = plan -> replay(plan, cut);
    TunerResult result = tune(1, 1, start -> List.of(report(5), finish(null)));

    assertThat(executor.started()).isEmpty();
    assertThat(statuses(result)).containsExactly(TrialStatus.PENDING);
  }

  @Test
  void failedTrialsGetAnotherAttemptWhenThatIsAsked() throws Exception {
    tune(
        2,
        1,
        start -> List.of(number(start) == 0 ? new Step.Fail("no luck") : report(1), finish(null)));
    List<Map<String, Object>> before = lines();
    assertThat(replay(before).hasFailedTrials()).isTrue();
    journal.clear();
    replayed = plan -> replay(plan, before).retryingFailed();
    TunerResult result = tune(2, 1, start -> List.of(report(5), finish(null)));

    assertThat(executor.started()).hasSize(1);
    assertThat(result.history().finishedCount()).isEqualTo(2);
    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(best(result)).isZero();
  }
}
