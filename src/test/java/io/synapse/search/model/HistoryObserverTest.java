package io.synapse.search.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.Decision;
import io.synapse.run.History.PastTrial;
import io.synapse.run.RunHistory;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.run.TrialSpec;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HistoryObserverTest {

  private static final Objective OBJECTIVE = new Objective("score", Objective.Mode.MAX);
  private static final List<PastTrial> PAST =
      List.of(new PastTrial(at(0.25), 5), new PastTrial(at(0.5), 7));

  private final Coordinates coordinates =
      new Coordinates(
          new SearchSpace(
              List.of(
                  new SearchSpace.Dimension(
                      "x", new RealRange(0, 1, new Scale.Linear(), Optional.empty())))));
  private final RunHistory history = new RunHistory(Optional.of(OBJECTIVE), 10);

  @Test
  void trialsOfEarlierRunsComeFirstWithNumbersBelowZero() {
    end(begin(0.75), TrialStatus.TERMINATED, Map.of("score", 9.0));
    Observations observations = observer(PAST).observe(history);

    assertThat(observations.completed())
        .extracting(Observations.Observation::number)
        .containsExactly(-2, -1, 0);
    assertThat(observations.completed())
        .extracting(Observations.Observation::loss)
        .containsExactly(-5., -7., -9.);
    assertThat(observations.completed())
        .extracting(observed -> observed.point()[0])
        .containsExactly(0.25, 0.5, 0.75);
    assertThat(observations.size()).isEqualTo(3);
  }

  @Test
  void trialsOfEarlierRunsAreObservedBeforeAndAfterTheFirstTrial() {
    HistoryObserver observer = observer(PAST);

    assertThat(observer.observe(history).completed()).hasSize(2);
    end(begin(0.1), TrialStatus.ERROR, Map.of());
    begin(0.2);
    Observations observations = observer.observe(history);
    assertThat(observations.completed())
        .extracting(Observations.Observation::number)
        .containsExactly(-2, -1);
    assertThat(observations.failed())
        .extracting(Observations.Observation::number)
        .containsExactly(0);
    assertThat(observations.pending())
        .extracting(Observations.Observation::number)
        .containsExactly(1);
  }

  @Test
  void withoutEarlierRunsAnEmptyHistoryHasNoObservations() {
    assertThat(observer(List.of()).observe(history).size()).isZero();
  }

  @Test
  void stoppedTrialsAreComparedAtTheHighestFidelityThatEnoughHaveReached() {
    RunHistory compared = new RunHistory(Optional.of(OBJECTIVE), 10, Optional.of("epoch"));
    for (int number = 0; number < 7; number++) {
      Trial trial = begin(compared, number / 10.0);
      for (int epoch = 1; epoch <= (number < 4 ? 9 : 3); epoch++) {
        compared.report(trial, Map.of("score", number + epoch / 10.0, "epoch", epoch));
      }
      compared.decide(trial, new Decision.Pause("waits"));
    }
    HistoryObserver observer = observer(List.of());

    assertThat(observer.observe(compared).completed())
        .extracting(Observations.Observation::loss)
        .containsExactly(-0.9, -1.9, -2.9, -3.9);
    assertThat(observer.observe(compared).pending())
        .extracting(Observations.Observation::number)
        .contains(4, 5, 6);
    Trial last = compared.trials().get(6);
    compared.end(last, TrialStatus.TERMINATED, last.metrics(), "the worst of them");
    assertThat(observer.observe(compared).failed())
        .extracting(Observations.Observation::number)
        .containsExactly(6);
  }

  @Test
  void withFewTrialsTheLowestFidelityIsUsed() {
    RunHistory compared = new RunHistory(Optional.of(OBJECTIVE), 10, Optional.of("epoch"));
    Trial trial = begin(compared, 0.5);
    compared.report(trial, Map.of("score", 1.0, "epoch", 1));
    compared.decide(trial, new Decision.Continue("kept"));
    compared.report(trial, Map.of("score", 2.0, "epoch", 2));
    compared.decide(trial, new Decision.Continue("kept"));

    assertThat(observer(List.of()).observe(compared).completed())
        .extracting(Observations.Observation::loss)
        .containsExactly(-1.0);
  }

  @Test
  void withoutASchedulerThatComparesTrialsTheLastValueIsUsed() {
    Trial stopped = begin(0.5);
    history.report(stopped, Map.of("score", 1.0));
    history.report(stopped, Map.of("score", 3.0));
    history.decide(stopped, new Decision.Stop("stop rule"));
    end(stopped, TrialStatus.TERMINATED, Map.of("score", 3.0));
    Trial longer = begin(0.7);
    history.report(longer, Map.of("score", 9.0));
    Observations observations = observer(List.of()).observe(history);

    assertThat(observations.completed())
        .extracting(Observations.Observation::loss)
        .containsExactly(-3.0);
    assertThat(observations.pending()).hasSize(1);
  }

  @Test
  void aTrialThatEndedByItselfBeforeTheFidelityIsObservedWithItsLastLoss() {
    RunHistory compared = fourAtNine();
    Trial shorter = begin(compared, 0.6);
    compared.report(shorter, Map.of("score", 8.0, "epoch", 1));
    compared.report(shorter, Map.of("score", 7.0, "epoch", 2));
    compared.end(shorter, TrialStatus.TERMINATED, shorter.metrics(), "");
    Trial stopped = begin(compared, 0.7);
    compared.report(stopped, Map.of("score", 6.0, "epoch", 1));
    compared.end(stopped, TrialStatus.TERMINATED, stopped.metrics(), "stopped at rung 1");
    Observations observations = observer(List.of()).observe(compared);

    assertThat(observations.completed())
        .extracting(Observations.Observation::loss)
        .containsExactly(-0.9, -1.9, -2.9, -3.9, -7.0);
    assertThat(observations.failed())
        .extracting(Observations.Observation::number)
        .containsExactly(5);
  }

  @Test
  void aRunningTrialIsObservedOnceItHasReachedTheFidelity() {
    RunHistory compared = fourAtNine();
    Trial running = begin(compared, 0.6);
    HistoryObserver observer = observer(List.of());
    for (int epoch = 1; epoch <= 8; epoch++) {
      compared.report(running, Map.of("score", (double) epoch, "epoch", epoch));
    }

    assertThat(observer.observe(compared).pending())
        .extracting(Observations.Observation::number)
        .containsExactly(4);
    compared.report(running, Map.of("score", 9.5, "epoch", 9));
    assertThat(observer.observe(compared).completed())
        .extracting(Observations.Observation::loss)
        .containsExactly(-0.9, -1.9, -2.9, -3.9, -9.5);
  }

  @Test
  void aValueThatIsNotFiniteAtTheFidelityIsNoLoss() {
    RunHistory compared = fourAtNine();
    Trial running = begin(compared, 0.6);
    for (int epoch = 1; epoch <= 9; epoch++) {
      compared.report(running, Map.of("score", epoch < 9 ? 5.0 : Double.NaN, "epoch", epoch));
    }
    HistoryObserver observer = observer(List.of());

    assertThat(observer.observe(compared).pending())
        .extracting(Observations.Observation::number)
        .containsExactly(4);
    compared.end(running, TrialStatus.TERMINATED, running.metrics(), "stopped at rung 9");
    assertThat(observer.observe(compared).failed())
        .extracting(Observations.Observation::number)
        .containsExactly(4);
  }

  @Test
  void trialsThatChangeTheirConfigurationAreObservedWithTheirFinalValues() {
    RunHistory compared = fourAtNine();
    Trial first = compared.trials().get(0);
    SavedCheckpoint saved =
        new SavedCheckpoint(Path.of("saved"), 9, Map.of("score", 3.9, "epoch", 9));
    compared.decide(first, new Decision.Exploit("a better one", "trial_3", saved, at(0.4)));
    compared.begin(first, at(0.4), Optional.of(saved));
    compared.report(first, Map.of("score", 4.5, "epoch", 10));
    compared.end(first, TrialStatus.TERMINATED, first.metrics(), "");
    Observations observations = observer(List.of()).observe(compared);

    assertThat(observations.completed())
        .extracting(Observations.Observation::loss)
        .containsExactly(-4.5);
    assertThat(observations.completed().get(0).point()).containsExactly(0.4);
    assertThat(observations.pending())
        .extracting(Observations.Observation::number)
        .containsExactly(1, 2, 3);
  }

  @Test
  void aFreshObserverGivesTheSameObservations() {
    RunHistory compared = fourAtNine();
    HistoryObserver used = observer(List.of());
    for (int number = 4; number < 8; number++) {
      used.observe(compared);
      Trial trial = begin(compared, number / 10.0);
      compared.report(trial, Map.of("score", (double) number, "epoch", 1));
      compared.decide(trial, new Decision.Stop("stopped at rung 1"));
      compared.end(trial, TrialStatus.TERMINATED, trial.metrics(), "stopped at rung 1");
    }

    assertThat(losses(used.observe(compared)))
        .isEqualTo(losses(observer(List.of()).observe(compared)));
  }

  private static List<List<Double>> losses(Observations observations) {
    return Stream.of(observations.completed(), observations.failed(), observations.pending())
        .map(list -> list.stream().map(Observations.Observation::loss).toList())
        .toList();
  }

  /** Four trials, enough for one dimension, that were compared at epoch 9. */
  private static RunHistory fourAtNine() {
    RunHistory compared = new RunHistory(Optional.of(OBJECTIVE), 10, Optional.of("epoch"));
    for (int number = 0; number < 4; number++) {
      Trial trial = begin(compared, number / 10.0);
      for (int epoch = 1; epoch <= 9; epoch++) {
        compared.report(trial, Map.of("score", number + epoch / 10.0, "epoch", epoch));
      }
      compared.decide(trial, new Decision.Pause("waits"));
    }
    return compared;
  }

  private HistoryObserver observer(List<PastTrial> past) {
    return new HistoryObserver(coordinates, OBJECTIVE, past);
  }

  private Trial begin(double x) {
    return begin(history, x);
  }

  private static Trial begin(RunHistory in, double x) {
    int number = in.trials().size();
    Trial trial =
        in.add(new TrialSpec("trial_" + number, number, TrialSpec.Origin.SEARCHER, at(x)));
    in.begin(trial, at(x), Optional.empty());
    return trial;
  }

  private void end(Trial trial, TrialStatus status, Map<String, Object> metrics) {
    history.end(trial, status, metrics, "");
  }

  private static Config at(double x) {
    return new Config(Map.of("x", x));
  }
}
