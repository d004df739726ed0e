package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.Trial;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.Scheduler;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import io.synapse.tune.FakeExecutor.Step;
import io.synapse.tune.FakeExecutor.WhenStopped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What stops, pauses and resumes trials before their plugins end. */
class TunerStopsTest extends TunerFixture {

  @Test
  void aStopRuleEndsATrialWithItsReason() throws Exception {
    stop = Map.of("training_iteration", 3.0);
    TunerResult result =
        tune(1, 1, start -> List.of(report(1), report(2), report(3), report(4), finish(null)));

    assertThat(result.history().trials().get(0).trainingIteration()).isEqualTo(3);
    assertThat(journal.events(RunEvent.TrialEnded.class).get(0).reason())
        .isEqualTo("stop rule: training_iteration 3 ≥ 3.0");
  }

  @Test
  void aStopRuleOnAMinimisedMetricIsReachedFromAbove() throws Exception {
    objective = new Objective("score", Objective.Mode.MIN);
    stop = Map.of("score", 0.5);
    TunerResult result =
        tune(1, 1, start -> List.of(report(0.9), report(0.4), report(0.1), finish(null)));

    assertThat(result.history().trials().get(0).trainingIteration()).isEqualTo(2);
  }

  @Test
  void theTimeBudgetStopsRunningTrialsAndStartsNone() throws Exception {
    timeBudget = Optional.of(Duration.ofSeconds(10));
    TunerResult result =
        tune(
            50,
            1,
            start ->
                List.of(
                    report(1),
                    new Step.Do(() -> clock.advance(Duration.ofSeconds(4))),
                    report(2),
                    finish(null)));

    assertThat(result.history().trials()).hasSize(3);
    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(result.message()).isEqualTo("the time budget of 10 s is used up");
  }

  @Test
  void aFailureAfterTheStopChangesNothingOfTheResult() throws Exception {
    stop = Map.of("score", 0.5);
    maxFailures = 3;
    whenStopped = WhenStopped.FAILS;
    TunerResult result = tune(1, 1, start -> List.of(report(0.7), new Step.Hang()));

    assertThat(statuses(result)).containsExactly(TrialStatus.TERMINATED);
    assertThat(result.history().trials().get(0).attempt()).isEqualTo(1);
    assertThat(folder.resolve("1a2b3c4d_00000/error.txt")).content().contains("clean-up");
  }

