package io.synapse.schedule;

import io.synapse.problem.InvalidInputException;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Where rungs lie: whole times that grow by a factor. */
final class RungTimes {

  /** What powers lose in floating point. */
  private static final double SLACK = 1e-9;

  /** More rungs than anybody means; a factor next to 1 would give millions. */
  private static final int MOST_POWERS = 1_000;

  private RungTimes() {}

  /**
   * The greatest power of a factor that is at most a number: 4 for 3 and 81. The quotient of the
   * logarithms would be a little less than 5 for 3 and 243.
   *
   * @throws InvalidInputException for a factor so near to 1 that there would be no end of rungs
   */
  static int power(double factor, double number) {
    int power = 0;
    double next = factor;
    while (next <= number * (1 + SLACK)) {
      next *= factor;
      power++;
      refuseBeyond(power, factor, number);
    }
    return power;
  }

  private static void refuseBeyond(int power, double factor, double number) {
    if (power > MOST_POWERS) {
      throw new InvalidInputException(
          SchedulerOptions.path(SchedulerOptions.REDUCTION_FACTOR),
          "%s is so near to 1 that it needs more than %d rungs to grow to %s; 2 to 4 are usual"
              .formatted(factor, MOST_POWERS, RungReasons.text(number)));
    }
  }

  /** The whole part of a number that may have lost a little in floating point. */
  static int floor(double number) {
    return (int) Math.floor(number * (1 + SLACK) + SLACK);
  }

  /** A number rounded up, unless it is whole but for what it lost in floating point. */
  static int ceil(double number) {
    return (int) Math.ceil(number * (1 - SLACK));
  }

  /** Rungs that end below a time: {@code most / factor^powers}, and so on up. */
  static List<Double> below(double most, double factor, int powers) {
    return whole(
        IntStream.range(0, powers).mapToDouble(i -> most / Math.pow(factor, powers - i)), most);
  }

  /** Rungs from a time up, as long as they are below another. */
  static List<Double> from(double least, double factor, double most) {
    return whole(DoubleStream.iterate(least, time -> time < most, time -> time * factor), most);
  }

  private static List<Double> whole(DoubleStream times, double most) {
    return times
        .map(time -> Math.max(1, Math.rint(time)))
        .filter(time -> time < most)
        .boxed()
        .distinct()
        .toList();
  }
}
