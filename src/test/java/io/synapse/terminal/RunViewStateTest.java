package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synapse.run.Phase;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunPlan;
import io.synapse.run.TrialStatus;
import io.synapse.space.Objective;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunViewStateTest {

  private final TestClock clock = new TestClock();
  private final RunViewState model = new RunViewState(clock);
  private final ScriptedRun run = new ScriptedRun(model::apply, clock);

  @Test
  void theWholeIsTheSumOfThePhasesShares() {
    run.tuning("job", 10, 2).phase(Phase.DATASET, 1, 2);
    assertThat(model.progress().overall()).isCloseTo(0.10, within(1e-9));
    run.phase(Phase.DATASET, 2, 2);
    assertThat(model.progress().overall()).isCloseTo(0.20, within(1e-9));
    for (int number = 0; number < 5; number++) {
      run.start(number, Map.of()).finish(number, "accuracy", 0.5);
    }
    assertThat(model.progress().fraction(Phase.TRIALS)).isEqualTo(0.5);
    assertThat(model.progress().fraction(Phase.TRAIN)).isCloseTo(0.45, within(1e-9));
    assertThat(model.progress().overall()).isCloseTo(0.2 + 0.75 * 0.45, within(1e-9));
    run.phase(Phase.MODEL_UPLOAD, 1, 2);
    assertThat(model.progress().overall()).isCloseTo(0.2 + 0.75 + 0.025, within(1e-9));
    run.emit(new RunEvent.RunFinished("completed", ""));
    assertThat(model.progress().overall()).isEqualTo(1);
  }

  @Test
  void aModelSavedBeforeTheLastTrialIsOverDoesNotEndThePhase() {
    run.tuning("job", 4, 2).start(0, Map.of()).finish(0, "accuracy", 0.5).start(1, Map.of());
    run.phase(Phase.MODEL_UPLOAD, 1, 4);
    assertThat(model.progress().fraction(Phase.TRIALS)).isEqualTo(0.25);
  }

  @Test
  void trainingIsOfUnknownLengthUntilItIsTold() {
    run.training("job").phase(Phase.DATASET, 1, 1).start(0, Map.of());
    assertThat(model.progress().isIndeterminate(Phase.TRAIN)).isTrue();
    run.phase(Phase.TRAIN, 3, 30);
    assertThat(model.progress().isIndeterminate(Phase.TRAIN)).isFalse();
    assertThat(model.progress().fraction(Phase.TRAIN)).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void theRemainingTimeFollowsThePaceOfTheTrialsAndCountsDown() {
    run.tuning("job", 10, 1).phase(Phase.DATASET, 1, 1).after(100).start(0, Map.of());
    assertThat(model.progress().remaining(model.now())).isEmpty();
    run.after(20).finish(0, "accuracy", 0.5).start(1, Map.of());
    assertThat(model.progress().remaining(model.now())).contains(Duration.ofMinutes(3));
    clock.advanceSeconds(5);
    assertThat(model.progress().remaining(model.now())).contains(Duration.ofSeconds(175));
  }

  @Test
  void whatWasDoneBeforeAResumeDoesNotCountAsThePace() {
    Instant before = clock.instant().minusSeconds(1000);
    Objective objective = new Objective("accuracy", Objective.Mode.MAX);
    RunPlan plan = new RunPlan(true, Optional.of(objective), 10, 1, Optional.empty());
    model.apply(at(before, new RunEvent.RunStarted("run", "job", plan, Map.of())));
    ScriptedRun replay = new ScriptedRun(event -> model.apply(at(before, event.event())), clock);
    for (int number = 0; number < 5; number++) {
      replay.start(number, Map.of()).finish(number, "accuracy", 0.1);
    }
    run.emit(new RunEvent.RunStarted("run", "job", plan, Map.of()));
    assertThat(model.trials().finishedCount()).isEqualTo(5);
    run.start(5, Map.of()).after(10).finish(5, "accuracy", 0.1);
    assertThat(model.progress().remaining(model.now())).contains(Duration.ofSeconds(40));
  }

  @Test
  void runningTrialsComeFirstThenTheBestThenTheNewest() {
    run.tuning("job", 10, 2);
    run.start(0, Map.of()).finish(0, "accuracy", 0.5);
    run.start(1, Map.of()).finish(1, "accuracy", 0.9);
    run.start(2, Map.of()).fail(2, "broken");
    run.start(3, Map.of()).suspend(3, TrialStatus.PAUSED, "rung");
    run.start(5, Map.of()).start(4, Map.of());
    assertThat(shown(10)).containsExactly(4, 5, 1, 2, 0, 3);
    assertThat(shown(3)).containsExactly(4, 5, 1);
    assertThat(shown(0)).isEmpty();
  }

  @Test
  void countsCoverPlannedTrialsWhileTheRunGoesOn() {
    run.tuning("job", 10, 2).start(0, Map.of()).finish(0, "accuracy", 0.5).start(1, Map.of());
    assertThat(model.counts())
        .containsEntry(TrialStatus.TERMINATED, 1)
        .containsEntry(TrialStatus.RUNNING, 1)
        .containsEntry(TrialStatus.PENDING, 8);
    run.finish(1, "accuracy", 0.4).emit(new RunEvent.RunFinished("completed", ""));
    assertThat(model.counts()).containsEntry(TrialStatus.PENDING, 0);
  }

  @Test
  void aRetriedTrialIsRunningAgain() {
    run.tuning("job", 2, 1).start(0, Map.of());
    run.suspend(0, TrialStatus.PENDING, "worker died");
    assertThat(model.counts()).containsEntry(TrialStatus.RUNNING, 0);
    run.restart(0, 2, AttemptCause.RETRY, Map.of("rate", 0.1));
    TrialRow row = model.trials().rows(1).get(0);
    assertThat(row.status()).isEqualTo(TrialStatus.RUNNING);
    assertThat(row.attempt()).isEqualTo(2);
    assertThat(row.config()).containsEntry("rate", 0.1);
  }

  @Test
  void theBestHasTheBestFiniteValueAndTheLowestNumberAmongEquals() {
    run.tuning("job", 10, 5);
    List.of(0, 1, 2, 3, 4).forEach(number -> run.start(number, Map.of()));
    run.finish(0, "accuracy", Double.NaN);
    assertThat(model.trials().best()).isEmpty();
    run.finish(3, "accuracy", 0.8).finish(1, "accuracy", 0.8).finish(2, "accuracy", 0.7);
    run.finish(4, "accuracy", Double.POSITIVE_INFINITY);
    assertThat(model.trials().best()).map(TrialRow::number).contains(1);
  }

  @Test
  void nestedConfigurationsAreFlattened() {
    run.tuning("job", 1, 1);
    run.start(0, ScriptedRun.map("model", ScriptedRun.map("units", 8L, "act", "relu"), "lr", 0.1));
    assertThat(model.trials().rows(1).get(0).config().keySet())
        .containsExactly("model/units", "model/act", "lr");
  }

  @Test
  void atMostFourMetricsHaveAColumnAndTheOptimisedOneAlways() {
    run.tuning("job", 2, 1).start(0, Map.of());
    assertThat(model.trials().metricNames()).containsExactly("accuracy");
    run.report(0, 1, "pid", 7L, "training_iteration", 1L, "a", 1.0, "b", 2.0, "c", 3.0, "d", 4.0);
    assertThat(model.trials().metricNames()).containsExactly("a", "b", "c", "accuracy");
    run.report(0, 2, "accuracy", 0.5, "e", 1.0);
    assertThat(model.trials().metricNames()).containsExactly("a", "b", "c", "accuracy");
  }

  @Test
  void loggedMetricsStandInUntilATrialReports() {
    run.tuning("job", 2, 1).start(0, Map.of()).log(0, "training", "loss", 0.3);
    assertThat(model.trials().metricNames()).containsExactly("loss", "accuracy");
    run.report(0, 1, "accuracy", 0.5);
    assertThat(model.trials().metricNames()).containsExactly("accuracy");
  }

  @Test
  void eventsOfFinishedTrialsChangeNothing() {
    run.tuning("job", 2, 1).start(0, Map.of()).finish(0, "accuracy", 0.5);
    run.log(0, "training", "loss", 0.3).report(0, 9, "accuracy", 1.0).finish(0, "accuracy", 1.0);
    assertThat(model.trials().total()).isEqualTo(1);
    assertThat(model.trials().best().flatMap(row -> row.metrics().values().stream().findFirst()))
        .contains(0.5);
  }

  @Test
  void aHundredThousandTrialsCostNoMoreMemoryThanAFew() {
    run.tuning("job", 100_000, 2);
    for (int number = 0; number < 100_000; number++) {
      run.start(number, Map.of("x", 1L)).finish(number, "accuracy", number % 1000 / 1000.0);
    }
    assertThat(model.trials().finishedCount()).isEqualTo(100_000);
    assertThat(model.trials().rows(Integer.MAX_VALUE)).hasSizeLessThan(300);
    assertThat(model.trials().best()).map(TrialRow::number).contains(999);
  }

  @Test
  void aPluginThatMakesUpKeysDoesNotFillTheMemory() {
    run.training("job").start(0, Map.of());
    for (int key = 0; key < 10_000; key++) {
      run.log(0, "training", "loss" + key, 0.1);
    }
    assertThat(model.metrics().byCategory().get("training")).hasSize(64);
    assertThat(model.trials().rows(1).get(0).metrics()).hasSizeLessThan(5);
  }

  private List<Integer> shown(int limit) {
    return model.trials().rows(limit).stream().map(TrialRow::number).toList();
  }

  private static RecordedEvent at(Instant time, RunEvent event) {
    return new RecordedEvent(0, time, event);
  }
}
