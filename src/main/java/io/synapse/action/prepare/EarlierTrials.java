package io.synapse.action.prepare;

import io.synapse.job.Job;
import io.synapse.run.PastTrial;
import io.synapse.space.Config;
import io.synapse.space.Distribution;
import io.synapse.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The trials of an earlier run, from the lines of its journal in their order, as another job's
 * search sees them: those that ended well with the job's metric, at a configuration within its
 * space, whatever else they had.
 */
final class EarlierTrials {

  private final Job.Tuning tuning;
  private final String metric;
  private final Map<String, Standing> standings = new LinkedHashMap<>();

  /** A trial's last configuration, and its end when it has one. */
  private record Standing(Map<?, ?> config, Optional<Map<String, Object>> end) {}

  /**
   * What became of a trial.
   *
   * @param taken the trial when it fits
   * @param reason why it does not fit; empty when it does
   */
  private record Finding(Optional<PastTrial> taken, String reason) {

    static Finding of(PastTrial trial) {
      return new Finding(Optional.of(trial), "");
    }

    static Finding not(String reason) {
      return new Finding(Optional.empty(), reason);
    }
  }

  /** A run before its first line, as a job's search sees it. */
  EarlierTrials(Job.Tuning tuning) {
    this.tuning = tuning;
    this.metric = tuning.config().objective().metric();
  }

  /** Takes in the next line. */
  void apply(Map<String, Object> line) {
    if (!(line.get("trial_id") instanceof String id)
        || !(line.get("event") instanceof String event)) {
      return;
    }
    switch (event) {
      case "trial", "attempt" ->
          standings.put(id, new Standing(object(line.get("config")), Optional.empty()));
      case "end" ->
          standings.computeIfPresent(
              id, (same, standing) -> new Standing(standing.config(), Optional.of(line)));
      default -> {
        // Changes neither.
      }
    }
  }

  /** The trials that fit, in their order. */
  List<PastTrial> taken() {
    return findings().stream().flatMap(finding -> finding.taken().stream()).toList();
  }

  /** {@code 18 of 20 trials (2 failed)}. */
  String text() {
    int all = standings.size();
    if (all == 0) {
      return "none, it has no trials";
    }
    String trials = taken().size() + " of " + all + (all == 1 ? " trial" : " trials");
    String others = others();
    return others.isEmpty() ? trials : trials + " (" + others + ")";
  }

  private String others() {
    return findings().stream()
        .filter(finding -> finding.taken().isEmpty())
        .collect(Collectors.groupingBy(Finding::reason, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(reason -> reason.getValue() + " " + reason.getKey())
        .collect(Collectors.joining(", "));
  }

  private List<Finding> findings() {
    return standings.values().stream().map(this::finding).toList();
  }

  private Finding finding(Standing standing) {
    if (standing.end().isEmpty()) {
      return Finding.not("not finished");
    }
    Map<String, Object> end = standing.end().get();
    if (!"TERMINATED".equals(end.get("status"))) {
      return Finding.not("failed");
    }
    // NaN and infinities are texts in a journal.
    Object value = object(end.get("metrics")).get(metric);
    if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      return Finding.not("without a finite " + metric);
    }
    return placed(standing.config(), number.doubleValue());
  }

  private Finding placed(Map<?, ?> config, double value) {
    List<String> names = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    for (SearchSpace.Dimension dimension : tuning.space().dimensions()) {
      Object given = config.get(dimension.name());
      Distribution distribution = dimension.distribution();
      if (!config.containsKey(dimension.name())) {
        return Finding.not("without " + dimension.name());
      }
      if (distribution.contains(given)) {
        values.put(dimension.name(), distribution.normalise(given));
      } else {
        names.add(dimension.name());
      }
    }
    return names.isEmpty()
        ? Finding.of(new PastTrial(new Config(values), value))
        : Finding.not("outside the search space in " + String.join(", ", names));
  }

  private static Map<?, ?> object(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
