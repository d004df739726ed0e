package io.synapse.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one trial reported: a table with a row for each report and a column for each metric. A
 * number takes the room of a double. Rows are in the order of the journal. Not changed once it was
 * read.
 */
public final class ReportTable {

  private final NumberColumn iterations = new NumberColumn();
  private final NumberColumn times = new NumberColumn();
  private final Map<String, NumberColumn> columns = new LinkedHashMap<>();
  private final Map<Integer, Map<String, Object>> others = new HashMap<>();
  private int size;

  /** How many reports there are. */
  public int size() {
    return size;
  }

  /** A report's iteration. */
  public long iteration(int row) {
    return (long) iterations.value(row);
  }

  /** When a report came, in milliseconds since 1970. */
  public long time(int row) {
    return (long) times.value(row);
  }

  /** The iteration of the last report; 0 without any. */
  public long lastIteration() {
    return size == 0 ? 0 : iteration(size - 1);
  }

  /** The metrics that were numbers at least once, in the order in which they were seen. */
  public List<String> metrics() {
    return List.copyOf(columns.keySet());
  }

  /** A number that was reported; NaN also where the report has no such number. */
  public double value(String metric, int row) {
    NumberColumn column = columns.get(metric);
    return column == null ? Double.NaN : column.value(row);
  }

  /** Whether a report has a number of this name, be it finite or not. */
  public boolean has(String metric, int row) {
    NumberColumn column = columns.get(metric);
    return column != null && !NumberColumn.isAbsent(column.value(row));
  }

  /** A report as a whole; numbers are Double, other values as they are in the journal. */
  public Map<String, Object> row(int row) {
    Map<String, Object> values = new LinkedHashMap<>();
    columns.forEach(
        (metric, column) -> {
          if (!NumberColumn.isAbsent(column.value(row))) {
            values.put(metric, column.value(row));
          }
        });
    values.putAll(others.getOrDefault(row, Map.of()));
    return values;
  }

  void add(long iteration, long time, Map<String, Object> metrics) {
    int row = size++;
    iterations.set(row, (double) iteration);
    times.set(row, (double) time);
    metrics.forEach((metric, value) -> add(row, metric, value));
  }

  private void add(int row, String metric, Object value) {
    if (value instanceof Number number) {
      columns.computeIfAbsent(metric, name -> new NumberColumn()).set(row, number.doubleValue());
    } else {
      others.computeIfAbsent(row, number -> new LinkedHashMap<>()).put(metric, value);
    }
  }

  /** An attempt continues from an iteration: what was reported after it no longer counts. */
  public void dropAfter(long iteration) {
    List<Integer> gone = new ArrayList<>();
    while (size > 0 && iteration(size - 1) > iteration) {
      gone.add(--size);
    }
    columns.values().forEach(column -> column.cutAfter(size));
    others.keySet().removeAll(gone);
  }

  /**
   * Numbers one after another, without an object for each; rows that it lacks are {@link #ABSENT}.
   */
  static final class NumberColumn {

    /** A NaN that no metric has: nothing stands there. */
    private static final long ABSENT_BITS = 0x7ff8_0000_0000_abceL;

    static final double ABSENT = Double.longBitsToDouble(ABSENT_BITS);

    private static final int FIRST_ROWS = 8;

    private double[] values = new double[FIRST_ROWS];
    private int size;

    static boolean isAbsent(double value) {
      return Double.doubleToRawLongBits(value) == ABSENT_BITS;
    }

    void set(int row, double value) {
      if (row >= values.length) {
        values = Arrays.copyOf(values, Math.max(row + 1, values.length + values.length / 2));
      }
      Arrays.fill(values, Math.min(size, row), row, ABSENT);
      values[row] = value;
      size = row + 1;
    }

    double value(int row) {
      return row < size ? values[row] : ABSENT;
    }

    void cutAfter(int rows) {
      size = Math.min(size, rows);
    }
  }
}
