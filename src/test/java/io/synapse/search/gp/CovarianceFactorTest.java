package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.junit.jupiter.api.Test;

class CovarianceFactorTest {

  private static final double NUGGET = 1e-4;

  private final MaternKernel kernel =
      new MaternKernel(MaternKernelTest.MIXED, MaternKernelTest.PARAMETERS);
  private final List<double[]> points = MaternKernelTest.points(40, 7);

  @Test
  void theFactorSolvesLikeAGeneralSolver() {
    CholeskyFactor factor = new CovarianceFactor(kernel, NUGGET).factorize(points);
    double[] right = IntStream.range(0, 40).mapToDouble(Math::sin).toArray();
    DMatrixRMaj expected = new DMatrixRMaj(40, 1);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(40);
    assertThat(solver.setA(covariance())).isTrue();
    solver.solve(DMatrixRMaj.wrap(40, 1, right.clone()), expected);
    double[] solved = factor.solve(right.clone());
    // The condition number is below amplitude · 40 / nugget < 1e6, which leaves ten digits.
    for (int i = 0; i < 40; i++) {
      assertThat(solved[i]).isCloseTo(expected.get(i), within(1e-6));
    }
  }

  @Test
  void multiplyIsTheInverseOfSolveLower() {
    CholeskyFactor factor = new CovarianceFactor(kernel, NUGGET).factorize(points);
    double[] vector = IntStream.range(0, 40).mapToDouble(Math::cos).toArray();
    assertThat(factor.solveLower(factor.multiply(vector))).containsExactly(vector, within(1e-9));
  }

  @Test
  void anExtendedFactorEqualsOneComputedInOneGo() {
    CovarianceFactor extended = new CovarianceFactor(kernel, NUGGET);
    for (int count = 1; count <= 40; count += 3) {
      extended.factorize(points.subList(0, count));
    }
    assertEqualsFresh(extended, points);
  }

  @Test
  void aFactorWhosePointsWereReplacedEqualsOneComputedInOneGo() {
    CovarianceFactor factor = new CovarianceFactor(kernel, NUGGET);
    factor.factorize(points);
    List<double[]> late = new ArrayList<>(points);
    late.add(17, new double[] {0.5, 0.5, 2});
    assertEqualsFresh(factor, late);
    assertEqualsFresh(factor, points.subList(3, 30));
    assertEqualsFresh(factor, points);
  }

  @Test
  void duplicatePointsIncreaseTheNuggetUntilThereIsAFactor() {
    List<double[]> same = Collections.nCopies(30, new double[] {0.2, 0.4, 1});
    CovarianceFactor factor = new CovarianceFactor(kernel, 1e-18);
    assertThat(factor.factorize(same).size()).isEqualTo(30);
    assertThat(factor.nugget()).isBetween(1e-17, 1e-12);
  }

  @Test
  void theNuggetDoesNotDependOnEarlierPoints() {
    List<double[]> same = Collections.nCopies(30, new double[] {0.2, 0.4, 1});
    CovarianceFactor factor = new CovarianceFactor(kernel, 1e-18);
    factor.factorize(same);
    assertThat(factor.factorize(same.subList(0, 1)).size()).isEqualTo(1);
    assertThat(factor.nugget()).isEqualTo(1e-18);
  }

  private void assertEqualsFresh(CovarianceFactor factor, List<double[]> points) {
    double[] extended = factor.factorize(points).multiply(ones(points.size()));
    double[] fresh =
        new CovarianceFactor(kernel, NUGGET).factorize(points).multiply(ones(points.size()));
    assertThat(extended).isEqualTo(fresh);
  }

  private static double[] ones(int count) {
    return IntStream.range(0, count).mapToDouble(i -> 1).toArray();
  }

  private DMatrixRMaj covariance() {
    DMatrixRMaj matrix = new DMatrixRMaj(40, 40);
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 40; j++) {
        double nugget = i == j ? NUGGET : 0;
        matrix.set(i, j, kernel.covariance(points.get(i), points.get(j)) + nugget);
      }
    }
    return matrix;
  }
}
