package io.synapse.bench.search;

import io.synapse.space.Config;
import io.synapse.space.Distribution;
import io.synapse.space.IntegerRange;
import io.synapse.space.OneOf;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What searchers are compared on. {@code src/bench/search/functions.py} says the same in Python;
 * {@link FunctionPoints} lets it prove that.
 */
final class Functions {

  private static final Scale LINEAR = new Scale.Linear();
  private static final Scale LOG = new Scale.Log(10);

  private static final double[] HARTMANN_WEIGHTS = {1.0, 1.2, 3.0, 3.2};
  private static final double[][] HARTMANN_3_A = {
    {3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}
  };
  private static final double[][] HARTMANN_3_P = {
    {0.3689, 0.1170, 0.2673},
    {0.4699, 0.4387, 0.7470},
    {0.1091, 0.8732, 0.5547},
    {0.0381, 0.5743, 0.8828}
  };
  private static final double[][] HARTMANN_6_A = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] HARTMANN_6_P = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };
  private static final double[] ACKLEY_OPTIMUM = {8.2, -12.6, 4.7, -19.1, 15.3};

  private static final Map<String, Double> MIXED_OFFSET =
      Map.of("ar", 0.3, "as", 0.8, "br", 1.0, "bs", 0.0, "cr", 0.6, "cs", 0.9);
  private static final Map<String, Integer> MIXED_EXPONENT = Map.of("a", -3, "b", -2, "c", -4);
  private static final Map<String, Integer> MIXED_COUNT = Map.of("a", 7, "b", 12, "c", 15);
  private static final Map<String, Double> MIXED_SHIFT = Map.of("r", 1.5, "s", -2.0);
  private static final Map<String, Integer> MIXED_WIDTH = Map.of("r", 4, "s", 7);

  private Functions() {}

  /** Every function, the table of trainings last. */
  static List<BenchFunction> all() {
    return List.of(
        new BenchFunction("branin", braninSpace(), 0.39788735772973816, Functions::branin),
        ofVector(
            "hartmann3", box(0, 1, 3), -3.862779787332663, hartmann(HARTMANN_3_A, HARTMANN_3_P)),
        ofVector(
            "hartmann6", box(0, 1, 6), -3.3223680114155156, hartmann(HARTMANN_6_A, HARTMANN_6_P)),
        ofVector("rosenbrock4", box(-2.048, 2.048, 4), 0, Functions::rosenbrock),
        ofVector("ackley5", box(-32.768, 32.768, 5), 0, Functions::ackley),
        ofVector("levy8", box(-10, 10, 8), 0, Functions::levy),
        new BenchFunction("mixed", mixedSpace(), 0, Functions::mixed),
        DigitsTable.read().function());
  }

  /** Reals x0, x1, … that all have the same bounds. */
  static SearchSpace box(double low, double high, int dimensions) {
    return new SearchSpace(
        IntStream.range(0, dimensions).mapToObj(i -> real("x" + i, low, high, LINEAR)).toList());
  }

  static SearchSpace.Dimension integer(String name, long low, long high, Scale scale) {
    return new SearchSpace.Dimension(name, new IntegerRange(low, high, scale, Optional.empty()));
  }

  static SearchSpace.Dimension choice(String name, Object... options) {
    return new SearchSpace.Dimension(name, new OneOf.Choice(List.of(options)));
  }

  private static SearchSpace.Dimension real(String name, double low, double high, Scale scale) {
    Distribution range = new RealRange(low, high, scale, Optional.empty());
    return new SearchSpace.Dimension(name, range);
  }

  private static BenchFunction ofVector(
      String name, SearchSpace space, double minimum, ToDoubleFunction<double[]> value) {
    return new BenchFunction(name, space, minimum, c -> value.applyAsDouble(vector(space, c)));
  }

  private static double[] vector(SearchSpace space, Config config) {
    return space.names().stream().mapToDouble(name -> number(config, name)).toArray();
  }

  private static double number(Config config, String name) {
    return ((Number) config.get(name)).doubleValue();
  }

  private static SearchSpace braninSpace() {
    return new SearchSpace(List.of(real("x0", -5, 10, LINEAR), real("x1", 0, 15, LINEAR)));
  }

  private static double branin(Config config) {
    double x = number(config, "x0");
    double y = number(config, "x1");
    double bend = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  }

  private static ToDoubleFunction<double[]> hartmann(double[][] a, double[][] p) {
    return x -> {
      double total = 0;
      for (int i = 0; i < a.length; i++) {
        double distance = 0;
        for (int j = 0; j < x.length; j++) {
          distance += a[i][j] * square(x[j] - p[i][j]);
        }
        total -= HARTMANN_WEIGHTS[i] * Math.exp(-distance);
      }
      return total;
    };
  }

  private static double rosenbrock(double[] x) {
    double total = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      total += 100 * square(x[i + 1] - x[i] * x[i]) + square(1 - x[i]);
    }
    return total;
  }

  private static double ackley(double[] x) {
    double squares = 0;
    double waves = 0;
    for (int i = 0; i < x.length; i++) {
      double z = x[i] - ACKLEY_OPTIMUM[i];
      squares += z * z;
      waves += Math.cos(2 * Math.PI * z);
    }
    double root = Math.sqrt(squares / x.length);
    return -20 * Math.exp(-0.2 * root) - Math.exp(waves / x.length) + 20 + Math.E;
  }

  private static double levy(double[] x) {
    double[] w = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      w[i] = 1 + (x[i] - 1) / 4;
    }
    double total = square(Math.sin(Math.PI * w[0]));
    for (int i = 0; i + 1 < w.length; i++) {
      total += square(w[i] - 1) * (1 + 10 * square(Math.sin(Math.PI * w[i] + 1)));
    }
    double last = w[w.length - 1];
    return total + square(last - 1) * (1 + square(Math.sin(2 * Math.PI * last)));
  }

  private static SearchSpace mixedSpace() {
    return new SearchSpace(
        List.of(
            real("rate", 1e-5, 1, LOG),
            real("shift", -5, 5, LINEAR),
            integer("count", 1, 20, LINEAR),
            integer("width", 1, 1024, LOG),
            choice("kind", "a", "b", "c"),
            choice("side", "r", "s")));
  }

  /** A bowl whose place depends on the categories. Its one minimum is 0. */
  private static double mixed(Config config) {
    String kind = (String) config.get("kind");
    String side = (String) config.get("side");
    double rate = Math.log10(number(config, "rate")) - MIXED_EXPONENT.get(kind);
    double shift = number(config, "shift") - MIXED_SHIFT.get(side);
    double count = (number(config, "count") - MIXED_COUNT.get(kind)) / 5;
    double width = Math.log(number(config, "width")) / Math.log(2) - MIXED_WIDTH.get(side);
    double bowl = rate * rate + 0.25 * shift * shift + 0.5 * rate * shift;
    return MIXED_OFFSET.get(kind + side) + bowl + count * count + 0.2 * width * width;
  }

  private static double square(double value) {
    return value * value;
  }
}
