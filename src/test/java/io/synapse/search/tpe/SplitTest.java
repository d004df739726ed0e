package io.synapse.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synapse.search.model.Observations;
import io.synapse.search.model.Observed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitTest {

  private static final TpeOptions PLAIN = new TpeOptions(0.2, 24, 1, 3, false);
  private static final TpeOptions WEIGHING = new TpeOptions(0.4, 24, 1, 3, true);

  @Test
  void theBestAreGoodAndFailedAndRunningTrialsAreNot() {
    Observations observations =
        new Observations(
            List.of(observed(0, 5), observed(2, 1), observed(3, 9), observed(5, 4), observed(6, 7)),
            List.of(observed(1, Double.NaN)),
            List.of(observed(4, Double.NaN)));
    Split split = Split.of(observations, PLAIN);

    assertThat(split.good().observed()).extracting(Observed::number).containsExactly(2);
    assertThat(split.other().observed())
        .extracting(Observed::number)
        .containsExactly(0, 1, 3, 4, 5, 6);
  }

  @Test
  void olderObservationsCountForLess() {
    List<Observed> completed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      completed.add(observed(i, i));
    }
    double[] weights = Split.of(of(completed), PLAIN).other().weights();

    assertThat(weights).hasSize(8).isSorted();
    assertThat(weights[0]).isEqualTo(1.0 / 8);
    assertThat(Arrays.copyOfRange(weights, 5, 8)).containsOnly(1);
  }

  @Test
  void goodObservationsCountForTheirImprovement() {
    List<Observed> completed =
        List.of(observed(0, 0), observed(1, 9), observed(2, 10), observed(3, 11), observed(4, 12));
    double[] weights = Split.of(of(completed), WEIGHING).good().weights();

    assertThat(weights).hasSize(2);
    assertThat(weights[0] / weights[1]).isCloseTo(10, within(1e-9));
    assertThat(weights[0] + weights[1]).isCloseTo(2, within(1e-9));
  }

  @Test
  void equalAndHugeLossesAreNoTrouble() {
    List<Observed> equal = List.of(observed(0, 3), observed(1, 3), observed(2, 3));
    assertThat(Split.of(of(equal), WEIGHING).good().weights()).containsOnly(1);
    List<Observed> huge =
        List.of(observed(0, -Double.MAX_VALUE), observed(1, Double.MAX_VALUE), observed(2, 0));
    assertThat(Arrays.stream(Split.of(of(huge), WEIGHING).good().weights()))
        .allMatch(Double::isFinite);
  }

  @Test
  void numbersAreOrderedWhateverTheirSigns() {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = random.doubles(999, -1e3, 1e3).toArray();
    values[7] = -0.0;
    double[] sorted = Arrays.stream(Sorting.order(values)).mapToDouble(i -> values[i]).toArray();
    double[] expected = values.clone();
    Arrays.sort(expected);
    for (int i = 0; i < sorted.length; i++) {
      // The last bits make room for the index.
      assertThat(sorted[i]).isCloseTo(expected[i], within(1e-9));
    }
  }

  private static Observations of(List<Observed> completed) {
    return new Observations(completed, List.of(), List.of());
  }

  private static Observed observed(int number, double loss) {
    return new Observed(number, new double[] {0.5}, loss);
  }
}
