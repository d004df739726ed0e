package io.synapse.terminal;

import io.synapse.run.MetricColumns;
import io.synapse.run.TrialStatus;
import io.synapse.space.Objective;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The trials that are worth a row, and how many there are of each status. Every change takes
 * constant or logarithmic time, and of the finished trials only the latest and the best are kept,
 * so that a run of any length costs the same. Not thread-safe.
 */
final class TrialTable {

  /** More finished trials than any window has lines. */
  private static final int FINISHED_KEPT = 256;

  private final Optional<Objective> objective;
  private final MetricColumns reportedColumns;
  private final MetricColumns loggedColumns;
  private final Map<String, TrialRow> unfinished = new HashMap<>();
  private final NavigableSet<TrialRow> running =
      new TreeSet<>(Comparator.comparingInt(TrialRow::number).thenComparing(TrialRow::id));
  private final Map<String, TrialRow> waiting = new LinkedHashMap<>();
  private final Deque<TrialRow> finished = new ArrayDeque<>();
  private final Map<TrialStatus, Integer> counts = new EnumMap<>(TrialStatus.class);
  private TrialRow best;
  private boolean anyReport;

  TrialTable(Optional<Objective> objective) {
    this.objective = objective;
    this.reportedColumns = new MetricColumns(objective.map(Objective::metric));
    this.loggedColumns = new MetricColumns(objective.map(Objective::metric));
  }

  /** The trial of an id, unless it is finished or unknown. */
  Optional<TrialRow> unfinished(String id) {
    return Optional.ofNullable(unfinished.get(id));
  }

  /** Adds a trial. */
  TrialRow add(TrialRow row) {
    unfinished.put(row.id(), row);
    waiting.put(row.id(), row);
    count(row.status(), 1);
    return row;
  }

  /** A trial's status is about to change or has changed: {@code change} makes the change. */
  void move(TrialRow row, Runnable change) {
    running.remove(row);
    waiting.remove(row.id());
    count(row.status(), -1);
    change.run();
    count(row.status(), 1);
    place(row);
  }

  /** A trial reported. */
  void report(TrialRow row, Map<String, Object> metrics, long iteration) {
    row.report(metrics, iteration);
    anyReport = true;
    reportedColumns.see(metrics);
  }

  /** A trial logged a metric. */
  void log(TrialRow row, String key, double value) {
    if (!row.reported() && !MetricColumns.isBookkeeping(key)) {
      loggedColumns.see(key, value);
      if (loggedColumns.names().contains(key)) {
        row.log(key, value);
      }
    }
  }

  /** The run's own choice of the best. */
  void chooseBest(String id) {
    finished.stream().filter(row -> row.id().equals(id)).findFirst().ifPresent(row -> best = row);
  }

  /** The best finished trial; empty while none has a finite value of the objective. */
  Optional<TrialRow> best() {
    return Optional.ofNullable(best);
  }

  /** Whether a row is the best's. */
  boolean isBest(TrialRow row) {
    return row == best;
  }

  /** How many trials have a status. */
  int count(TrialStatus status) {
    return counts.getOrDefault(status, 0);
  }

  /** How many trials have ended. */
  int finishedCount() {
    return count(TrialStatus.TERMINATED) + count(TrialStatus.ERROR);
  }

  /** How many trials are known and not over. */
  int unfinishedCount() {
    return unfinished.size();
  }

  /** How many trials are known. */
  int total() {
    return unfinishedCount() + finishedCount();
  }

  /** The metrics with a column, in their order. */
  List<String> metricNames() {
    return anyReport ? reportedColumns.names() : loggedColumns.names();
  }

  /** What is optimised. */
  Optional<Objective> objective() {
    return objective;
  }

  /**
   * The rows worth showing: running trials, the best, the latest finished ones, then those that
   * wait.
   */
  List<TrialRow> rows(int limit) {
    List<TrialRow> rows = new ArrayList<>();
    take(running.iterator(), rows, limit);
    if (best != null && rows.size() < limit) {
      rows.add(best);
    }
    take(finished.iterator(), rows, limit);
    take(waiting.values().iterator(), rows, limit);
    return rows;
  }

  private void take(Iterator<TrialRow> source, List<TrialRow> rows, int limit) {
    while (rows.size() < limit && source.hasNext()) {
      TrialRow row = source.next();
      if (row != best) {
        rows.add(row);
      }
    }
  }

  private void place(TrialRow row) {
    if (row.status().isFinal()) {
      finish(row);
    } else if (row.status() == TrialStatus.RUNNING) {
      running.add(row);
    } else {
      waiting.put(row.id(), row);
    }
  }

  private void finish(TrialRow row) {
    unfinished.remove(row.id());
    finished.addFirst(row);
    if (finished.size() > FINISHED_KEPT) {
      finished.removeLast();
    }
    if (row.reported()) {
      anyReport = true;
      reportedColumns.see(row.metrics());
    }
    if (row.status() == TrialStatus.TERMINATED && beatsBest(row)) {
      best = row;
    }
  }

  private boolean beatsBest(TrialRow row) {
    if (objective.isEmpty()) {
      return false;
    }
    String metric = objective.get().metric();
    double value = row.metric(metric).orElse(Double.NaN);
    double incumbent = best == null ? Double.NaN : best.metric(metric).orElse(Double.NaN);
    boolean tiedAndEarlier = value == incumbent && row.number() < best.number();
    return objective.get().mode().isBetter(value, incumbent) || tiedAndEarlier;
  }

  private void count(TrialStatus status, int change) {
    counts.merge(status, change, Integer::sum);
  }
}
