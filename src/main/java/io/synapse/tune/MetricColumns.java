package io.synapse.tune;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which metrics of trials are shown as columns: at most four, first seen first, never bookkeeping;
 * the optimised metric always has one.
 */
public final class MetricColumns {

  /** The most columns there are. */
  public static final int MOST = 4;

  private static final Set<String> BOOKKEEPING =
      Set.of(
          "checkpoint",
          "checkpoint_dir_name",
          "checkpoint_output",
          "config",
          "date",
          "done",
          "episodes_total",
          "experiment_id",
          "experiment_tag",
          "hostname",
          "iterations_since_restore",
          "logdir",
          "node_ip",
          "pid",
          "should_checkpoint",
          "time_since_restore",
          "time_this_iter_s",
          "time_total_s",
          "timestamp",
          "timesteps_since_restore",
          "timesteps_total",
          "training_iteration",
          "trial_id",
          "warmup_time");

  private final Optional<String> optimised;
  private final Set<String> seen = new LinkedHashSet<>();

  /**
   * No columns yet but the optimised metric's.
   *
   * @param optimised the metric that is optimised, if any
   */
  public MetricColumns(Optional<String> optimised) {
    this.optimised = optimised;
  }

  /** Takes note of a trial's metrics. */
  public void see(Iterable<String> names) {
    int room = MOST - (optimised.isPresent() && !seen.contains(optimised.get()) ? 1 : 0);
    for (String name : names) {
      boolean wanted = optimised.filter(name::equals).isPresent();
      if (!BOOKKEEPING.contains(name) && (wanted || seen.size() < room)) {
        seen.add(name);
        room = wanted ? MOST : room;
      }
    }
  }

  /** The columns' names, in the order first seen; the optimised metric last while unseen. */
  public List<String> names() {
    List<String> names = new ArrayList<>(seen);
    optimised.filter(name -> !seen.contains(name)).ifPresent(names::add);
    return names;
  }
}
