package io.synapse.report.tracking;

import io.synapse.report.tracking.RunTranslation.RunTags;
import io.synapse.report.tracking.RunUpdate.PendingUpdates;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings updates to the server, and takes out of them what has arrived. What may have been sent
 * before is not doubled: runs are looked for by their tags, and the rest is the same the second
 * time.
 */
final class UpdateSender {

  private static final String NOT_THERE = "RESOURCE_DOES_NOT_EXIST";

  private final MlflowServer server;
  private final TrackingLog log;
  private final Consumer<String> refusals;

  /** Whether an earlier process may have sent more than it took down. */
  private boolean hasPast = true;

  /** Whether something was sent without an answer. */
  private boolean isInDoubt;

  private final AtomicLong answers = new AtomicLong();
  private volatile boolean uploading;

  /**
   * To one server.
   *
   * @param refusals is notified of what the server does not take at all
   */
  UpdateSender(MlflowServer server, TrackingLog log, Consumer<String> refusals) {
    this.server = server;
    this.log = log;
    this.refusals = refusals;
  }

  /**
   * How often the server has answered well: it grows as long as there is any progress. Any thread
   * may ask.
   */
  long answers() {
    return answers.get();
  }

  /** Whether a file is on its way. Any thread may ask. */
  boolean isUploading() {
    return uploading;
  }

  /**
   * Sends everything: first all that is short, then files, of which one that fails does not keep
   * the others.
   *
   * @param experiment the name of the experiment
   * @throws TrackingFailure when something could not be sent now; it is still in the updates
   */
  void send(PendingUpdates updates, String experiment)
      throws TrackingFailure, InterruptedException {
    boolean done = false;
    try {
      sendAllThatIsShort(updates, experiment);
      sendFiles(updates);
      done = true;
    } finally {
      isInDoubt = !done;
      updates.dropEmpty();
    }
  }

  private void sendAllThatIsShort(PendingUpdates updates, String experiment)
      throws TrackingFailure, InterruptedException {
    for (Map.Entry<String, RunUpdate> each : updates.byRun().entrySet()) {
      sendShort(each.getKey(), each.getValue(), experiment);
    }
  }

  private void sendShort(String key, RunUpdate update, String experiment)
      throws TrackingFailure, InterruptedException {
    if (update.start().isPresent()) {
      begin(key, update.start().get(), experiment);
      update.startSent();
    }
    Optional<MlflowRun> run = log.run(key);
    if (run.isPresent()) {
      sendItems(key, run.get(), update);
      sendStanding(key, run.get(), update);
    }
  }

  private void begin(String key, RunUpdate.RunStart start, String experiment)
      throws TrackingFailure, InterruptedException {
    if (log.run(key).isPresent()) {
      return;
    }
    if (log.experiment().isEmpty()) {
      log.experiment(server.experiment(experiment));
    }
    String id = log.experiment().orElseThrow();
    try {
      log.run(key, foundOrCreated(id, key, start));
    } catch (TrackingFailure e) {
      // Without its run nothing else of a trial has a place, so this is never given up.
      throw TrackingFailure.forNow(
          "the run '%s' cannot be made in experiment %s: %s"
              .formatted(start.name(), id, e.getMessage()),
          e);
    }
    answers.incrementAndGet();
  }

  private MlflowRun foundOrCreated(String experiment, String key, RunUpdate.RunStart start)
      throws TrackingFailure, InterruptedException {
    List<MlflowItem> identity = identity(key, start);
    Optional<MlflowRun> known =
        hasPast || isInDoubt ? server.find(experiment, identity) : Optional.empty();
    if (key.equals(PendingUpdates.JOB) && known.isEmpty()) {
      hasPast = false;
    }
    return known.isPresent()
        ? known.get()
        : server.create(experiment, start.name(), start.time(), RunTags.ofNew(identity));
  }

  /** What no other run there has: a trial's id and the run that it is below. */
  private List<MlflowItem> identity(String key, RunUpdate.RunStart start) {
    Stream<MlflowItem> parent =
        key.equals(PendingUpdates.JOB)
            ? Stream.empty()
            : log
                .run(PendingUpdates.JOB)
                .map(run -> MlflowItem.tag(RunTags.PARENT, run.id()))
                .stream();
    return Stream.concat(Stream.of(start.identity()), parent).toList();
  }

  private void sendItems(String key, MlflowRun run, RunUpdate update)
      throws TrackingFailure, InterruptedException {
    while (update.hasItems()) {
      List<MlflowItem> next = update.next();
      log(key, run, next);
      update.sent(next.size());
    }
  }

  /** Finds what the server does not take, and sends the rest. */
  private void log(String key, MlflowRun run, List<MlflowItem> items)
      throws TrackingFailure, InterruptedException {
    try {
      server.log(run, items);
      answers.incrementAndGet();
    } catch (TrackingFailure e) {
      if (!e.isForGood()) {
        throw e;
      }
      if (items.size() == 1 || e.hasCode(NOT_THERE) || takesNothing(run)) {
        refuse(key, what(items), e);
      } else {
        int half = items.size() / 2;
        log(key, run, items.subList(0, half));
        log(key, run, items.subList(half, items.size()));
      }
    }
  }

  private String what(List<MlflowItem> items) {
    return items.size() == 1 ? items.get(0).toString() : items.size() + " values";
  }

  /** A run that was deleted there. */
  private boolean takesNothing(MlflowRun run) throws TrackingFailure, InterruptedException {
    try {
      server.log(run, List.of());
      return false;
    } catch (TrackingFailure e) {
      if (e.isForGood()) {
        return true;
      }
      throw e;
    }
  }

  private void refuse(String key, String what, TrackingFailure why) {
    String owner = key.equals(PendingUpdates.JOB) ? "the run" : "trial " + key;
    refusals.accept("%s refuses %s of %s: %s".formatted(server, what, owner, why.getMessage()));
  }

  private void sendStanding(String key, MlflowRun run, RunUpdate update)
      throws TrackingFailure, InterruptedException {
    if (update.standing().isEmpty()) {
      return;
    }
    RunUpdate.StatusChange standing = update.standing().get();
    try {
      server.update(run, standing.status(), standing.end());
      answers.incrementAndGet();
    } catch (TrackingFailure e) {
      if (!e.isForGood()) {
        throw e;
      }
      refuse(key, "the status " + standing.status(), e);
    }
    update.standingSent();
  }

  private void sendFiles(PendingUpdates updates) throws TrackingFailure, InterruptedException {
    Optional<TrackingFailure> failure = Optional.empty();
    for (Map.Entry<String, RunUpdate> each : updates.byRun().entrySet()) {
      Optional<TrackingFailure> next = sendFiles(each.getKey(), each.getValue());
      failure = failure.or(() -> next);
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private Optional<TrackingFailure> sendFiles(String key, RunUpdate update)
      throws InterruptedException {
    uploading = true;
    try {
      return sendFilesOf(key, update);
    } finally {
      uploading = false;
    }
  }

  private Optional<TrackingFailure> sendFilesOf(String key, RunUpdate update)
      throws InterruptedException {
    Optional<MlflowRun> run = log.run(key);
    Iterator<RunUpdate.Artifact> left = update.artifacts().iterator();
    while (run.isPresent() && left.hasNext()) {
      RunUpdate.Artifact next = left.next();
      try {

        server.upload(run.get(), next.name(), next.file());
        answers.incrementAndGet();
        left.remove();
      } catch (TrackingFailure e) {
        if (!e.isForGood()) {
          return Optional.of(e);
        }
        refuse(key, "the file " + next.name(), e);
        left.remove();
      }
    }
    return Optional.empty();
  }
}
