package io.synapse.schedule;

import io.synapse.run.MetricSeries;
import io.synapse.space.Objective;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The running averages of the values that trials have reported up to each whole unit of time. A
 * trial counts at a unit with its first report there, and does not count at units that it skips.
 * Values that are not finite, and the times of reports that are not finite, are ignored. Not
 * thread-safe.
 */
final class RunningAverages {

  private final Objective.Mode mode;
  private final Map<Long, SortedValues> averagesByUnit = new HashMap<>();

  /**
   * Creates averages of no trials.
   *
   * @param mode whether lower or higher values are better
   */
  RunningAverages(Objective.Mode mode) {
    this.mode = mode;
  }

  /** The running averages of one trial, one for each of its reports. */
  static final class TrialAverages {
    private RunningState[] states = new RunningState[0];
    private int size;
    private boolean frozen;

    private RunningState last() {
      return size == 0 ? RunningState.INITIAL : states[size - 1];
    }

    /** The best finite value so far; NaN if there is none. */
    double best() {
      return last().best();
    }

    /**
     * The trial will report no more: keeps its averages and releases the memory needed to take
     * reports back.
     */
    void freeze() {
      frozen = true;
      states = new RunningState[0];
      size = 0;
    }
  }

  /**
   * The state of a trial after a report.
   *
   * @param sum the sum of its finite values
   * @param count the number of these
   * @param best the best of these; NaN if there is none
   * @param unit the latest unit of time so far
   * @param counts whether the report is the first one in its unit and there is an average
   */
  private record RunningState(double sum, int count, double best, long unit, boolean counts) {

    private static final RunningState INITIAL =
        new RunningState(0, 0, Double.NaN, Long.MIN_VALUE, false);

    double average() {
      return sum / count;
    }
  }

  /** The unit that a time lies in. */
  static long unit(double time) {
    return (long) Math.floor(time);
  }

  /** Updates a trial's averages to match the reports in a series, which may have been shortened. */
  void update(TrialAverages trial, MetricSeries series) {
    if (trial.frozen) {
      return;
    }
    while (trial.size > series.size()) {
      removeLast(trial);
    }
    while (trial.size < series.size()) {
      add(trial, series.time(trial.size), series.value(trial.size));
    }
  }

  /** Removes all averages of a trial, because some of its reports were taken back. */
  void clear(TrialAverages trial) {
    while (trial.size > 0) {
      removeLast(trial);
    }
  }

  private void removeLast(TrialAverages trial) {
    RunningState last = trial.states[--trial.size];
    if (last.counts()) {
      averagesByUnit.get(last.unit()).remove(last.average());
    }
  }

  private void add(TrialAverages trial, double time, double value) {
    RunningState state = trial.last();
    if (Double.isFinite(value)) {
      double best = mode.isBetter(value, state.best()) ? value : state.best();
      state = new RunningState(state.sum() + value, state.count() + 1, best, state.unit(), false);
    }
    push(
        trial, Double.isFinite(time) ? withTime(unit(time), state) : withTime(state.unit(), state));
  }

  private static RunningState withTime(long unit, RunningState state) {
    boolean counts = unit > state.unit() && state.count() > 0;
    long latest = Math.max(unit, state.unit());
    return new RunningState(state.sum(), state.count(), state.best(), latest, counts);
  }

  private void push(TrialAverages trial, RunningState state) {
    if (state.counts()) {
      averagesByUnit
          .computeIfAbsent(state.unit(), first -> new SortedValues())
          .add(state.average());
    }
    if (trial.size == trial.states.length) {
      trial.states = Arrays.copyOf(trial.states, Math.max(4, trial.size * 2));
    }
    trial.states[trial.size++] = state;
  }

  /** The averages of all other trials at a time. */
  OtherTrials others(TrialAverages trial, double time) {
    SortedValues all = averagesByUnit.getOrDefault(unit(time), new SortedValues());
    for (int i = trial.size - 1; i >= 0; i--) {
      RunningState own = trial.states[i];
      if (own.counts() && own.unit() == unit(time)) {
        return new OtherTrials(all.size() - 1, all.medianWithout(own.average()));
      }
    }
    return new OtherTrials(all.size(), all.median());
  }

  /**
   * The other trials that have an average at a unit of time.
   *
   * @param count the number of trials
   * @param median the median of their averages; NaN if there are none
   */
  record OtherTrials(int count, double median) {}

  /** Numbers in ascending order. They are kept in a plain array to save memory. */
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
      int index = indexOf(value);
      System.arraycopy(values, index, values, index + 1, size - index);
      values[index] = value;
      size++;
    }

    /** Removes one occurrence of a number, which must be present. */
    void remove(double value) {
      int index = indexOf(value);
      System.arraycopy(values, index + 1, values, index, size - index - 1);
      size--;
    }

    private int indexOf(double value) {
      int index = Arrays.binarySearch(values, 0, size, value);
      return index < 0 ? -index - 1 : index;
    }

    /** The median; NaN if there are no numbers. */
    double median() {
      return median(size, size);
    }

    /** The median of all numbers except one, which must be present. */
    double medianWithout(double value) {
      return median(size - 1, indexOf(value));
    }

    /** The median of the numbers except the one at an index. */
    private double median(int count, int omitted) {
      if (count == 0) {
        return Double.NaN;
      }
      double upper = at(count / 2, omitted);
      return count % 2 == 1 ? upper : at(count / 2 - 1, omitted) / 2 + upper / 2;
    }

    private double at(int index, int omitted) {
      return values[index < omitted ? index : index + 1];
    }
  }
}
