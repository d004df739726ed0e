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

  static List<AcquisitionFunction> functions() {
    return List.of(
        new ConfidenceBound(2.5),
        new LogProbabilityOfImprovement(-0.4),
        new LogExpectedImprovement(new double[] {-0.4}),
        new LogExpectedImprovement(new double[] {-0.4, -30, 2}));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theDerivativesMatchFiniteDifferences(AcquisitionFunction function) {
    double[] means = {0.3, -0.2, 2.5};
    double[] derivatives = new double[4];
    function.value(means, 0.7, derivatives);
    int count =
        function instanceof LogExpectedImprovement improvement ? improvement.levels().length : 1;
    for (int i = 0; i < count; i++) {
      double[] above = means.clone();
      above[i] += STEP;
      double[] below = means.clone();
      below[i] -= STEP;
      assertThat(derivatives[i])
          .isCloseTo(difference(at(function, above, 0.7), at(function, below, 0.7)), within(1e-6));
    }
    double byDeviation =
        difference(at(function, means, 0.7 + STEP), at(function, means, 0.7 - STEP));
    assertThat(derivatives[count]).isCloseTo(byDeviation, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aLowerMeanAndAHigherDeviationScoreHigher(AcquisitionFunction function) {
    double[] means = {0.3, 0.3, 0.3};
    double[] better = {0.2, 0.2, 0.2};
    assertThat(at(function, better, 0.5)).isGreaterThan(at(function, means, 0.5));
    assertThat(at(function, means, 0.6)).isGreaterThan(at(function, means, 0.5));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void pointsWithHardlyAnyChanceOfImprovementStillDiffer(AcquisitionFunction function) {
    double[] means = {9, 9, 9};
    double[] worse = {9.5, 9.5, 9.5};
    assertThat(at(function, worse, 1e-4)).isFinite().isLessThan(at(function, means, 1e-4));
  }

  /** The mean of max(0, level − loss) over 200,000 draws, within five standard errors. */
  @Test
  void logExpectedImprovementMatchesAMonteCarloEstimate() {
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
    double value = at(new LogExpectedImprovement(new double[] {-0.4}), new double[] {0.3}, 0.7);
    assertThat(Math.exp(value)).isCloseTo(mean, within(5 * error));
  }

  private static double at(AcquisitionFunction function, double[] means, double deviation) {
    return function.value(means, deviation, new double[4]);
  }

  private static double difference(double above, double below) {
    return (above - below) / (2 * STEP);
  }
}
