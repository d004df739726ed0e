package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.RunEvent;
import io.synapse.run.Trial;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.Scheduler;
import io.synapse.tune.FakeExecutor.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paused trials without a checkpoint: they wait in their workers, as far as there is room. */
class ParkedTrialsTest extends TunerFixture {

  @BeforeEach
  void pauseEveryTrialOnce() {
    scheduler = new PausesOnce();
    mostParked = 1;
  }

  @Test
  void aTrialWithoutACheckpointGoesOnWhereItWaited() throws Exception {
    TunerResult result = tune(2, 1, start -> List.of(report(1), report(2), finish(null)));

    Trial first = result.history().trials().get(0);
    assertThat(first.attempt()).isEqualTo(1);
    assertThat(first.trainingIteration()).isEqualTo(2);
    assertThat(journal.events(RunEvent.AttemptParked.class))
        .contains(new RunEvent.AttemptParked(first.id(), "others first"));
    assertThat(journal.events(RunEvent.AttemptUnparked.class))
        .contains(new RunEvent.AttemptUnparked(first.id(), "its turn"));
  }

  @Test
  void beyondTheRoomATrialStartsFromZero() throws Exception {
    TunerResult result = tune(3, 1, start -> List.of(report(1), report(2), finish(null)));

    assertThat(result.history().trials().stream().map(Trial::attempt)).containsExactly(1, 2, 2);
    assertThat(result.history().trials().stream().map(Trial::trainingIteration))
        .containsExactly(2L, 2L, 2L);
    assertThat(executor.mostAtOnce()).isEqualTo(2);
  }

  @Test
  void aTrialWithACheckpointOfThisReportGivesItsWorkerBack() throws Exception {
    Step saved = new Step.Report(Map.of("score", 1.0), checkpoint("saved"));
    TunerResult result =
        tune(
            2,
            1,
            start ->
                start.attempt() == 1
                    ? List.of(saved, new Step.Hang())
                    : List.of(report(2), finish(null)));

    assertThat(result.history().trials().get(0).attempt()).isEqualTo(2);
    assertThat(result.history().trials().get(0).trainingIteration()).isEqualTo(2);
    assertThat(journal.events(RunEvent.AttemptParked.class)).isEmpty();
  }

  @Test
  void anOlderCheckpointWouldLoseWorkSoTheTrialWaits() throws Exception {
    Step saved = new Step.Report(Map.of("score", 1.0), checkpoint("saved"));
    scheduler = new PausesOnce(2);
    TunerResult result = tune(2, 1, start -> List.of(saved, report(2), report(3), finish(null)));

    assertThat(result.history().trials().get(0).attempt()).isEqualTo(1);
    assertThat(result.history().trials().get(0).trainingIteration()).isEqualTo(3);
  }

  @Test
  void aParkedTrialThatTheSchedulerEndsKeepsWhatItReported() throws Exception {
    scheduler =
        new PausesOnce() {
          @Override
          public Next next(History history, RandomGenerator random) {
            Next next = super.next(history, random);
            return next instanceof Next.Resume resume
                ? new Next.End(resume.trial(), "worse than the others")
                : next;
          }
        };
    TunerResult result = tune(2, 1, start -> List.of(report(1), report(2), finish(null)));

    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    Trial trial = result.history().trials().get(0);
    assertThat(trial.metrics()).containsEntry("score", 1.0);
    assertThat(trial.stopReason()).isEqualTo("worse than the others");
    assertThat(result.history().verdicts())
        .extracting(verdict -> verdict.decision())
        .contains(new Decision.Stop("worse than the others"));
  }

  @Test
  void theTimeBudgetEndsParkedTrialsToo() throws Exception {
    timeBudget = Optional.of(Duration.ofSeconds(10));
    TunerResult result =
        tune(
            2,
            1,
            start ->
                List.of(
                    report(1),
                    new Step.Do(() -> clock.advance(Duration.ofSeconds(20))),
                    report(2),
                    finish(null)));

    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(result.history().trials().get(1).stopReason())
        .isEqualTo("the time budget of 10 s is used up");
    assertThat(result.history().trials().get(1).metrics()).containsEntry("score", 1.0);
  }

  @Test
  void anInterruptionLeavesThemPaused() throws Exception {
    TunerResult result =
        tune(
            2,
            1,
            start ->
                number(start) == 0
                    ? List.of(report(1), report(2), finish(null))
                    : List.of(
                        new Step.Do(() -> events.put(new TrialEvent.Interrupted("SIGINT"))),
                        new Step.Hang()));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.INTERRUPTED);
    assertThat(statuses(result)).containsExactly(TrialStatus.PAUSED, TrialStatus.PENDING);
  }

  @Test
  void waitingIsNotPartOfTheTimeThatATrialMayTake() throws Exception {
    trialTimeout = Optional.of(Duration.ofSeconds(10));
    TunerResult result =
        tune(
            2,
            1,
            start ->
                List.of(
                    new Step.Do(() -> clock.advance(Duration.ofSeconds(6))),
                    report(1),
                    report(2),
                    finish(null)));

    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
  }

  @Test
  void theTimeBeforeAndAfterThePauseCountsTogether() throws Exception {
    trialTimeout = Optional.of(Duration.ofSeconds(10));
    TunerResult result =
        tune(
            1,
            1,
            start ->
                List.of(
                    new Step.Do(() -> clock.advance(Duration.ofSeconds(6))),
                    report(1),
                    new Step.Do(() -> clock.advance(Duration.ofSeconds(6))),
                    report(2),
                    new Step.Hang()));

    assertThat(statuses(result)).containsOnly(TrialStatus.ERROR);
    assertThat(result.history().trials().get(0).error()).contains("trial_timeout_s (10 s)");
  }

  @Test
  void aWorkerThatIsLostWhileItsTrialWaitsIsAFailureOfTheTrial() throws Exception {
    maxFailures = 1;
    TunerResult result =
        tune(
            2,
            1,
            start ->
                number(start) == 1
                    ? List.of(
                        new Step.Do(
                            () ->
                                events.put(
                                    new TrialEvent.Failed(
                                        "1a2b3c4d_00000", 1, "the worker was killed", ""))),
                        report(1),
                        finish(null))
                    : List.of(report(1), report(2), finish(null)));

    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(result.history().trials().get(0).attempt()).isEqualTo(2);
    assertThat(result.history().trials().get(0).failures()).isEqualTo(1);
  }

  /** Pauses every trial at one iteration of its first attempt, and resumes when all had a turn. */
  private static class PausesOnce implements Scheduler {

    private final long iteration;

    PausesOnce() {
      this(1);
    }

    PausesOnce(long iteration) {
      this.iteration = iteration;
    }

    @Override
    public Next next(History history, RandomGenerator random) {
      if (history.canSample()) {
        return new Next.Sample();
      }
      return history.trials().stream()
          .filter(trial -> trial.status() == TrialStatus.PAUSED)
          .<Next>map(trial -> new Next.Resume(trial, "its turn"))
          .findFirst()
          .orElse(new Next.Done());
    }

    @Override
    public Decision onReport(Trial trial, History history, RandomGenerator random) {
      boolean paused =
          history.verdicts().stream()
              .anyMatch(
                  verdict ->
                      verdict.trial() == trial && verdict.decision() instanceof Decision.Pause);
      return !paused && trial.trainingIteration() == iteration
          ? new Decision.Pause("others first")
          : Decision.proceed();
    }
  }
}
