package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synapse.search.gp.AcquisitionFunction.ConfidenceBound;
import io.synapse.search.gp.AcquisitionFunction.LogExpectedImprovement;
import io.synapse.search.gp.AcquisitionFunction.LogProbabilityOfImprovement;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AcquisitionFunctionTest {

  private static final double STEP = 1e-6;

  static List<AcquisitionFunction> merits() {
    return List.of(
        new ConfidenceBound(2.5),
        new LogProbabilityOfImprovement(-0.4),
        new LogExpectedImprovement(new double[] {-0.4}),
        new LogExpectedImprovement(new double[] {-0.4, -30, 2}));
  }

  @ParameterizedTest
  @MethodSource("merits")
  void slopesAreDerivatives(AcquisitionFunction merit) {
    double[] means = {0.3, -0.2, 2.5};
    double[] slopes = new double[4];
    merit.of(means, 0.7, slopes);
    int count =
        merit instanceof LogExpectedImprovement improvement ? improvement.levels().length : 1;
    for (int i = 0; i < count; i++) {
      double[] above = means.clone();
      above[i] += STEP;
      double[] below = means.clone();
      below[i] -= STEP;
      assertThat(slopes[i])
          .isCloseTo(slope(at(merit, above, 0.7), at(merit, below, 0.7)), within(1e-6));
    }
    double byDeviation = slope(at(merit, means, 0.7 + STEP), at(merit, means, 0.7 - STEP));
    assertThat(slopes[count]).isCloseTo(byDeviation, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("merits")
  void lessLossAndMoreDoubtAreBetter(AcquisitionFunction merit) {
    double[] means = {0.3, 0.3, 0.3};
    double[] better = {0.2, 0.2, 0.2};
    assertThat(at(merit, better, 0.5)).isGreaterThan(at(merit, means, 0.5));
    assertThat(at(merit, means, 0.6)).isGreaterThan(at(merit, means, 0.5));
  }

  @ParameterizedTest
  @MethodSource("merits")
  void pointsThatAreKnownToBeBadStillDiffer(AcquisitionFunction merit) {
    double[] means = {9, 9, 9};
    double[] worse = {9.5, 9.5, 9.5};
    assertThat(at(merit, worse, 1e-4)).isFinite().isLessThan(at(merit, means, 1e-4));
  }

  /** The mean of max(0, level − loss) over 200,000 draws, within five standard errors. */
  @Test
  void expectedImprovementIsWhatItsNameSays() {
    SplittableRandom random = new SplittableRandom(9);
    double sum = 0;
    double squares = 0;
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      double improvement = Math.max(0, -0.4 - (0.3 + 0.7 * random.nextGaussian()));
      sum += improvement;
      squares += improvement * improvement;
    }
    double mean = sum / draws;
    double error = Math.sqrt((squares / draws - mean * mean) / draws);
    double merit = at(new LogExpectedImprovement(new double[] {-0.4}), new double[] {0.3}, 0.7);
    assertThat(Math.exp(merit)).isCloseTo(mean, within(5 * error));
  }

  private static double at(AcquisitionFunction merit, double[] means, double deviation) {
    return merit.of(means, deviation, new double[4]);
  }

  private static double slope(double above, double below) {
    return (above - below) / (2 * STEP);
  }
}
