package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synapse.search.gp.MaternKernel.KernelParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaternKernelTest {

  /** Two numbers and a category of four. */
  static final boolean[] MIXED = {false, false, true};

  static final KernelParameters PARAMETERS =
      new KernelParameters(new double[] {0.3, 0.8, 0.6}, 1.7, 0.01);

  private final MaternKernel kernel = new MaternKernel(MIXED, PARAMETERS);

  /** (1 + √5 r + 5 r² / 3) exp(−√5 r), computed by hand to ten digits. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0.5, 0.8286491424", "1, 0.5239941088", "2, 0.1386602191"})
  void theCovarianceHasKnownValues(double distance, double value) {
    MaternKernel plain =
        new MaternKernel(new boolean[1], new KernelParameters(new double[] {1}, 1, 0.01));
    assertThat(plain.covariance(new double[] {0}, new double[] {distance}))
        .isCloseTo(value, within(1e-9));
  }

  @Test
  void amplitudeAndLengthScaleScaleTheCovariance() {
    MaternKernel scaled =
        new MaternKernel(new boolean[1], new KernelParameters(new double[] {0.25}, 3, 0.01));
    assertThat(scaled.covariance(new double[] {0.5}, new double[] {0.75}))
        .isCloseTo(3 * 0.5239941088, within(1e-8));
  }

  @Test
  void anyTwoCategoriesAreTheSameDistanceApart() {
    double near = kernel.covariance(new double[] {0.1, 0.2, 0}, new double[] {0.1, 0.2, 1});
    double far = kernel.covariance(new double[] {0.1, 0.2, 0}, new double[] {0.1, 0.2, 3});
    assertThat(near).isEqualTo(far).isEqualTo(kernel.covarianceAt(1 / (0.6 * 0.6)));
  }

  @Test
  void theCovarianceIsSymmetric() {
    List<double[]> points = points(20, 1);
    for (double[] first : points) {
      assertThat(points)
          .allSatisfy(
              second ->
                  assertThat(kernel.covariance(first, second))
                      .isEqualTo(kernel.covariance(second, first)));
    }
  }

  /** A matrix is positive definite if and only if it has a Cholesky factor. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theCovarianceMatrixIsPositiveDefinite(long seed) {
    CovarianceFactor factor = new CovarianceFactor(kernel, 1e-12);
    factor.factorize(points(60, seed));
    assertThat(factor.nugget()).isEqualTo(1e-12);
  }

  @Test
  void theDerivativeMatchesFiniteDifferences() {
    for (double squared : new double[] {1e-3, 0.1, 1, 7}) {
      double step = squared * 1e-5;
      double numeric =
          (kernel.covarianceAt(squared + step) - kernel.covarianceAt(squared - step)) / (2 * step);
      assertThat(kernel.derivative(squared)).isCloseTo(numeric, within(Math.abs(numeric) * 1e-6));
    }
  }

  static List<double[]> points(int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(new double[] {random.nextDouble(), random.nextDouble(), random.nextInt(4)});
    }
    return points;
  }
}
