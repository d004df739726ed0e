package io.synapse.run;

import io.synapse.run.ReportTable.NumberColumn;
import java.util.List;
import java.util.Map;

/** What a trial's plugin logged under one category and key, one value after another. */
public final class LoggedSeries {

  private static final List<String> STEP_NAMES =
      List.of("step", "global_step", "iteration", "training_iteration", "epoch");

  private final String category;
  private final String key;
  private final NumberColumn values = new NumberColumn();
  private final NumberColumn steps = new NumberColumn();
  private final NumberColumn times = new NumberColumn();
  private String stepName = "";
  private int size;

  public LoggedSeries(String category, String key) {
    this.category = category;
    this.key = key;
  }

  /** The plugin's category. */
  public String category() {
    return category;
  }

  /** The metric's name. */
  public String key() {
    return key;
  }

  /** How many values there are. */
  public int size() {
    return size;
  }

  /** A value. */
  public double value(int row) {
    return values.value(row);
  }

  /** What the values are counted by: {@code epoch}, {@code step}; empty text for their order. */
  public String stepName() {
    return stepName;
  }

  /** Where a value stands on the axis that {@link #stepName} names; else its place, from 1. */
  public double step(int row) {
    return steps.value(row);
  }

  /** When a value came, in milliseconds since 1970. */
  public long time(int row) {
    return (long) times.value(row);
  }

  void add(double value, Map<String, Object> extra, long time) {
    int row = size++;
    values.set(row, value);
    times.set(row, (double) time);
    if (row == 0) {
      stepName = stepName(extra);
    }
    steps.set(row, extra.get(stepName) instanceof Number step ? step.doubleValue() : row + 1.0);
  }

  /**
   * The name of the step in what a plugin logged with a metric: the finest of the usual names that
   * has a number; empty without any.
   */
  public static String stepName(Map<String, Object> extra) {
    return STEP_NAMES.stream()
        .filter(name -> extra.get(name) instanceof Number)
        .findFirst()
        .orElse("");
  }
}
