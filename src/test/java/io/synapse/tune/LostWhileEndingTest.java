package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.Trial;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.Scheduler;
import io.synapse.space.Config;
import io.synapse.tune.FakeExecutor.Step;
import io.synapse.tune.FakeExecutor.WhenStopped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Attempts whose node is gone when they were asked to end: what was asked of them is done. */
class LostWhileEndingTest extends LossFixture {

  @Test
  void anAttemptThatWasStoppedEndsWithWhatItHad() throws Exception {
    stop = Map.of("training_iteration", 1.0);
    whenStopped = WhenStopped.IS_LOST;
    Path checkpoint = checkpoint("one");
    TunerResult result =
        tune(1, 1, start -> List.of(new Step.Report(Map.of("score", 0.5), checkpoint)));

    Trial trial = result.history().trials().get(0);
    assertThat(trial.status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(trial.metrics()).containsEntry("score", 0.5);
    assertThat(trial.notes()).containsExactly("while stopping: node-b is gone");
    assertThat(result.models()).containsEntry(trial.id(), checkpoint);
    assertThat(losses()).isEmpty();
  }

  @Test
  void anAttemptThatIsLostWithItsDecisionOnTheWayDoesAsDecided() throws Exception {
    stop = Map.of("training_iteration", 1.0);
    TunerResult result =
        tune(
            1,
            1,
            start -> {
              events.put(new TrialEvent.Reported(start.trialId(), 1, Map.of("score", 0.5), null));
              events.put(new TrialEvent.Lost(start.trialId(), 1, "node-b is gone"));
              return List.of(new Step.Hang());
            });

    assertThat(statuses(result)).containsExactly(TrialStatus.TERMINATED);
    assertThat(executor.started()).hasSize(1);
  }

  @Test
  void anAttemptThatWasPausedIsPaused() throws Exception {
    whenStopped = WhenStopped.IS_LOST;
    Path checkpoint = checkpoint("paused");
    scheduler = new DecidesOnce((trial, history) -> new Decision.Pause("others first"));
    TunerResult result =
        tune(
            2,
            1,
            start -> List.of(new Step.Report(Map.of("score", 1.0), checkpoint), finish(null)));

    assertThat(executor.started())
        .extracting(start -> number(start) + "/" + start.attempt())
        .containsExactly("0/1", "1/1", "0/2");
    assertThat(causes().get(2)).isEqualTo(AttemptCause.RESUME_PAUSED);
    assertThat(result.history().trials().get(0).trainingIteration()).isEqualTo(2);
  }

  @Test
  void aTrialThatWaitsInItsWorkerStaysPausedAndIsResumedInItsTurn() throws Exception {
    mostParked = 1;
    scheduler = new DecidesOnce((trial, history) -> new Decision.Pause("others first"));
    Step loseTheFirst =
        new Step.Do(() -> events.put(new TrialEvent.Lost(id(0), 1, "node-b is gone")));
    TunerResult result =
        tune(
            3,
            1,
            start ->
                number(start) == 1
                    ? List.of(loseTheFirst, report(1), finish(null))
                    : List.of(report(1), report(2), finish(null)));

    assertThat(executor.started())
        .extracting(start -> number(start) + "/" + start.attempt())
        .containsExactly("0/1", "1/1", "2/1", "0/2");
    assertThat(losses()).extracting(RunEvent.AttemptEnded::status).contains(TrialStatus.PAUSED);
    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(replay(lines()).history().trials().get(0).notes())
        .containsExactly("node-b is gone; goes on from the start");
  }

  @Test
  void anAttemptThatGaveWayToAnExploitIsFollowedByIt() throws Exception {
    whenStopped = WhenStopped.IS_LOST;
    Path better = checkpoint("better");
    Config explored = new Config(Map.of("x", 42.0));
    scheduler =
        new DecidesOnce(
            (trial, history) ->
                new Decision.Exploit(
                    "itself is better",
                    trial.id(),
                    trial.lastCheckpoint().orElseThrow(),
                    explored));
    TunerResult result =
        tune(1, 1, start -> List.of(new Step.Report(Map.of("score", 1.0), better), finish(null)));

    assertThat(causes()).containsExactly(AttemptCause.FIRST, AttemptCause.EXPLOIT);
    assertThat(result.history().trials().get(0).config()).isEqualTo(explored);
  }

  @Test
  void anAttemptThatRanTooLongHasFailedAllTheSame() throws Exception {
    trialTimeout = Optional.of(Duration.ofSeconds(5));
    whenStopped = WhenStopped.IS_LOST;
    TunerResult result =
        tune(
            1,
            1,
            start ->
                List.of(
                    report(1),
                    new Step.Do(() -> clock.advance(Duration.ofSeconds(6))),
                    new Step.Hang()));

    assertThat(statuses(result)).containsExactly(TrialStatus.ERROR);
    assertThat(result.history().trials().get(0).error()).contains("trial_timeout_s");
  }

  @Test
  void anInterruptedRunLeavesItToBeResumed() throws Exception {
    whenStopped = WhenStopped.IS_LOST;
    TunerResult result =
        tune(
            3,
            1,
            start -> {
              events.put(new TrialEvent.Interrupted("the cluster is gone"));
              return List.of(report(1), new Step.Hang());
            });

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.INTERRUPTED);
    assertThat(statuses(result)).containsExactly(TrialStatus.PENDING);
    assertThat(executor.started()).hasSize(1);
  }

  /** Decides about the first trial's first report; resumes what is paused after all the others. */
  private record DecidesOnce(BiFunction<Trial, History, Decision> decision) implements Scheduler {

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
      return trial.spec().number() == 0 && history.verdicts().isEmpty()
          ? decision.apply(trial, history)
          : Decision.proceed();
    }
  }
}
