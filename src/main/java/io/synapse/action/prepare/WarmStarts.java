package io.synapse.action.prepare;

import io.synapse.job.Job;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.History.PastTrial;
import io.synapse.run.RunFolder;
import io.synapse.run.RunRecord;
import io.synapse.search.Searchers;
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

/** Finds what a job's search can learn from earlier runs of the store. */
final class WarmStarts {

  private final Optional<Store> store;

  WarmStarts(Optional<Store> store) {
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
    return Searchers.learns(algorithm) ? taken(tuning, runs) : ignored(algorithm, runs);
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
}
