package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synapse.search.gp.BoxMinimizer.DifferentiableFunction;
import org.junit.jupiter.api.Test;

class BoxMinimizerTest {

  private static final BoxMinimizer.Box WIDE =
      new BoxMinimizer.Box(new double[] {-5, -5}, new double[] {5, 5});

  @Test
  void itMinimizesRosenbrocksFunction() {
    double[] found =
        new BoxMinimizer(BoxMinimizerTest::rosenbrock, WIDE, 500, 0)
            .minimize(new double[] {-1.2, 1});
    assertThat(found).containsExactly(new double[] {1, 1}, within(1e-4));
  }

  /** With x at most 0.5 the minimum is at x = 0.5, y = x². */
  @Test
  void theResultIsWithinTheBounds() {
    BoxMinimizer.Box box = new BoxMinimizer.Box(new double[] {-5, -5}, new double[] {0.5, 5});
    double[] found =
        new BoxMinimizer(BoxMinimizerTest::rosenbrock, box, 500, 0)
            .minimize(new double[] {-1.2, 1});
    assertThat(found).containsExactly(new double[] {0.5, 0.25}, within(1e-5));
  }

  @Test
  void aStartOutsideTheBoundsIsMovedInside() {
    double[] found = new BoxMinimizer((x, g) -> 0, WIDE, 10, 0).minimize(new double[] {9, -9});
    assertThat(found).containsExactly(5, -5);
  }

  @Test
  void itAvoidsPointsWhereTheFunctionIsNaN() {
    double[] start = {1, 2};
    assertThat(new BoxMinimizer((x, g) -> Double.NaN, WIDE, 10, 0).minimize(start))
        .containsExactly(start);
    DifferentiableFunction half = (x, g) -> x[0] < 1 ? Double.NaN : rosenbrock(x, g);
    assertThat(new BoxMinimizer(half, WIDE, 100, 0).minimize(start)[0]).isGreaterThanOrEqualTo(1);
  }

  @Test
  void theNumberOfEvaluationsIsLimited() {
    int[] count = new int[1];
    DifferentiableFunction counted =
        (x, g) -> {
          count[0]++;
          return rosenbrock(x, g);
        };
    new BoxMinimizer(counted, WIDE, 17, 0).minimize(new double[] {-1.2, 1});
    assertThat(count[0]).isEqualTo(17);
  }

  private static double rosenbrock(double[] x, double[] gradient) {
    double distance = x[1] - x[0] * x[0];
    gradient[0] = -400 * x[0] * distance - 2 * (1 - x[0]);
    gradient[1] = 200 * distance;
    return 100 * distance * distance + (1 - x[0]) * (1 - x[0]);
  }
}
