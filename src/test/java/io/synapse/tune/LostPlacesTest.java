package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.Trial;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import io.synapse.tune.FakeExecutor.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Attempts whose node is gone: nobody's failure, and their trials go on. */
class LostPlacesTest extends LossFixture {

  @Test
  void aTrialWithoutACheckpointStartsAgain() throws Exception {
    TunerResult result =
        tune(
            1,
            1,
            start ->
                start.attempt() == 1
                    ? List.of(report(0.9), LOSE)
                    : List.of(report(0.3), finish(null)));

    Trial trial = result.history().trials().get(0);
    assertThat(trial.status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(trial.trainingIteration()).isEqualTo(1);
    assertThat(trial.metrics()).containsEntry("score", 0.3);
    assertThat(trial.notes()).containsExactly("node-b is gone; goes on from the start");
    assertThat(executor.started().get(1).checkpoint()).isEmpty();
  }

  @Test
  void aTrialGoesOnFromItsLastCheckpointAndItsCount() throws Exception {
    Path checkpoint = checkpoint("one");
    TunerResult result =
        tune(
            1,
            1,
            start ->
                start.attempt() == 1
                    ? List.of(new Step.Report(Map.of("score", 0.1), checkpoint), report(0.2), LOSE)
                    : List.of(report(0.3), finish(null)));

    Trial trial = result.history().trials().get(0);
    assertThat(trial.trainingIteration()).isEqualTo(2);
    assertThat(trial.failures()).isZero();
    assertThat(trial.error()).isEmpty();
    assertThat(executor.started().get(1).checkpoint().orElseThrow().path()).isEqualTo(checkpoint);
    assertThat(executor.started().get(1).config()).isEqualTo(executor.started().get(0).config());
    assertThat(causes()).containsExactly(AttemptCause.FIRST, AttemptCause.PLACE_LOST);
    assertThat(journal.events(RunEvent.AttemptEnded.class))
        .containsExactly(
            new RunEvent.AttemptEnded(
                trial.id(),
                TrialStatus.PENDING,
                AttemptEndCause.LOST,
                "node-b is gone; goes on from iteration 1"));
  }

  @Test
  void lossesAreNoFailuresHoweverMany() throws Exception {
    maxFailures = 0;
    failFast = true;
    stopWhenAllFail = true;
    TunerResult result =
        tune(
            5, 2, start -> start.attempt() <= 6 ? List.of(LOSE) : List.of(report(1), finish(null)));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.COMPLETED);
    assertThat(statuses(result)).hasSize(5).containsOnly(TrialStatus.TERMINATED);
    assertThat(result.history().trials()).allMatch(trial -> trial.attempt() == 7);
    assertThat(losses()).hasSize(30);
    assertThat(result.history().trials().get(0).notes()).hasSize(1);
  }

  @Test
  void aLostTrialHasTheNextFreeSlot() throws Exception {
    tune(
        3,
        1,
        start ->
            number(start) == 0 && start.attempt() == 1
                ? List.of(LOSE)
                : List.of(report(1), finish(null)));

    assertThat(executor.started())
        .extracting(start -> number(start) + "/" + start.attempt())
        .containsExactly("0/1", "0/2", "1/1", "2/1");
  }

  @Test
  void aFailureAfterALossCountsAsTheFirst() throws Exception {
    maxFailures = 1;
    TunerResult result =
        tune(1, 1, start -> List.of(start.attempt() == 1 ? LOSE : new Step.Fail("boom")));

    Trial trial = result.history().trials().get(0);
    assertThat(trial.status()).isEqualTo(TrialStatus.ERROR);
    assertThat(trial.failures()).isEqualTo(2);
    assertThat(causes())
        .containsExactly(AttemptCause.FIRST, AttemptCause.PLACE_LOST, AttemptCause.RETRY);
  }

  @Test
  void oneThatIsLostJustBeforeTheRunIsInterruptedGoesOnWithTheRun() throws Exception {
    Path checkpoint = checkpoint("one");
    tune(
        1,
        1,
        start ->
            List.of(
                new Step.Report(Map.of("score", 0.5), checkpoint),
                LOSE,
                new Step.Do(() -> events.put(new TrialEvent.Interrupted("the cluster is gone")))));
    assertThat(losses()).hasSize(1);
    List<Map<String, Object>> before = lines();
    journal.clear();
    replayed = plan -> replay(plan, before);
    TunerResult result = tune(1, 1, start -> List.of(report(0.8), finish(null)));

    assertThat(executor.started().get(0).attempt()).isEqualTo(2);
    assertThat(executor.started().get(0).checkpoint().orElseThrow().path()).isEqualTo(checkpoint);
    assertThat(causes()).containsExactly(AttemptCause.PLACE_LOST);
    assertThat(result.history().trials().get(0).failures()).isZero();
    assertThat(result.history().trials().get(0).trainingIteration()).isEqualTo(2);
  }

  @Test
  void theTimeBudgetEndsOneThatWaitsForASlotWithWhatItHas() throws Exception {
    timeBudget = Optional.of(Duration.ofSeconds(10));
    Path checkpoint = checkpoint("one");
    TunerResult result =
        tune(
            2,
            1,
            start ->
                List.of(
                    new Step.Report(Map.of("score", 0.5), checkpoint),
                    new Step.Do(() -> clock.advance(Duration.ofSeconds(20))),
                    LOSE));

    Trial trial = result.history().trials().get(0);
    assertThat(trial.status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(trial.stopReason()).isEqualTo("the time budget of 10 s is used up");
    assertThat(result.models()).containsEntry(trial.id(), checkpoint);
    assertThat(executor.started()).hasSize(1);
  }

  @Test
  void aLossOfAnAttemptThatIsOverIsOldNews() throws Exception {
    TunerResult result =
        tune(
            2,
            1,
            start -> {
              if (number(start) == 1) {
                events.put(new TrialEvent.Lost(id(0), 1, "node-b is gone"));
              }
              return List.of(report(1), finish(null));
            });

    assertThat(executor.started()).hasSize(2);
    assertThat(result.history().trials().get(0).notes()).isEmpty();
  }

  @Test
  void whereAnAttemptRunsIsInTheJournalAndComesBack() throws Exception {
    tune(
        1,
        1,
        start -> {
          String node = "node-" + start.attempt();
          events.put(new TrialEvent.Placed(start.trialId(), start.attempt(), node));
          return List.of(start.attempt() == 1 ? LOSE : report(1), finish(null));
        });

    assertThat(journal.events(TrialEvent.Placed.class))
        .containsExactly(
            new TrialEvent.Placed(id(0), 1, "node-1"), new TrialEvent.Placed(id(0), 2, "node-2"));
    assertThat(replay(lines()).places()).containsExactly(Map.entry(id(0), "node-2"));
  }
}
