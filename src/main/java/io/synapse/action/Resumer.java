package io.synapse.action;

import io.synapse.action.Resumption.ResumeWish;
import io.synapse.action.RunOptions.JobOrigin;
import io.synapse.job.JobReader;
import io.synapse.job.JobSource;
import io.synapse.job.LoadedJob;
import io.synapse.job.TuneConfig;
import io.synapse.job.Tuning;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.store.JournalReader;
import io.synapse.store.JsonFile;
import io.synapse.store.RunFolder;
import io.synapse.store.Store;
import io.synapse.store.StoredRun;
import io.synapse.tune.JournalReplay;
import io.synapse.tune.ReplayedRun;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Prepares a run of the store for going on: its job, what it had come to, and what has changed. */
public final class Resumer {

  private final Store store;
  private final JobReader reader;

  /**
   * A resumer.
   *
   * @param store the store that has the run
   * @param reader reads its job
   */
  public Resumer(Store store, JobReader reader) {
    this.store = store;
    this.reader = reader;
  }

  /**
   * Prepares a run. Nothing is changed by it.
   *
   * @param given what the user says beside the job; its origin has the file, when one is given, and
   *     the overrides
   * @return the preparation, which the caller closes
   * @throws InvalidInputException when there is no such run, it is alive, or something has changed
   */
  public Resumption prepare(ResumeWish wish, RunOptions given) {
    StoredRun run = store.runs().find(wish.run());
    store.runs().refuseLive(run, "resumed");
    RunFolder folder = store.runs().folder(run);
    if (!Files.exists(folder.jobFile()) || !Files.exists(folder.journalFile())) {
      throw new OperationFailedException(
          "run %s was ended before it began, so there is nothing to go on with; start its job anew with 'synapse train -f FILE'"
              .formatted(run.id()));
    }
    Map<String, Object> record = folder.job();
    StoredOptions stored = new StoredOptions(record);
    refuseOtherSeed(stored, given);
    Chosen chosen = choose(wish, given, record, stored);
    RunOptions options = stored.under(given, chosen.origin());
    WarmStartFile learned = new WarmStartFile(folder);
    Preparation preparation =
        new Preparer(Optional.of(store))
            .prepare(chosen.job(), options, () -> learned.read(chosen.job().job()));
    try {
      ReplayedRun replayed = replay(folder, preparation);
      Resumption resumption =
          new Resumption(
              run,
              preparation,
              wish.retriesFailed() ? replayed.retryingFailed() : replayed,
              chosen.changes().all(),
              wish);
      Fingerprints.check("plugin", pluginOf(preparation), pluginBefore(replayed), wish);
      return resumption;
    } catch (RuntimeException | Error e) {
      preparation.close();
      throw e;
    }
  }

  private static Fingerprints.Found pluginOf(Preparation preparation) {
    return new Fingerprints.Found(
        preparation.plugin().classPath().get(0), preparation.plugin().fingerprint());
  }

  private static String pluginBefore(ReplayedRun replayed) {
    return replayed.facts().pluginFingerprint();
  }

  private static void refuseOtherSeed(StoredOptions stored, RunOptions given) {
    if (given.seed().isPresent() && !given.seed().equals(stored.seed())) {
      throw new InvalidInputException(
          "--seed: the run's seed is %d and stays so; leave --seed out, or start the job anew"
              .formatted(stored.seed().orElse(0)));
    }
  }

  // ---- the job

  /** The job to go on with, and how it differs from the run's. */
  private record Chosen(LoadedJob job, JobOrigin origin, JobChanges changes) {}

  private Chosen choose(
      ResumeWish wish, RunOptions given, Map<String, Object> record, StoredOptions stored) {
    Map<String, Object> before = job(record);
    JobOrigin origin = origin(given, stored);
    LoadedJob kept = reader.read(asSource(before), given.origin().overrides());
    Optional<LoadedJob> fromFile = fromFile(given, stored, origin);
    if (fromFile.isPresent()) {
      JobChanges byFile = JobChanges.between(kept.document(), fromFile.get().document());
      refuse(byFile, "the job file " + origin.file().orElseThrow() + " has changed", wish);
      if (!byFile.isEmpty()) {
        JobChanges all = JobChanges.between(before, fromFile.get().document());
        return new Chosen(fromFile.get(), origin, all);
      }
    }
    JobChanges changes = JobChanges.between(before, kept.document());
    refuse(changes.withoutExtensions(), "-s changes more than how long the run is", wish);
    return new Chosen(kept, origin, changes);
  }

  /** Where the job comes from from now on: overrides of before count on. */
  private static JobOrigin origin(RunOptions given, StoredOptions stored) {
    List<String> overrides = new ArrayList<>(stored.origin().overrides());
    overrides.addAll(given.origin().overrides());
    return new JobOrigin(given.origin().file().or(stored.origin()::file), overrides);
  }

  /** The job as its file says it now; a file that is gone, or no job any more, changes nothing. */
  private Optional<LoadedJob> fromFile(RunOptions given, StoredOptions stored, JobOrigin origin) {
    if (given.origin().file().isPresent()) {
      return Optional.of(
          reader.read(JobSource.file(given.origin().file().get()), origin.overrides()));
    }
    Optional<Path> file = stored.origin().file().filter(Files::isRegularFile);
    try {
      return file.map(path -> reader.read(JobSource.file(path), origin.overrides()));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private static void refuse(JobChanges changes, String what, ResumeWish wish) {
    if (!changes.isEmpty() && !wish.force()) {
      throw new InvalidInputException(
          "%s since the run was started: %s; undo that, or go on all the same with --force"
              .formatted(what, changes.text()));
    }
  }

  @SuppressWarnings("unchecked") // an object of JSON has texts as names
  private static Map<String, Object> job(Map<String, Object> record) {
    return (Map<String, Object>) record.get("job");
  }

  private static JobSource asSource(Map<String, Object> job) {
    byte[] bytes = JsonFile.text(job).getBytes(StandardCharsets.UTF_8);
    return JobSource.standardInput(new ByteArrayInputStream(bytes));
  }

  // ---- the journal

  private static ReplayedRun replay(RunFolder folder, Preparation preparation) {
    int keptCheckpoints =
        preparation
            .loaded()
            .job()
            .tuning()
            .map(Tuning::config)
            .map(TuneConfig::keepCheckpoints)
            .orElse(1);
    JournalReplay replay = new JournalReplay(preparation.plan().run(), keptCheckpoints);
    try (Stream<Map<String, Object>> lines = JournalReader.read(folder.journalFile())) {
      lines.forEach(replay::apply);
      return replay.result();
    } catch (IllegalArgumentException e) {
      throw new OperationFailedException(
          "the journal %s is damaged: %s; restore the file from a copy, or start the job anew"
              .formatted(folder.journalFile(), e.getMessage()),
          e);
    }
  }
}
