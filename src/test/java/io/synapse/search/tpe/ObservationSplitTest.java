package io.synapse.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synapse.search.model.Observations;
import io.synapse.search.tpe.TreeParzen.TpeOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ObservationSplitTest {

  private static final TpeOptions PLAIN = new TpeOptions(0.2, 24, 1, 3, false);
  private static final TpeOptions WEIGHTED = new TpeOptions(0.4, 24, 1, 3, true);

  @Test
  void theBestTrialsAreGoodAndFailedAndRunningOnesAreNot() {
    Observations observations =
        new Observations(
            List.of(observed(0, 5), observed(2, 1), observed(3, 9), observed(5, 4), observed(6, 7)),
            List.of(observed(1, Double.NaN)),
            List.of(observed(4, Double.NaN)));
    ObservationSplit split = ObservationSplit.of(observations, PLAIN);

    assertThat(split.good().observed())
        .extracting(Observations.Observation::number)
        .containsExactly(2);
    assertThat(split.other().observed())
        .extracting(Observations.Observation::number)
        .containsExactly(0, 1, 3, 4, 5, 6);
  }

  @Test
  void olderObservationsHaveLowerWeights() {
    List<Observations.Observation> completed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      completed.add(observed(i, i));
    }
    double[] weights = ObservationSplit.of(of(completed), PLAIN).other().weights();

    assertThat(weights).hasSize(8).isSorted();
    assertThat(weights[0]).isEqualTo(1.0 / 8);
    assertThat(Arrays.copyOfRange(weights, 5, 8)).containsOnly(1);
  }

  @Test
  void goodObservationsAreWeightedByTheirImprovement() {
    List<Observations.Observation> completed =
        List.of(observed(0, 0), observed(1, 9), observed(2, 10), observed(3, 11), observed(4, 12));
    double[] weights = ObservationSplit.of(of(completed), WEIGHTED).good().weights();

    assertThat(weights).hasSize(2);
    assertThat(weights[0] / weights[1]).isCloseTo(10, within(1e-9));
    assertThat(weights[0] + weights[1]).isCloseTo(2, within(1e-9));
  }

  @Test
  void weightsAreFiniteForEqualAndHugeLosses() {
    List<Observations.Observation> equal = List.of(observed(0, 3), observed(1, 3), observed(2, 3));
    assertThat(ObservationSplit.of(of(equal), WEIGHTED).good().weights()).containsOnly(1);
    List<Observations.Observation> huge =
        List.of(observed(0, -Double.MAX_VALUE), observed(1, Double.MAX_VALUE), observed(2, 0));
    assertThat(Arrays.stream(ObservationSplit.of(of(huge), WEIGHTED).good().weights()))
        .allMatch(Double::isFinite);
  }

  @Test
  void amongEqualLossesTheFirstOnesAreGood() {
    List<Observations.Observation> completed = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      completed.add(observed(i, List.of(3, 1, 2).get(i % 3)));
    }
    assertThat(ObservationSplit.of(of(completed), PLAIN).good().observed())
        .extracting(Observations.Observation::number)
        .containsExactly(1, 4, 7);
    assertThat(ObservationSplit.of(of(completed), WEIGHTED).good().observed())
        .extracting(Observations.Observation::number)
        .containsExactly(1, 2, 4, 7, 10, 13);
  }

  @Test
  void theGoodObservationsAreThoseWithTheLowestLosses() {
    SplittableRandom random = new SplittableRandom(1);
    List<Observations.Observation> completed = new ArrayList<>();
    for (int i = 0; i < 999; i++) {
      completed.add(observed(i, random.nextInt(-50, 50)));
    }
    List<Observations.Observation> sorted = new ArrayList<>(completed);
    sorted.sort(Comparator.comparingDouble(Observations.Observation::loss));
    assertThat(ObservationSplit.of(of(completed), PLAIN).good().observed())
        .containsExactlyInAnyOrderElementsOf(sorted.subList(0, 25));
  }

  private static Observations of(List<Observations.Observation> completed) {
    return new Observations(completed, List.of(), List.of());
  }

  private static Observations.Observation observed(int number, double loss) {
    return new Observations.Observation(number, new double[] {0.5}, loss);
  }
}
