package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.Trial;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import io.synapse.tune.FakeExecutor.Step;
import io.synapse.tune.FakeExecutor.WhenStopped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Trials that fail, are tried again, or end the run. */
class TunerFailuresTest extends TunerFixture {

  @Test
  void aTrialWithoutTheMetricIsAnErrorThatNamesWhatItReported() throws Exception {
    TunerResult result =
        tune(1, 1, start -> List.of(new Step.Report(Map.of("scores", 1.0), null), finish(null)));

    Trial trial = result.history().trials().get(0);
    assertThat(trial.status()).isEqualTo(TrialStatus.ERROR);
    assertThat(trial.error())
        .isEqualTo(
            "the metric 'score' to optimise was never reported; it reported scores; did you mean"
                + " 'scores'?");
  }

  @Test
  void aFailedTrialKeepsItsTraceAndTheOthersGoOn() throws Exception {
    TunerResult result =
        tune(
            3,
            1,
            start ->
                number(start) == 1
                    ? List.of(new Step.Fail("OutOfLuck: no"))
                    : List.of(report(1), finish(null)));

    assertThat(statuses(result))
        .containsExactly(TrialStatus.TERMINATED, TrialStatus.ERROR, TrialStatus.TERMINATED);
    assertThat(folder.resolve("1a2b3c4d_00001/error.txt")).content().contains("trace of OutOfLuck");
    assertThat(journal.events(RunEvent.TrialEnded.class).get(1).error()).isEqualTo("OutOfLuck: no");
  }

  @Test
  void aRetryGoesOnFromTheLastCheckpointAndItsCount() throws Exception {
    maxFailures = 1;
    Path checkpoint = checkpoint("one");
    TunerResult result =
        tune(
            1,
            1,
            start ->
                start.attempt() == 1
                    ? List.of(
                        new Step.Report(Map.of("score", 0.1), checkpoint),
                        report(0.2),
                        new Step.Fail("boom"))
                    : List.of(report(0.3), finish(null)));

    Trial trial = result.history().trials().get(0);
    assertThat(trial.trainingIteration()).isEqualTo(2);
    assertThat(trial.series().size()).isEqualTo(2);
    assertThat(executor.started().get(1).checkpoint().orElseThrow().path()).isEqualTo(checkpoint);
    assertThat(journal.events(RunEvent.AttemptStarted.class))
        .extracting(RunEvent.AttemptStarted::cause)
        .containsExactly(AttemptCause.FIRST, AttemptCause.RETRY);
    assertThat(result.models()).containsEntry(trial.id(), checkpoint);
  }

  @Test
  void whatADeadAttemptReportedAfterItsCheckpointNoLongerCounts() throws Exception {
    maxFailures = 1;
    TunerResult result =
        tune(
            1,
            1,
            start ->
                start.attempt() == 1
                    ? List.of(report(0.9), new Step.Fail("boom"))
                    : List.of(finish(Map.of("other", 1.0))));

    assertThat(statuses(result)).containsExactly(TrialStatus.ERROR);
    assertThat(result.history().trials().get(0).metrics()).doesNotContainKey("score");
  }

  @Test
  void retriesEndAtMaxFailures() throws Exception {
    maxFailures = 2;
    TunerResult result = tune(1, 1, start -> List.of(new Step.Fail("boom")));

    assertThat(executor.started()).hasSize(3);
    assertThat(result.history().trials().get(0).failures()).isEqualTo(3);
    assertThat(statuses(result)).containsExactly(TrialStatus.ERROR);
  }

  @Test
  void failFastEndsTheRunAndStopsWhatIsRunning() throws Exception {
    failFast = true;
    TunerResult result =
        tune(
            10,
            2,
            start ->
                number(start) == 1
                    ? List.of(new Step.Fail("boom"))
                    : List.of(report(1), new Step.Hang()));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.FAILED_FAST);
    assertThat(result.message()).contains("1a2b3c4d_00001").contains("boom");
    assertThat(result.history().trials()).hasSize(2);
  }

  @Test
  void aRunWhoseFirstTrialsAllFailAlikeStops() throws Exception {
    stopWhenAllFail = true;
    TunerResult result =
        tune(10, 1, start -> List.of(new Step.Fail("no file /tmp/" + number(start) + "/x")));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.ALL_FAILED);
    assertThat(result.history().trials()).hasSize(3);
    assertThat(result.message())
        .isEqualTo(
            "the first 3 trials all failed the same way: no file /tmp/0/x; mend that, or set"
                + " tune_config.stop_when_all_fail to false to run the others all the same");
  }

  @Test
  void asManyTrialsAsRunAtOnceHaveToFailAlike() throws Exception {
    stopWhenAllFail = true;
    TunerResult result = tune(20, 5, start -> List.of(new Step.Fail("boom")));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.ALL_FAILED);
    assertThat(result.history().trials()).hasSizeBetween(5, 10);
  }

  @Test
  void otherFailuresOrOneSuccessLetTheRunGoOn() throws Exception {
    stopWhenAllFail = true;
    tune(6, 1, start -> List.of(new Step.Fail(number(start) % 2 == 0 ? "boom" : "bang")));
    assertThat(executor.started()).hasSize(6);
    tune(
        6,
        1,
        start ->
            List.of(
                number(start) == 1
                    ? finish(Map.of("score", 1.0))
                    : new Step.Fail("no luck at all")));
    assertThat(executor.started()).hasSize(6);
  }

  @Test
  void withoutTheRuleEveryTrialIsRun() throws Exception {
    TunerResult result = tune(6, 1, start -> List.of(new Step.Fail("boom")));

    assertThat(result.history().trials()).hasSize(6);
    assertThat(result.ending()).isEqualTo(RunEvent.Ending.COMPLETED);
  }

  @Test
  void theLastTrialsFailureNeedsNoStop() throws Exception {
    stopWhenAllFail = true;
    TunerResult result = tune(3, 1, start -> List.of(new Step.Fail("boom")));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.COMPLETED);
  }

  @Test
  void aFailureWhileStoppingIsToldAndChangesNothing() throws Exception {
    whenStopped = WhenStopped.FAILS;
    stop = Map.of("training_iteration", 1.0);
    TunerResult result = tune(1, 1, start -> List.of(report(0.5), report(0.6)));

    Trial trial = result.history().trials().get(0);
    assertThat(trial.status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(trial.notes()).containsExactly("while stopping: clean-up failed");
    assertThat(journal.events(TrialEvent.Noted.class)).hasSize(1);
  }

  @Test
  void aTrialThatRunsTooLongHasFailed() throws Exception {
    trialTimeout = Optional.of(Duration.ofSeconds(5));
    TunerResult result =
        tune(
            1,
            1,
            start ->
                List.of(
                    report(1),
                    new Step.Do(() -> clock.advance(Duration.ofSeconds(6))),
                    report(2),
                    report(3),
                    new Step.Hang()));

    assertThat(statuses(result)).containsExactly(TrialStatus.ERROR);
    assertThat(result.history().trials().get(0).error())
        .isEqualTo("ran longer than trial_timeout_s (5 s)");
  }
}
