package io.synapse.report.tracking;

import io.synapse.report.tracking.RunTranslation.TrackedFiles;
import io.synapse.report.tracking.RunUpdate.PendingUpdates;
import io.synapse.run.JournalReader;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunFolder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends what a run's journal holds to a tracking server, from where the server has come to. For one
 * thread; one sender of a run at a time, in whatever process.
 */
public final class RunSender implements AutoCloseable {

  /** Read at a time, so that a long journal does not fill the memory. */
  private static final int MOST_LINES = 2_000;

  /** Without an answer there is no use in reading on. */
  private static final int MOST_WAITING = 20_000;

  private final RunFolder folder;
  private final SenderSettings settings;
  private final TrackingLog log;
  private final JournalReader journal;
  private final MlflowServer server;
  private final UpdateSender sender;
  private final RunTranslation translation;
  private final PendingUpdates updates = new PendingUpdates();
  private long read = TrackingLog.NOTHING;
  private Instant lastTime = Instant.EPOCH;
  private Optional<JournalEnding> ending = Optional.empty();

  /**
   * What to send with.
   *
   * @param server the server's address
   * @param credentials how we say who we are
   * @param experiment the experiment's name; empty for the job's
   * @param refusals is notified of what the server does not take at all
   */
  public record SenderSettings(
      URI server, Credentials credentials, Optional<String> experiment, Consumer<String> refusals) {

    /** With what the environment says, as it does to MLflow's own clients. */
    public static SenderSettings of(
        URI server, Map<String, String> environment, Consumer<String> refusals) {
      Optional<String> experiment =
          Optional.ofNullable(environment.get("MLFLOW_EXPERIMENT_NAME"))
              .filter(name -> !name.isBlank());
      return new SenderSettings(server, Credentials.in(environment), experiment, refusals);
    }
  }

  /**
   * Opens a run.
   *
   * @param models the folder of the store's models
   * @throws TrackingFailure when another process sends this run, or its record cannot be read
   */
  public static RunSender open(RunFolder folder, Path models, SenderSettings settings)
      throws TrackingFailure {
    TrackingLog log = TrackingLog.open(folder.trackingFile(), settings.server());
    try {
      return new RunSender(folder, models, settings, log);
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  private RunSender(RunFolder folder, Path models, SenderSettings settings, TrackingLog log) {
    this.folder = folder;
    this.settings = settings;
    this.log = log;
    this.journal = JournalReader.follow(folder.journalFile());
    this.server = new MlflowServer(settings.server(), settings.credentials());
    this.sender = new UpdateSender(server, log, settings.refusals());
    this.translation = new RunTranslation(folder, new TrackedFiles(folder, models));
  }

  /**
   * Sends what there is now and has not been sent.
   *
   * @throws TrackingFailure when not all of it could be sent; the rest is sent by a later call
   */
  public void send() throws TrackingFailure, InterruptedException {
    Optional<TrackingFailure> failure = Optional.empty();
    do {
      read();
      failure = deliver();
    } while (journal.hasNext() && updates.size() < MOST_WAITING && answersNow(failure));
    if (ending.isPresent() && answersNow(failure)) {
      conclude(ending.get());
      ending = Optional.empty();
      failure = deliver();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** A file that cannot be stored keeps nothing else; a server that is down keeps everything. */
  private boolean answersNow(Optional<TrackingFailure> failure) {
    return failure.isEmpty() || updates.hasFilesAlone();
  }

  private void read() {
    for (int lines = 0;
        lines < MOST_LINES && updates.size() < MOST_WAITING && journal.hasNext();
        lines++) {
      RecordedEvent event = journal.next();
      read = event.sequence();
      lastTime = event.time();
      translation.apply(event, read > log.sent() ? updates : new PendingUpdates());
    }
  }

  private Optional<TrackingFailure> deliver() throws InterruptedException {
    try {
      sender.send(updates, settings.experiment().orElseGet(translation::experiment));
      log.sent(read);
      return Optional.empty();
    } catch (TrackingFailure e) {
      return Optional.of(e);
    }
  }

  /** The run has ended: the next {@link #send} sends what stands beside its journal, too. */
  public void end(JournalEnding how) {
    ending = Optional.of(how);
  }

  private void conclude(JournalEnding how) {
    Map<String, Object> results =
        Files.isRegularFile(folder.resultsFile()) ? folder.results() : Map.of();
    translation.conclude(results, lastTime, updates.of(PendingUpdates.JOB));
    if (how == JournalEnding.KILLED) {
      translation.killUnfinished(lastTime, updates);
    }
  }

  /** How a run ended. */
  public enum JournalEnding {
    /** As its journal says. */
    TOLD,
    /** Its process was killed; the journal just stops. */
    KILLED
  }

  /** The number of the last event that the server has all of; -1 at first. Any thread may ask. */
  public long sent() {
    return log.sent();
  }

  /** Grows as long as anything gets to the server. Any thread may ask. */
  public long answers() {
    return sender.answers();
  }

  /** Whether a file is on its way, which may take long. Any thread may ask. */
  public boolean isUploading() {
    return sender.isUploading();
  }

  /** Where a person looks at the run; empty until the server has it. */
  public Optional<String> page() {
    return log.page();
  }

  @Override
  public void close() {
    journal.close();
    log.close();
  }

  /**
   * How far a run that is tracked has come to its server, as the record of it says.
   *
   * @param server the server's address
   * @param page where a person looks at the run; empty while the server does not have it
   * @param sent the number of the last event that the server has all of; -1 without any
   */
  public record TrackedRun(URI server, Optional<String> page, long sent) {

    /**
     * Reads the record; empty for a run that is not tracked.
     *
     * @throws TrackingFailure when it is there and cannot be read
     */
    public static Optional<TrackedRun> of(RunFolder run) throws TrackingFailure {
      return TrackingLog.look(run.trackingFile());
    }
  }
}
