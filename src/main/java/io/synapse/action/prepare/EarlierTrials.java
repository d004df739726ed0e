package io.synapse.action.prepare;

import io.synapse.job.Job;
import io.synapse.run.History.PastTrial;
import io.synapse.run.TrialRecord;
import io.synapse.run.TrialStatus;
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
 * The trials of an earlier run as another job's search sees them: those that succeeded with the
 * job's metric, at a configuration within its space, whatever else they had.
 */
final class EarlierTrials {

  private final Job.Tuning tuning;
  private final String metric;
  private final List<TrialRecord> trials;

  /**
   * What became of a trial.
   *
   * @param taken the trial when it fits
   * @param reason why it does not fit; empty when it does
   */
  private record TrialFit(Optional<PastTrial> taken, String reason) {

    static TrialFit of(PastTrial trial) {
      return new TrialFit(Optional.of(trial), "");
    }

    static TrialFit not(String reason) {
      return new TrialFit(Optional.empty(), reason);
    }
  }

  /** The trials of a run. */
  EarlierTrials(Job.Tuning tuning, List<TrialRecord> trials) {
    this.tuning = tuning;
    this.metric = tuning.config().objective().metric();
    this.trials = trials;
  }

  /** The trials that fit, in their order. */
  List<PastTrial> taken() {
    return findings().stream().flatMap(finding -> finding.taken().stream()).toList();
  }

  /** {@code 18 of 20 trials (2 failed)}. */
  String text() {
    int all = trials.size();
    if (all == 0) {
      return "none, it has no trials";
    }
    String fitting = taken().size() + " of " + all + (all == 1 ? " trial" : " trials");
    String others = others();
    return others.isEmpty() ? fitting : fitting + " (" + others + ")";
  }

  private String others() {
    return findings().stream()
        .filter(finding -> finding.taken().isEmpty())
        .collect(Collectors.groupingBy(TrialFit::reason, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(reason -> reason.getValue() + " " + reason.getKey())
        .collect(Collectors.joining(", "));
  }

  private List<TrialFit> findings() {
    return trials.stream().map(this::finding).toList();
  }

  private TrialFit finding(TrialRecord trial) {
    if (trial.status().equals(TrialStatus.ERROR.name())) {
      return TrialFit.not("failed");
    }
    if (!trial.status().equals(TrialStatus.TERMINATED.name())) {
      return TrialFit.not("not finished");
    }
    Optional<Double> value = trial.metric(metric).filter(Double::isFinite);
    return value
        .map(finite -> placed(trial.config(), finite))
        .orElseGet(() -> TrialFit.not("without a finite " + metric));
  }

  private TrialFit placed(Map<?, ?> config, double value) {
    List<String> names = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    for (SearchSpace.Dimension dimension : tuning.space().dimensions()) {
      Object given = config.get(dimension.name());
      Distribution distribution = dimension.distribution();
      if (!config.containsKey(dimension.name())) {
        return TrialFit.not("without " + dimension.name());
      }
      if (distribution.contains(given)) {
        values.put(dimension.name(), distribution.normalise(given));
      } else {
        names.add(dimension.name());
      }
    }
    return names.isEmpty()
        ? TrialFit.of(new PastTrial(new Config(values), value))
        : TrialFit.not("outside the search space in " + String.join(", ", names));
  }
}
