package io.synapse.search;

import io.synapse.space.Config;
import io.synapse.space.Distribution;
import io.synapse.space.IntegerRange;
import io.synapse.space.OneOf;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A function with a known minimum. Those of real numbers are as in Surjanovic and Bingham's Virtual
 * Library of Simulation Experiments; domains whose centre is the minimum are shifted.
 *
 * @param name for people
 * @param space where it is searched
 * @param function of a configuration's values in order
 * @param minimum its least value
 */
record TestFunction(
    String name, SearchSpace space, ToDoubleFunction<double[]> function, double minimum) {

  private static final double[] HEIGHTS = {1, 1.2, 3, 3.2};
  private static final double[][] WIDTHS_OF_THREE = {
    {3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}
  };
  private static final double[][] PEAKS_OF_THREE = {
    {0.3689, 0.1170, 0.2673},
    {0.4699, 0.4387, 0.7470},
    {0.1091, 0.8732, 0.5547},
    {0.0381, 0.5743, 0.8828}
  };
  private static final double[][] WIDTHS_OF_SIX = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] PEAKS_OF_SIX = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };

  /** How much worse than the minimum a configuration is. */
  double regret(Config config) {
    return function.applyAsDouble(numbers(config)) - minimum;
  }

  private double[] numbers(Config config) {
    return space.dimensions().stream()
        .mapToDouble(
            dimension -> {
              Object value = config.get(dimension.name());
              return dimension.distribution() instanceof OneOf.Choice choice
                  ? choice.options().indexOf(value)
                  : ((Number) value).doubleValue();
            })
        .toArray();
  }

  static List<TestFunction> all() {
    return List.of(
        branin(), hartmannThree(), hartmannSix(), ackley(), rosenbrock(), levy(), mixed());
  }

  static TestFunction branin() {
    return new TestFunction(
        "branin",
        Spaces.of(Spaces.real(-5, 10), Spaces.real(0, 15)),
        TestFunction::branin,
        0.397887357729738);
  }

  private static double branin(double[] x) {
    double bend = x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6;
    return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x[0]) + 10;
  }

  static TestFunction hartmannThree() {
    return new TestFunction(
        "hartmann3",
        cube(3, 0, 1),
        x -> hartmann(x, WIDTHS_OF_THREE, PEAKS_OF_THREE),
        -3.862779787332660);
  }

  static TestFunction hartmannSix() {
    return new TestFunction(
        "hartmann6",
        cube(6, 0, 1),
        x -> hartmann(x, WIDTHS_OF_SIX, PEAKS_OF_SIX),
        -3.322368011415511);
  }

  private static double hartmann(double[] x, double[][] widths, double[][] peaks) {
    double sum = 0;
    for (int i = 0; i < HEIGHTS.length; i++) {
      double exponent = 0;
      for (int j = 0; j < x.length; j++) {
        exponent += widths[i][j] * Math.pow(x[j] - peaks[i][j], 2);
      }
      sum -= HEIGHTS[i] * Math.exp(-exponent);
    }
    return sum;
  }

  static TestFunction ackley() {
    return new TestFunction("ackley5", cube(5, -5, 10), TestFunction::ackley, 0);
  }

  private static double ackley(double[] x) {
    double squares = 0;
    double waves = 0;
    for (double value : x) {
      squares += value * value / x.length;
      waves += Math.cos(2 * Math.PI * value) / x.length;
    }
    return -20 * Math.exp(-0.2 * Math.sqrt(squares)) - Math.exp(waves) + 20 + Math.E;
  }

  static TestFunction rosenbrock() {
    return new TestFunction("rosenbrock4", cube(4, -5, 10), TestFunction::rosenbrock, 0);
  }

  private static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      sum += 100 * Math.pow(x[i + 1] - x[i] * x[i], 2) + Math.pow(1 - x[i], 2);
    }
    return sum;
  }

  static TestFunction levy() {
    return new TestFunction("levy8", cube(8, -10, 10), TestFunction::levy, 0);
  }

  private static double levy(double[] x) {
    double sum = Math.pow(Math.sin(Math.PI * levyShift(x[0])), 2);
    for (int i = 0; i + 1 < x.length; i++) {
      double w = levyShift(x[i]);
      sum += Math.pow(w - 1, 2) * (1 + 10 * Math.pow(Math.sin(Math.PI * w + 1), 2));
    }
    double last = levyShift(x[x.length - 1]);
    return sum + Math.pow(last - 1, 2) * (1 + Math.pow(Math.sin(2 * Math.PI * last), 2));
  }

  private static double levyShift(double x) {
    return 1 + (x - 1) / 4;
  }

  /**
   * Reals on both scales, an integer and two categories, one of which decides where the others are
   * best; the minimum 0 is at 0.3, 1e-3, 6, "b", "on".
   */
  static TestFunction mixed() {
    Distribution rate = new RealRange(1e-5, 1e-1, new Scale.Log(10), Optional.empty());
    return new TestFunction(
        "mixed",
        Spaces.of(
            Spaces.real(0, 1),
            rate,
            new IntegerRange(1, 12, new Scale.Linear(), Optional.empty()),
            new OneOf.Choice(List.of("a", "b", "c", "d")),
            new OneOf.Choice(List.of("off", "on"))),
        TestFunction::mixed,
        0);
  }

  private static double mixed(double[] x) {
    double[] penalties = {0.4, 0, 0.7, 1};
    double shift = x[3] == 1 ? 0 : 0.3;
    return 4 * Math.pow(x[0] - 0.3 - shift, 2)
        + Math.pow((Math.log10(x[1]) + 3) / 2, 2)
        + Math.pow((x[2] - 6) / 6, 2)
        + penalties[(int) x[3]]
        + (x[4] == 1 ? 0 : 0.3 + 0.2 * x[0]);
  }

  private static SearchSpace cube(int dimensions, double min, double max) {
    return Spaces.of(Collections.nCopies(dimensions, Spaces.real(min, max)));
  }
}
