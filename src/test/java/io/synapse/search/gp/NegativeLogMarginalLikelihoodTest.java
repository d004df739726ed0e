package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegativeLogMarginalLikelihoodTest {

  private static final KernelPriors PRIORS = KernelPriors.dimensionScaled(3);
  private static final double[] PARAMETERS = {-1, 0.2, -0.3, 0.4, -4};

  private final List<double[]> points = MaternKernelTest.points(25, 3);
  private final double[] targets =
      points.stream().mapToDouble(x -> Math.sin(5 * x[0]) + x[1] * x[1] + x[2] / 3).toArray();

  /**
   * The error of central differences of step h is about h² plus rounding / h: 1e-8 for h = 1e-5.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void theGradientMatchesFiniteDifferences(int parameter) {
    NegativeLogMarginalLikelihood objective =
        new NegativeLogMarginalLikelihood(MaternKernelTest.MIXED, points, targets, PRIORS);
    double[] gradient = new double[5];
    objective.value(PARAMETERS, gradient);
    double step = 1e-5;
    double numeric =
        (at(objective, parameter, step) - at(objective, parameter, -step)) / (2 * step);
    assertThat(gradient[parameter]).isCloseTo(numeric, within(1e-6 * (1 + Math.abs(numeric))));
  }

  /** The likelihood is a normal density with the mean that fits best. */
  @Test
  void twoObservationsHaveTheLikelihoodOfABivariateNormal() {
    List<double[]> two = List.of(new double[] {0}, new double[] {0.5});
    KernelPriors priors = new KernelPriors(0, 1, 1, 0, 1, 1e-6);
    NegativeLogMarginalLikelihood objective =
        new NegativeLogMarginalLikelihood(new boolean[1], two, new double[] {1, -1}, priors);
    double[] logarithms = {Math.log(0.5), 0, Math.log(0.1)};
    double covariance = 0.5239941088;
    double quadratic = 2 / (1.1 - covariance);
    double determinant = 1.1 * 1.1 - covariance * covariance;
    double likelihood = quadratic / 2 + Math.log(determinant) / 2;
    double penalty = priors.negativeLogDensity(logarithms, new double[3]);
    assertThat(objective.value(logarithms, new double[3]) - penalty)
        .isCloseTo(likelihood, within(1e-8));
  }

  @Test
  void minimizingFindsTheLengthScalesOfTheFunction() {
    List<double[]> many = MaternKernelTest.points(60, 5);
    double[] wavy = many.stream().mapToDouble(x -> Math.sin(9 * x[0])).toArray();
    NegativeLogMarginalLikelihood objective =
        new NegativeLogMarginalLikelihood(MaternKernelTest.MIXED, many, wavy, PRIORS);
    BoxMinimizer.Box box = new BoxMinimizer.Box(PRIORS.lowerBounds(3), PRIORS.upperBounds(3));
    double[] found = new BoxMinimizer(objective, box, 60, 1e-3).minimize(PRIORS.medians(3));
    assertThat(found[0]).isLessThan(found[1] - 1).isLessThan(found[2] - 1);
  }

  private static double at(NegativeLogMarginalLikelihood objective, int parameter, double step) {
    double[] moved = PARAMETERS.clone();
    moved[parameter] += step;
    return objective.value(moved, new double[5]);
  }

  @Test
  void aSingleObservationHasAFiniteValueAndGradient() {
    NegativeLogMarginalLikelihood objective =
        new NegativeLogMarginalLikelihood(
            MaternKernelTest.MIXED, points.subList(0, 1), new double[1], PRIORS);
    double[] gradient = new double[5];
    assertThat(objective.value(PARAMETERS, gradient)).isFinite();
    assertThat(Arrays.stream(gradient)).allMatch(Double::isFinite);
  }
}