  @Test
  void aTrialThatHadReturnedWhenTheRunWasInterruptedIsOver() throws Exception {
    TunerResult result =
        tune(
            1,
            1,
            start -> {
              events.put(new TrialEvent.Interrupted("interrupted by Ctrl-C"));
              return List.of(finish(1.0));
            });

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.INTERRUPTED);
    assertThat(statuses(result)).containsExactly(TrialStatus.TERMINATED);
  }

  @Test
  void aTrialThatTheRunsEndCutsBeforeItsFirstReportWaitsForALongerRun() throws Exception {
    timeBudget = Optional.of(Duration.ofSeconds(1));
    TunerResult result =
        tune(
            1,
            1,
            start ->
                List.of(
                    new Step.Do(() -> clock.advance(Duration.ofSeconds(2))),
                    new Step.Log("loss", 1, Map.of()),
                    new Step.Hang()));

    assertThat(statuses(result)).containsExactly(TrialStatus.PENDING);
    assertThat(journal.events(RunEvent.AttemptEnded.class).get(0).reason())
        .isEqualTo("the time budget of 1 s is used up");
  }

  @Test
  void anInterruptStopsTheTrialsAndLeavesThemToBeResumed() throws Exception {
    TunerResult result =
        tune(
            10,
            2,
            start -> {
              if (number(start) == 3) {
                events.put(new TrialEvent.Interrupted("interrupted by Ctrl-C"));
              }
              return number(start) >= 2
                  ? List.of(report(1), new Step.Hang())
                  : List.of(report(1), finish(null));
            });

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.INTERRUPTED);
    assertThat(statuses(result))
        .containsExactly(
            TrialStatus.TERMINATED,
            TrialStatus.TERMINATED,
            TrialStatus.PENDING,
            TrialStatus.PENDING);
  }

  @Test
  void anInterruptBeforeTheFirstTrialStartsNone() throws Exception {
    events.put(new TrialEvent.Interrupted("interrupted by Ctrl-C"));

    assertThat(tune(3, 1, start -> List.of(finish(1.0))).history().trials()).isEmpty();
  }

  @Test
  void anExhaustedSpaceEndsTheRunAndSaysSo() throws Exception {
    searcher =
        (history, random) ->
            history.trials().size() < 4 ? RANDOM.suggest(history, random) : Optional.empty();

    TunerResult result = tune(10, 3, start -> List.of(finish(1.0)));

    assertThat(result.history().trials()).hasSize(4);
    assertThat(result.message()).contains("exhausted after 4 trials");
  }

  @Test
  void aSchedulerThatWaitsForNothingIsAnErrorAndNoHang() {
    scheduler = new Scripted(new Scheduler.Next.Wait("rung 3 is not full"));

    assertThatThrownBy(() -> tune(1, 1, start -> List.of(finish(1.0))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rung 3 is not full");
  }

  @Test
  void aPausedTrialFreesItsSlotAndGoesOnFromItsCheckpoint() throws Exception {
    Path checkpoint = checkpoint("paused");
    scheduler =
        new Scripted(null) {
          @Override
          public Next next(History history, RandomGenerator random) {
            Optional<Trial> paused =
                history.trials().stream()
                    .filter(trial -> trial.status() == TrialStatus.PAUSED)
                    .findFirst();
            if (history.canSample()) {
              return new Next.Sample();
            }
            return paused.isPresent() ? new Next.Resume(paused.get(), "") : new Next.Done();
          }

          @Override
          public Decision onReport(Trial trial, History history, RandomGenerator random) {
            return trial.attempt() == 1 && trial.spec().number() == 0
                ? new Decision.Pause("rung 1")
                : Decision.proceed();
          }
        };

    TunerResult result =
        tune(
            2,
            1,
            start -> List.of(new Step.Report(Map.of("score", 1.0), checkpoint), finish(null)));

    assertThat(executor.started())
        .extracting(start -> number(start) + "/" + start.attempt())
        .containsExactly("0/1", "1/1", "0/2");
    assertThat(executor.started().get(2).checkpoint()).isPresent();
    assertThat(result.history().trials().get(0).trainingIteration()).isEqualTo(2);
  }

  @Test
  void anExploitGoesOnFromTheOthersCheckpointWithTheNewConfiguration() throws Exception {
    Path better = checkpoint("better");
    Config explored = new Config(Map.of("x", 42.0));
    scheduler =
        new Scripted(null) {
          @Override
          public Next next(History history, RandomGenerator random) {
            return history.canSample() ? new Next.Sample() : new Next.Done();
          }

          @Override
          public Decision onReport(Trial trial, History history, RandomGenerator random) {
            return trial.spec().number() == 1 && trial.attempt() == 1
                ? new Decision.Exploit(
                    "trial 0 is better",
                    "1a2b3c4d_00000",
                    history.trials().get(0).lastCheckpoint().orElseThrow(),
                    explored)
                : Decision.proceed();
          }
        };

    TunerResult result =
        tune(2, 1, start -> List.of(new Step.Report(Map.of("score", 1.0), better), finish(null)));

    Trial trial = result.history().trials().get(1);
    assertThat(trial.config()).isEqualTo(explored);
    assertThat(trial.attempt()).isEqualTo(2);
    assertThat(journal.events(RunEvent.AttemptStarted.class).get(2).cause())
        .isEqualTo(AttemptCause.EXPLOIT);
  }

  @Test
  void whatIsDecidedOnAReportStandsThoughTheRunIsInterruptedMeanwhile() throws Exception {
    scheduler =
        new Scripted(null) {
          @Override
          public Next next(History history, RandomGenerator random) {
            return history.canSample() ? new Next.Sample() : new Next.Done();
          }

          @Override
          public Decision onReport(Trial trial, History history, RandomGenerator random) {
            return switch (trial.spec().number()) {
              case 0 -> new Decision.Pause("waits at the rung");
              case 1 -> new Decision.Stop("below the cut");
              default -> new Decision.Continue("kept");
            };
          }
        };
    Step interrupt = new Step.Do(() -> events.put(new TrialEvent.Interrupted("SIGINT")));
    TunerResult result =
        tune(3, 3, start -> List.of(interrupt, report(1), report(2), finish(null)));

    assertThat(statuses(result))
        .containsExactly(TrialStatus.PAUSED, TrialStatus.TERMINATED, TrialStatus.PENDING);
    assertThat(result.history().trials().stream().map(Trial::trainingIteration)).containsOnly(1L);
    assertThat(result.history().verdicts()).hasSize(3);
  }

  /** A scheduler that always answers the same for a free slot and lets trials go on. */
  private static class Scripted implements Scheduler {
    private final Next next;

    Scripted(Next next) {
      this.next = next;
    }

    @Override
    public Next next(History history, RandomGenerator random) {
      return next;
    }

    @Override
    public Decision onReport(Trial trial, History history, RandomGenerator random) {
      return Decision.proceed();
    }
  }
}
