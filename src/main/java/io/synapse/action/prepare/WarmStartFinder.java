package io.synapse.action.prepare;

import io.synapse.action.prepare.TrainPlan.WarmStart;
import io.synapse.job.Job;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.History.PastTrial;
import io.synapse.run.RunFolder;
import io.synapse.run.RunRecord;
import io.synapse.run.TrialRecord;
import io.synapse.run.TrialStatus;
import io.synapse.search.Searchers;
import io.synapse.space.Config;
import io.synapse.space.Distribution;
import io.synapse.space.SearchSpace;
import io.synapse.store.Store;
import io.synapse.store.run.RunStore;
import io.synapse.store.run.StoredRun;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what a job's search can learn from earlier runs of the store. */
final class WarmStartFinder {

  private final Optional<Store> store;

  WarmStartFinder(Optional<Store> store) {
    this.store = store;
  }

  /**
   * What the search of a job learns.
   *
   * @param names runs as a person names them; a run that is named again counts once
   * @throws InvalidInputException when there is no such run, no trial of any of them fits, or the
   *     job searches nothing
   */
  WarmStart of(Job job, List<String> names) {
    if (names.isEmpty()) {
      return WarmStart.NONE;
    }
    Job.Tuning tuning =
        job.tuning()
            .orElseThrow(
                () ->
                    refusal(
                        "only a tuning job learns from earlier trials; leave it out, or set is_tune: true"));
    Collection<StoredRun> runs = runs(names);
    String algorithm = tuning.config().search().name();
    return Searchers.isModelBased(algorithm) ? taken(tuning, runs) : ignored(algorithm, runs);
  }

  private Collection<StoredRun> runs(List<String> names) {
    RunStore runs =
        store
            .orElseThrow(
                () ->
                    refusal(
                        "there is no store yet, so there are no earlier runs; leave it out, or name the store with --store"))
            .runs();
    Map<String, StoredRun> found = new LinkedHashMap<>();
    for (String name : names) {
      StoredRun run = find(runs, name);
      found.putIfAbsent(run.id(), run);
    }
    return found.values();
  }

  private static StoredRun find(RunStore runs, String name) {
    try {
      return runs.find(name);
    } catch (InvalidInputException e) {
      throw refusal(e.getMessage());
    }
  }

  private static WarmStart ignored(String algorithm, Collection<StoredRun> runs) {
    Map<String, String> sources = new LinkedHashMap<>();
    runs.forEach(
        run ->
            sources.put(run.id(), "nothing; " + algorithm + " learns nothing from earlier trials"));
    return new WarmStart(List.of(), sources);
  }

  private WarmStart taken(Job.Tuning tuning, Collection<StoredRun> runs) {
    List<PastTrial> trials = new ArrayList<>();
    Map<String, String> sources = new LinkedHashMap<>();
    for (StoredRun run : runs) {
      EarlierTrials earlier = read(tuning, run);
      trials.addAll(earlier.taken());
      sources.put(run.id(), earlier.text());
    }
    WarmStart found = new WarmStart(trials, sources);
    if (trials.isEmpty()) {
      throw refusal(
          "no earlier trial fits this job: %s; name another run, or leave it out"
              .formatted(String.join("; ", found.lines())));
    }
    return found;
  }

  private EarlierTrials read(Job.Tuning tuning, StoredRun run) {
    RunFolder folder = store.orElseThrow().runs().folder(run);
    // A run that was ended at once has no journal.
    if (!Files.exists(folder.journalFile())) {
      return new EarlierTrials(tuning, List.of());
    }
    RunRecord record = RunRecord.read(folder, run.status(), RunRecord.Detail.OUTLINE);
    record
        .trouble()
        .ifPresent(
            why -> {
              throw new OperationFailedException(why);
            });
    return new EarlierTrials(tuning, record.trials());
  }

  /** Of an option, which has no place in the job file. */
  static InvalidInputException refusal(String message) {
    return new InvalidInputException("--warm-start: " + message);
  }

  /**
   * The trials of an earlier run as another job's search sees them: those that succeeded with the
   * job's metric, at a configuration within its space, whatever else they had.
   */
  static final class EarlierTrials {

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
          .collect(
              Collectors.groupingBy(TrialFit::reason, LinkedHashMap::new, Collectors.counting()))
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
}
