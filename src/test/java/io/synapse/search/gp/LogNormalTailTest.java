package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.IterativeLegendreGaussIntegrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogNormalTailTest {

  /**
   * h(z) is the integral of (z + u) φ(u) over u above −z. With u = s − z it is φ(z) times the
   * integral of s exp(z s − s² / 2); the logarithm of φ(z) is added separately, so that nothing
   * underflows.
   */
  @ParameterizedTest
  @ValueSource(
      doubles = {6, 2, 0.3, 0, -0.7, -1, -2.5, -3.999, -4, -4.001, -7, -20, -38, -100, -1e4})
  void logImprovementIsTheIntegral(double z) {
    double scale = 1 / (1 + Math.max(0, -z));
    double integral =
        integral(t -> t * scale * scale * Math.exp(z * t * scale - t * t * scale * scale / 2), 60);
    double expected = logDensity(z) + Math.log(integral);
    assertThat(LogNormalTail.logImprovement(z)).isCloseTo(expected, within(tolerance(expected)));
  }

  /** Likewise, Φ(z) is φ(z) times the integral of exp(z s − s² / 2). */
  @ParameterizedTest
  @ValueSource(doubles = {6, 2, 0, -1, -3.999, -4, -4.001, -7, -20, -38, -100, -1e4})
  void logCumulativeIsTheIntegral(double z) {
    double scale = 1 / (1 + Math.max(0, -z));
    double integral =
        integral(t -> scale * Math.exp(z * t * scale - t * t * scale * scale / 2), 60);
    double expected = logDensity(z) + Math.log(integral);
    assertThat(LogNormalTail.logCumulative(z)).isCloseTo(expected, within(tolerance(expected)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 0.5, -1, -3.9, -4.1, -10, -50})
  void theDerivativesMatchFiniteDifferences(double z) {
    assertThat(LogNormalTail.logImprovementDerivative(z))
        .isCloseTo(derivative(LogNormalTail::logImprovement, z), within(1e-5));
    assertThat(LogNormalTail.logCumulativeDerivative(z))
        .isCloseTo(derivative(LogNormalTail::logCumulative, z), within(1e-5));
  }

  @Test
  void theFarthestTailIsFinite() {
    for (double z : new double[] {-1e8, -1e20, -1e100}) {
      assertThat(LogNormalTail.logImprovement(z)).isFinite();
      assertThat(LogNormalTail.logCumulative(z)).isFinite();
      assertThat(LogNormalTail.logImprovementDerivative(z)).isFinite();
      assertThat(LogNormalTail.logCumulativeDerivative(z)).isFinite();
    }
  }

  private static double integral(DoubleUnaryOperator function, double end) {
    return new IterativeLegendreGaussIntegrator(20, 1e-12, 1e-14)
        .integrate(1_000_000, function::applyAsDouble, 0, end);
  }

  private static double derivative(DoubleUnaryOperator function, double z) {
    double step = 1e-5;
    return (function.applyAsDouble(z + step) - function.applyAsDouble(z - step)) / (2 * step);
  }

  /**
   * The tolerance of the integral, and rounding in a sum whose terms are as large as the result.
   */
  private static double tolerance(double expected) {
    return 1e-10 + 4 * Math.ulp(expected);
  }

  private static double logDensity(double z) {
    return -z * z / 2 - Math.log(2 * Math.PI) / 2;
  }
}
