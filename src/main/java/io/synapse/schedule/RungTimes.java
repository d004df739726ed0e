package io.synapse.schedule;

import io.synapse.problem.InvalidInputException;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Computes the times of rungs: integers that grow by a constant factor. */
final class RungTimes {

  /** The relative tolerance for rounding errors of powers. */
  private static final double TOLERANCE = 1e-9;

  /** A limit on the number of rungs; a factor close to 1 would give millions. */
  private static final int MAX_POWER = 1_000;

  private RungTimes() {}

  /**
   * The exponent of the highest power of a factor that is at most a number: 4 for 3 and 81. Not
   * computed as a quotient of logarithms, which would be slightly less than 5 for 3 and 243.
   *
   * @throws InvalidInputException if the exponent exceeds {@value #MAX_POWER} because the factor is
   *     close to 1
   */
  static int largestPower(double factor, double number) {
    int power = 0;
    double next = factor;
    while (next <= number * (1 + TOLERANCE)) {
      next *= factor;
      power++;
      checkLimit(power, factor, number);
    }
    return power;
  }

  private static void checkLimit(int power, double factor, double number) {
    if (power > MAX_POWER) {
      throw new InvalidInputException(
          SchedulerOptions.path(SchedulerOptions.REDUCTION_FACTOR),
          "%s is so near to 1 that it needs more than %d rungs to grow to %s; 2 to 4 are usual"
              .formatted(factor, MAX_POWER, RungReasons.text(number)));
    }
  }

  /** The number rounded down, with a tolerance for rounding errors. */
  static int floor(double number) {
    return (int) Math.floor(number * (1 + TOLERANCE) + TOLERANCE);
  }

  /** The number rounded up, with a tolerance for rounding errors. */
  static int ceil(double number) {
    return (int) Math.ceil(number * (1 - TOLERANCE));
  }

  /**
   * The times {@code max / factor^powers} to {@code max / factor}, rounded; those that equal {@code
   * max} are left out.
   */
  static List<Double> below(double max, double factor, int powers) {
    return rounded(
        IntStream.range(0, powers).mapToDouble(i -> max / Math.pow(factor, powers - i)), max);
  }

  /** The times {@code min}, {@code min * factor} and so on, rounded, below {@code max}. */
  static List<Double> from(double min, double factor, double max) {
    return rounded(DoubleStream.iterate(min, time -> time < max, time -> time * factor), max);
  }

  private static List<Double> rounded(DoubleStream times, double max) {
    return times
        .map(time -> Math.max(1, Math.rint(time)))
        .filter(time -> time < max)
        .boxed()
        .distinct()
        .toList();
  }
}
