package io.synapse.schedule;

import io.synapse.trial.MetricSeries;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The averages of what trials have reported up to each whole unit of time. A trial counts at a unit
 * with its first report there, and not at units that it leaps over. Values that are not finite are
 * left out.
 */
final class RunningAverages {

  private final Map<Long, SortedValues> byUnit = new HashMap<>();

  /** One trial's part: what it had come to at each report that was seen. */
  static final class Part {
    private Seen[] seen = new Seen[0];
    private int size;
  }

  /**
   * A trial after a report.
   *
   * @param sum of its finite values
   * @param count how many these are
   * @param unit the latest unit of time so far
   * @param counts whether it is the first report there, and has an average
   */
  private record Seen(double sum, int count, long unit, boolean counts) {

    private static final Seen NOTHING = new Seen(0, 0, Long.MIN_VALUE, false);

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
    Seen before = part.size == 0 ? Seen.NOTHING : part.seen[part.size - 1];
    boolean isFinite = Double.isFinite(value);
    double sum = before.sum() + (isFinite ? value : 0);
    int count = before.count() + (isFinite ? 1 : 0);
    long unit = unit(time);
    boolean counts = unit > before.unit() && count > 0;
    Seen now = new Seen(sum, count, Math.max(unit, before.unit()), counts);
    if (counts) {
      byUnit.computeIfAbsent(unit, first -> new SortedValues()).add(now.average());
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
        all.remove(own.average());
        Others others = new Others(all.size(), all.median());
        all.add(own.average());
        return others;
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
}
