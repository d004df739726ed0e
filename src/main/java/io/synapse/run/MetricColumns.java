package io.synapse.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which metrics have a column: at most four, first seen first, never what is mere bookkeeping, and
 * always the optimised one.
 */
public final class MetricColumns {

  /** The most columns there are. */
  public static final int MOST = 4;

  private static final Set<String> BOOKKEEPING =
      Set.of(
          "date",
          "done",
          "hostname",
          "node_ip",
          "pid",
          "time_this_iter_s",
          "time_total_s",
          "time_since_restore",
          "timestamp",
          "training_iteration",
          "iterations_since_restore",
          "timesteps_total",
          "timesteps_since_restore",
          "episodes_total",
          "trial_id",
          "trial_name",
          "config",
          "logdir",
          "experiment_id",
          "experiment_tag",
          "checkpoint",
          "checkpoint_output",
          "checkpoint_dir_name",
          "should_checkpoint");

  private final Optional<String> objective;
  private final List<String> seen = new ArrayList<>();

  /**
   * No columns yet but the optimised metric's.
   *
   * @param objective the metric that is optimised, if any
   */
  public MetricColumns(Optional<String> objective) {
    this.objective = objective;
  }

  /** Takes notice of metrics. */
  public void see(Map<String, Object> metrics) {
    metrics.forEach(this::see);
  }

  /** Takes notice of one metric. */
  public void see(String name, Object value) {
    boolean shown = value instanceof Number || value instanceof String || value instanceof Boolean;
    if (shown && hasRoomFor(name) && !seen.contains(name) && !isBookkeeping(name)) {
      seen.add(name);
    }
  }

  /** The columns in their order; the optimised metric last while unseen. */
  public List<String> names() {
    List<String> names = new ArrayList<>(seen);
    objective.filter(name -> !names.contains(name)).ifPresent(names::add);
    return names;
  }

  /** Whether a key that looks like a metric is none. */
  public static boolean isBookkeeping(String name) {
    return BOOKKEEPING.contains(name);
  }

  private boolean hasRoomFor(String name) {
    if (objective.isEmpty() || seen.contains(objective.get())) {
      return seen.size() < MOST;
    }
    return objective.get().equals(name) || seen.size() < MOST - 1;
  }
}
