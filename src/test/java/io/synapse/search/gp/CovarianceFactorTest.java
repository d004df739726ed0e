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
  void theFactorSolvesAsAGeneralSolverDoes() {
    CholeskyFactor triangle = new CovarianceFactor(kernel, NUGGET).of(points);
    double[] right = IntStream.range(0, 40).mapToDouble(Math::sin).toArray();
    DMatrixRMaj expected = new DMatrixRMaj(40, 1);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(40);
    assertThat(solver.setA(covariance())).isTrue();
    solver.solve(DMatrixRMaj.wrap(40, 1, right.clone()), expected);
    double[] solved = triangle.solve(right.clone());
    // The condition is below amplitude · 40 / nugget < 1e6, so that ten digits are left.
    for (int i = 0; i < 40; i++) {
      assertThat(solved[i]).isCloseTo(expected.get(i), within(1e-6));
    }
  }

  @Test
  void timesIsTheReverseOfSolveLower() {
    CholeskyFactor triangle = new CovarianceFactor(kernel, NUGGET).of(points);
    double[] vector = IntStream.range(0, 40).mapToDouble(Math::cos).toArray();
    assertThat(triangle.solveLower(triangle.times(vector))).containsExactly(vector, within(1e-9));
  }

  @Test
  void aFactorThatGrewEqualsOneMadeAtOnce() {
    CovarianceFactor grown = new CovarianceFactor(kernel, NUGGET);
    for (int count = 1; count <= 40; count += 3) {
      grown.of(points.subList(0, count));
    }
    assertSame(grown, points);
  }

  @Test
  void soDoesOneWhosePointsWereExchanged() {
    CovarianceFactor factor = new CovarianceFactor(kernel, NUGGET);
    factor.of(points);
    List<double[]> late = new ArrayList<>(points);
    late.add(17, new double[] {0.5, 0.5, 2});
    assertSame(factor, late);
    assertSame(factor, points.subList(3, 30));
    assertSame(factor, points);
  }

  @Test
  void duplicatesGetALargerNuggetUntilThereIsAFactor() {
    List<double[]> same = Collections.nCopies(30, new double[] {0.2, 0.4, 1});
    CovarianceFactor factor = new CovarianceFactor(kernel, 1e-18);
    assertThat(factor.of(same).size()).isEqualTo(30);
    assertThat(factor.nugget()).isBetween(1e-17, 1e-12);
  }

  @Test
  void theNuggetIsThatOfThePointsAndNotOfEarlierOnes() {
    List<double[]> same = Collections.nCopies(30, new double[] {0.2, 0.4, 1});
    CovarianceFactor factor = new CovarianceFactor(kernel, 1e-18);
    factor.of(same);
    assertThat(factor.of(same.subList(0, 1)).size()).isEqualTo(1);
    assertThat(factor.nugget()).isEqualTo(1e-18);
  }

  private void assertSame(CovarianceFactor factor, List<double[]> wanted) {
    double[] grown = factor.of(wanted).times(ones(wanted.size()));
    double[] anew = new CovarianceFactor(kernel, NUGGET).of(wanted).times(ones(wanted.size()));
    assertThat(grown).isEqualTo(anew);
  }

  private static double[] ones(int count) {
    return IntStream.range(0, count).mapToDouble(i -> 1).toArray();
  }

  private DMatrixRMaj covariance() {
    DMatrixRMaj matrix = new DMatrixRMaj(40, 40);
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 40; j++) {
        double nugget = i == j ? NUGGET : 0;
        matrix.set(i, j, kernel.of(points.get(i), points.get(j)) + nugget);
      }
    }
    return matrix;
  }
}
