package io.synapse.action.resume;

import io.synapse.action.prepare.Preparation;
import io.synapse.action.prepare.Preparer;
import io.synapse.action.prepare.RunOptions;
import io.synapse.action.prepare.RunOptions.RayOptions;
import io.synapse.action.resume.ResumedJob.ChosenJob;
import io.synapse.action.resume.Resumption.ResumeRequest;
import io.synapse.action.resume.StoredPaths.FingerprintCheck;
import io.synapse.action.resume.StoredPaths.FingerprintCheck.FoundFingerprint;
import io.synapse.job.Job;
import io.synapse.job.JobReader;
import io.synapse.job.TuneConfig;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.JournalReader;
import io.synapse.run.JournalReplay;
import io.synapse.run.RecordedEvent;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunFolder;
import io.synapse.store.Store;
import io.synapse.store.run.StoredRun;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;

/** Prepares a stored run to be resumed: its job, its state, and what has changed. */
public final class ResumePreparer {

  private final Store store;
  private final Preparer preparer;
  private final JobReader reader;

  /**
   * A resumer.
   *
   * @param store the store that has the run
   * @param preparer prepares its job
   * @param reader reads it
   */
  public ResumePreparer(Store store, Preparer preparer, JobReader reader) {
    this.store = store;
    this.preparer = preparer;
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
  public Resumption prepare(ResumeRequest request, RunOptions given) {
    StoredRun run = store.runs().find(request.run());
    store.runs().refuseLive(run, "resumed");
    RunFolder folder = store.runs().folder(run);
    if (!Files.exists(folder.jobFile()) || !Files.exists(folder.journalFile())) {
      throw new OperationFailedException(
          "run %s was ended before it began, so there is nothing to go on with; start its job anew with 'synapse train -f FILE'"
              .formatted(run.id()));
    }
    refuseImported(folder);
    StoredOptions stored = new StoredOptions(folder.job());
    refuseOtherSeed(stored, given);
    Map<String, Object> before = stored.job();
    ChosenJob chosen =
        new ResumedJob(reader, id -> store.datasets().find(id).isPresent(), request, given)
            .choose(before, stored.origin());
    RunOptions options = stored.under(given, chosen.origin());
    refuseClusterOfOtherPlace(options, given);
    WarmStartFile learned = new WarmStartFile(folder);
    Preparation preparation =
        preparer.prepare(chosen.job(), options, () -> learned.read(chosen.job().job()));
    try {
      ReplayedRun replayed = replay(folder, preparation);
      return resumption(
          new Resumption(
              run,
              preparation,
              request.retriesFailed() ? replayed.retryingFailed() : replayed,
              chosen.changes().all(),
              new StoredPaths(before).moved(preparation),
              request),
          new StoredPaths(before).isOtherPlugin(preparation));
    } catch (RuntimeException | Error e) {
      preparation.close();
      throw e;
    }
  }

  private static void refuseImported(RunFolder folder) {
    if (folder.job().containsKey(RunFolder.IMPORTED)) {
      throw new InvalidInputException(
          "run %s was imported, so it cannot go on here; let the search of a new job learn from it with --warm-start %s"
              .formatted(folder.runId(), folder.runId()));
    }
  }

  /** The resumption, with a plugin that is another one among the changes of the job. */
  private static Resumption resumption(Resumption prepared, boolean otherName) {
    Map<String, String> moved = prepared.moved();
    FoundFingerprint found = StoredPaths.found(prepared.preparation(), moved);
    String before = prepared.replayed().metadata().pluginFingerprint();
    FingerprintCheck.check(StoredPaths.PLUGIN, found, before, prepared.request());
    if (!otherName && !(found.isOther(before) && moved.containsKey(StoredPaths.PLUGIN))) {
      return prepared;
    }
    if (!prepared.request().force()) {
      throw new InvalidInputException(
          "the run was started with another plugin: %s; name that one again, or go on all the same with --force"
              .formatted(moved.get(StoredPaths.PLUGIN)));
    }
    return prepared.withOther(StoredPaths.PLUGIN);
  }

  private static void refuseOtherSeed(StoredOptions stored, RunOptions given) {
    if (given.seed().isPresent() && !given.seed().equals(stored.seed())) {
      throw new InvalidInputException(
          "--seed: the run's seed is %d and stays so; leave --seed out, or start the job anew"
              .formatted(stored.seed().orElse(0)));
    }
  }

  private static void refuseClusterOfOtherPlace(RunOptions options, RunOptions given) {
    if (!options.executorOrStandard().usesCluster() && !given.ray().equals(RayOptions.NONE)) {
      throw new InvalidInputException(
          "--ray-address and --ray-python only go with --executor ray, and the run was not on Ray; add --executor ray to go on there");
    }
  }

  private static ReplayedRun replay(RunFolder folder, Preparation preparation) {
    int keptCheckpoints =
        preparation
            .loaded()
            .job()
            .tuning()
            .map(Job.Tuning::config)
            .map(TuneConfig::keepCheckpoints)
            .orElse(1);
    JournalReplay replay = new JournalReplay(preparation.plan().run(), keptCheckpoints);
    try (Stream<RecordedEvent> events = JournalReader.read(folder.journalFile())) {
      events.forEach(replay::apply);
      return replay.result();
    } catch (IllegalArgumentException e) {
      throw new OperationFailedException(
          "the journal %s is damaged: %s; restore the file from a copy, or start the job anew"
              .formatted(folder.journalFile(), e.getMessage()),
          e);
    }
  }
}
