package io.synapse.schedule;

import io.synapse.run.MetricSeries;
import io.synapse.space.Objective;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The averages of what trials have reported up to each whole unit of time. A trial counts at a unit
 * with its first report there, and not at units that it leaps over. Values that are not finite are
 * left out, and so are reports whose time is not.
 */
final class RunningAverages {

  private final Objective.Mode mode;
  private final Map<Long, SortedValues> byUnit = new HashMap<>();

  /**
   * Averages of nothing.
   *
   * @param mode which values are better
   */
  RunningAverages(Objective.Mode mode) {
    this.mode = mode;
  }

  /** One trial's part: what it had come to at each report that was seen. */
  static final class Part {
    private Seen[] seen = new Seen[0];
    private int size;
    private boolean closed;

    private Seen last() {
      return size == 0 ? Seen.NOTHING : seen[size - 1];
    }

    /** The best finite value that was seen; NaN without any. */
    double best() {
      return last().best();
    }

    /** The trial will report no more: its averages stay, and how they came about is forgotten. */
    void close() {
      closed = true;
      seen = new Seen[0];
      size = 0;
    }
  }

  /**
   * A trial after a report.
   *
   * @param sum of its finite values
   * @param count how many these are
   * @param best of these; NaN without any
   * @param unit the latest unit of time so far
   * @param counts whether it is the first report there, and has an average
   */
  private record Seen(double sum, int count, double best, long unit, boolean counts) {

    private static final Seen NOTHING = new Seen(0, 0, Double.NaN, Long.MIN_VALUE, false);

    double average() {
      return sum / count;
    }
  }

  /** The unit that a time lies in. */
  static long unit(double time) {
    return (long) Math.floor(time);
  }

  /** Brings a trial's part in line with the reports that count. */
  void follow(Part part, MetricSeries series) {
    if (part.closed) {
      return;
    }
    while (part.size > series.size()) {
      forget(part);
    }
    while (part.size < series.size()) {
      see(part, series.time(part.size), series.value(part.size));
    }
  }

  /** Reports were taken back. */
  void rewind(Part part) {
    while (part.size > 0) {
      forget(part);
    }
  }

  private void forget(Part part) {
    Seen last = part.seen[--part.size];
    if (last.counts()) {
      byUnit.get(last.unit()).remove(last.average());
    }
  }

  private void see(Part part, double time, double value) {
    Seen now = part.last();
    if (Double.isFinite(value)) {
      double best = mode.isBetter(value, now.best()) ? value : now.best();
      now = new Seen(now.sum() + value, now.count() + 1, best, now.unit(), false);
    }
    push(part, Double.isFinite(time) ? at(unit(time), now) : at(now.unit(), now));
  }

  private static Seen at(long unit, Seen now) {
    boolean counts = unit > now.unit() && now.count() > 0;
    long latest = Math.max(unit, now.unit());
    return new Seen(now.sum(), now.count(), now.best(), latest, counts);
  }

  private void push(Part part, Seen now) {
    if (now.counts()) {
      byUnit.computeIfAbsent(now.unit(), first -> new SortedValues()).add(now.average());
    }
    if (part.size == part.seen.length) {
      part.seen = Arrays.copyOf(part.seen, Math.max(4, part.size * 2));
    }
    part.seen[part.size++] = now;
  }

  /** The averages at a time of all trials but one. */
  Others others(Part part, double time) {
    SortedValues all = byUnit.getOrDefault(unit(time), new SortedValues());
    for (int i = part.size - 1; i >= 0; i--) {
      Seen own = part.seen[i];
      if (own.counts() && own.unit() == unit(time)) {
        return new Others(all.size() - 1, all.medianWithout(own.average()));
      }
    }
    return new Others(all.size(), all.median());
  }

  /**
   * Trials that have come to a time.
   *
   * @param count how many
   * @param median of their averages; NaN without any
   */
  record Others(int count, double median) {}

  /**
   * Numbers in ascending order: a plain array, as there may be one for each of a hundred thousand.
   */
  static final class SortedValues {

    private double[] values = new double[4];
    private int size;

    int size() {
      return size;
    }

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      int index = placeOf(value);
      System.arraycopy(values, index, values, index + 1, size - index);
      values[index] = value;
      size++;
    }

    /** Takes out one number that is there. */
    void remove(double value) {
      int index = placeOf(value);
      System.arraycopy(values, index + 1, values, index, size - index - 1);
      size--;
    }

    private int placeOf(double value) {
      int index = Arrays.binarySearch(values, 0, size, value);
      return index < 0 ? -index - 1 : index;
    }

    /** The median; NaN of nothing. */
    double median() {
      return median(size, size);
    }

    /** The median of all but one number that is there. */
    double medianWithout(double value) {
      return median(size - 1, placeOf(value));
    }

    /** The median of so many numbers: all but the one at an index. */
    private double median(int count, int leftOut) {
      if (count == 0) {
        return Double.NaN;
      }
      double upper = at(count / 2, leftOut);
      return count % 2 == 1 ? upper : at(count / 2 - 1, leftOut) / 2 + upper / 2;
    }

    private double at(int index, int leftOut) {
      return values[index < leftOut ? index : index + 1];
    }
  }
}
