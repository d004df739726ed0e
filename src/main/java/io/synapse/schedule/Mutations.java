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
 * hyperparameter is either resampled or perturbed.
 *
 * @param space the search space, which contains every explored configuration
 * @param distributions the distributions of the hyperparameters that may change, by name; the
 *     others keep their values
 * @param resampleProbability the probability that a value is resampled
 * @param factors the factors by which numbers are multiplied, all equally likely
 */
record Mutations(
    SearchSpace space,
    Map<String, Distribution> distributions,
    double resampleProbability,
    List<Double> factors) {

  /** A random variation of a configuration. */
  Config explore(Config from, RandomGenerator random) {
    Map<String, Object> values = new LinkedHashMap<>(from.values());
    distributions.forEach(
        (name, distribution) -> values.put(name, mutated(name, values.get(name), random)));
    return new Config(values);
  }

  private Object mutated(String name, Object value, RandomGenerator random) {
    Distribution distribution = distributions.get(name);
    Distribution allowed = space.dimension(name).orElseThrow().distribution();
    if (random.nextDouble() < resampleProbability) {
      return clamped(allowed, distribution.sample(random));
    }
    if (distribution instanceof OneOf options) {
      return clamped(allowed, neighbour(value, options, random));
    }
    double number = ((Number) value).doubleValue();
    NumericConstraint constraint = new NumericConstraint((Numeric) distribution, (Numeric) allowed);
    // Multiplication cannot move a continuous value away from 0.
    return number == 0 && constraint.spacing() == 0
        ? clamped(allowed, distribution.sample(random))
        : constraint.scaled(number, factors.get(random.nextInt(factors.size())));
  }

  private static Object clamped(Distribution allowed, Object value) {
    return allowed instanceof Numeric numeric && !numeric.contains(value)
        ? numeric.nearest(((Number) value).doubleValue())
        : allowed.normalise(value);
  }

  /** The numbers that both the distribution and the search space allow. */
  private record NumericConstraint(Numeric distribution, Numeric allowed) {

    /** The smallest change of a value; 0 if values are continuous. */
    double spacing() {
      return Math.max(distribution.spacing().orElse(0), allowed.spacing().orElse(0));
    }

    /** A multiple of a number, at least one step away, except at a bound. */
    Object scaled(double number, double factor) {
      Object nearest = nearest(number * factor);
      boolean isUnchanged = ((Number) nearest).doubleValue() == number && factor != 1;
      double direction = (number < 0 ? -1 : 1) * Math.signum(factor - 1);
      return isUnchanged ? nearest(number + direction * spacing()) : nearest;
    }

    private Object nearest(double number) {
      double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number));
      return allowed.nearest(((Number) distribution.nearest(finite)).doubleValue());
    }
  }

  /** The previous or next option if the options are ordered numbers, else any option. */
  private static Object neighbour(Object value, OneOf distribution, RandomGenerator random) {
    List<Object> options = distribution.distinctOptions();
    if (!distribution.contains(value) || !isInOrder(options)) {
      return distribution.sample(random);
    }
    int last = options.size() - 1;
    int index = options.indexOf(distribution.normalise(value));
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
