package io.synapse.search.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.space.Config;
import io.synapse.space.Dimension;
import io.synapse.space.Mode;
import io.synapse.space.Objective;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import io.synapse.trial.Decision;
import io.synapse.trial.Origin;
import io.synapse.trial.PastTrial;
import io.synapse.trial.RunHistory;
import io.synapse.trial.Trial;
import io.synapse.trial.TrialSpec;
import io.synapse.trial.TrialStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObserverTest {

  private static final Objective OBJECTIVE = new Objective("score", Mode.MAX);
  private static final List<PastTrial> PAST =
      List.of(new PastTrial(at(0.25), 5), new PastTrial(at(0.5), 7));

  private final Coordinates coordinates =
      new Coordinates(
          new SearchSpace(
              List.of(
                  new Dimension("x", new RealRange(0, 1, new Scale.Linear(), Optional.empty())))));
  private final RunHistory history = new RunHistory(Optional.of(OBJECTIVE), 10);

  @Test
  void trialsOfEarlierRunsComeFirstWithNumbersBelowZero() {
    end(begin(0.75), TrialStatus.TERMINATED, Map.of("score", 9.0));
    Observations observations = observer(PAST).of(history);

    assertThat(observations.completed()).extracting(Observed::number).containsExactly(-2, -1, 0);
    assertThat(observations.completed()).extracting(Observed::loss).containsExactly(-5., -7., -9.);
    assertThat(observations.completed())
        .extracting(observed -> observed.point()[0])
        .containsExactly(0.25, 0.5, 0.75);
    assertThat(observations.size()).isEqualTo(3);
  }

  @Test
  void theyAreThereBeforeTheFirstTrialAndAfterEveryOther() {
    Observer observer = observer(PAST);

    assertThat(observer.of(history).completed()).hasSize(2);
    end(begin(0.1), TrialStatus.ERROR, Map.of());
    begin(0.2);
    Observations observations = observer.of(history);
    assertThat(observations.completed()).extracting(Observed::number).containsExactly(-2, -1);
    assertThat(observations.failed()).extracting(Observed::number).containsExactly(0);
    assertThat(observations.pending()).extracting(Observed::number).containsExactly(1);
  }

  @Test
  void withoutEarlierRunsThereAreTheTrialsAlone() {
    assertThat(observer(List.of()).of(history).size()).isZero();
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
    Observer observer = observer(List.of());

    assertThat(observer.of(compared).completed())
        .extracting(Observed::loss)
        .containsExactly(-0.9, -1.9, -2.9, -3.9);
    assertThat(observer.of(compared).pending()).extracting(Observed::number).contains(4, 5, 6);
    Trial last = compared.trials().get(6);
    compared.end(last, TrialStatus.TERMINATED, last.metrics(), "the worst of them");
    assertThat(observer.of(compared).failed()).extracting(Observed::number).containsExactly(6);
  }

  @Test
  void withFewTrialsTheLowestFidelityCounts() {
    RunHistory compared = new RunHistory(Optional.of(OBJECTIVE), 10, Optional.of("epoch"));
    Trial trial = begin(compared, 0.5);
    compared.report(trial, Map.of("score", 1.0, "epoch", 1));
    compared.decide(trial, new Decision.Continue("kept"));
    compared.report(trial, Map.of("score", 2.0, "epoch", 2));
    compared.decide(trial, new Decision.Continue("kept"));

    assertThat(observer(List.of()).of(compared).completed())
        .extracting(Observed::loss)
        .containsExactly(-1.0);
  }

  @Test
  void withoutASchedulerThatComparesTheLastValueCounts() {
    Trial stopped = begin(0.5);
    history.report(stopped, Map.of("score", 1.0));
    history.report(stopped, Map.of("score", 3.0));
    history.decide(stopped, new Decision.Stop("stop rule"));
    end(stopped, TrialStatus.TERMINATED, Map.of("score", 3.0));
    Trial longer = begin(0.7);
    history.report(longer, Map.of("score", 9.0));
    Observations observations = observer(List.of()).of(history);

    assertThat(observations.completed()).extracting(Observed::loss).containsExactly(-3.0);
    assertThat(observations.pending()).hasSize(1);
  }

  private Observer observer(List<PastTrial> past) {
    return new Observer(coordinates, OBJECTIVE, past);
  }

  private Trial begin(double x) {
    return begin(history, x);
  }

  private static Trial begin(RunHistory in, double x) {
    int number = in.trials().size();
    Trial trial = in.add(new TrialSpec("trial_" + number, number, Origin.SEARCHER, at(x)));
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
