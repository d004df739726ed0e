package io.synapse.run;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The objective's values of one trial by training iteration, in the order of the iterations. Small:
 * two arrays that grow with use, and a third where times are not iterations.
 */
public final class MetricSeries {

  private static final long[] NO_ITERATIONS = {};
  private static final double[] NO_VALUES = {};

  private long[] iterations = NO_ITERATIONS;
  private double[] values = NO_VALUES;

  /** Null as long as every time is the iteration. */
  private double[] times;

  private int size;

  /** How many values there are. */
  public int size() {
    return size;
  }

  /** The training iteration of the value at an index. */
  public long iteration(int index) {
    return iterations[index];
  }

  /** The value at an index; NaN and infinities are kept. */
  public double value(int index) {
    return values[index];
  }

  /** The scheduler's time of the value at an index. */
  public double time(int index) {
    return times == null ? iterations[index] : times[index];
  }

  /** The value at an iteration, or else at the first one after it; NaN when there is none. */
  public double valueFrom(long iteration) {
    int found = Arrays.binarySearch(iterations, 0, size, iteration);
    int index = found < 0 ? -found - 1 : found;
    return index < size ? values[index] : Double.NaN;
  }

  /** The latest value; empty when there is none. */
  OptionalDouble last() {
    return size == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[size - 1]);
  }

  void add(long iteration, double time, double value) {
    if (size == iterations.length) {
      int capacity = Math.max(1, size * 2);
      iterations = Arrays.copyOf(iterations, capacity);
      values = Arrays.copyOf(values, capacity);
      times = times == null ? null : Arrays.copyOf(times, capacity);
    }
    if (times == null && time != iteration) {
      times = Arrays.stream(iterations).asDoubleStream().toArray();
    }
    if (times != null) {
      times[size] = time;
    }
    iterations[size] = iteration;
    values[size] = value;
    size++;
  }

  /** Drops what was reported after an iteration: a new attempt continues from there. */
  void truncate(long lastIteration) {
    while (size > 0 && iterations[size - 1] > lastIteration) {
      size--;
    }
  }
}
