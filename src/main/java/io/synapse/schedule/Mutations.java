package io.synapse.schedule;

import io.synapse.space.Config;
import io.synapse.space.Distribution;
import io.synapse.space.Numeric;
import io.synapse.space.OneOf;
import io.synapse.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The "explore" of population based training (Jaderberg et al. 2017, section 4): each
 * hyperparameter is drawn anew or moved a little.
 *
 * @param space what every explored configuration lies within
 * @param laws what the hyperparameters that change may become, by name; the others stay
 * @param resampleProbability how often a value is drawn anew
 * @param factors what numbers are multiplied by, each as likely
 */
record Mutations(
    SearchSpace space,
    Map<String, Distribution> laws,
    double resampleProbability,
    List<Double> factors) {

  /** A configuration near another one. */
  Config explore(Config from, RandomGenerator random) {
    Map<String, Object> values = new LinkedHashMap<>(from.values());
    laws.forEach((name, law) -> values.put(name, mutated(name, values.get(name), random)));
    return new Config(values);
  }

  private Object mutated(String name, Object value, RandomGenerator random) {
    Distribution law = laws.get(name);
    Distribution wide = space.dimension(name).orElseThrow().distribution();
    if (random.nextDouble() < resampleProbability) {
      return within(wide, law.sample(random));
    }
    if (law instanceof OneOf options) {
      return within(wide, neighbour(value, options, random));
    }
    double number = ((Number) value).doubleValue();
    Range range = new Range((Numeric) law, (Numeric) wide);
    // No factor moves a zero.
    return number == 0 && range.spacing() == 0
        ? within(wide, law.sample(random))
        : range.scaled(number, factors.get(random.nextInt(factors.size())));
  }

  private static Object within(Distribution wide, Object value) {
    return wide instanceof Numeric numeric && !numeric.contains(value)
        ? numeric.nearest(((Number) value).doubleValue())
        : wide.normalise(value);
  }

  /** Numbers that are as the law and the search space say. */
  private record Range(Numeric law, Numeric wide) {

    /** The least that a value can be moved by; 0 when that is as little as one likes. */
    double spacing() {
      return Math.max(law.spacing().orElse(0), wide.spacing().orElse(0));
    }

    /** A multiple, one step away at least; at a bound it stays there. */
    Object scaled(double number, double factor) {
      Object nearest = nearest(number * factor);
      boolean isStuck = ((Number) nearest).doubleValue() == number && factor != 1;
      double direction = (number < 0 ? -1 : 1) * Math.signum(factor - 1);
      return isStuck ? nearest(number + direction * spacing()) : nearest;
    }

    private Object nearest(double number) {
      double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number));
      return wide.nearest(((Number) law.nearest(finite)).doubleValue());
    }
  }

  /** The option before or after, where options are numbers in order; any option where not. */
  private static Object neighbour(Object value, OneOf law, RandomGenerator random) {
    List<Object> options = law.distinctOptions();
    if (!law.contains(value) || !isInOrder(options)) {
      return law.sample(random);
    }
    int last = options.size() - 1;
    int index = options.indexOf(law.normalise(value));
    if (index == 0) {
      return options.get(Math.min(1, last));
    }
    boolean isUp = random.nextBoolean() && index < last;
    return options.get(isUp ? index + 1 : index - 1);
  }

  private static boolean isInOrder(List<Object> options) {
    if (!options.stream().allMatch(Number.class::isInstance)) {
      return false;
    }
    double[] numbers =
        options.stream().mapToDouble(option -> ((Number) option).doubleValue()).toArray();
    return isAscending(numbers, 1) || isAscending(numbers, -1);
  }

  private static boolean isAscending(double[] numbers, int sign) {
    for (int i = 1; i < numbers.length; i++) {
      if (sign * numbers[i] <= sign * numbers[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
