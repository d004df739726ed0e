package io.synapse.cli;

import io.synapse.job.Tracking;
import io.synapse.problem.OperationFailedException;
import io.synapse.report.tracking.TrackedRun;
import io.synapse.report.tracking.Tracker;
import io.synapse.report.tracking.TrackingFailure;
import io.synapse.store.RunFolder;
import io.synapse.tune.RecordedEvent;
import io.synapse.tune.RunEvent;
import io.synapse.tune.RunListener;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The tracking of a run that this process runs, if it is wished; says at its end how it went. */
final class RunTracking implements RunListener {

  private final Optional<Tracker> tracker;
  private final Path store;
  private final TrackingNews news;
  private String runId;

  private RunTracking(Optional<Tracker> tracker, Path store, TrackingNews news) {
    this.tracker = tracker;
    this.store = store;
    this.news = news;
  }

  /**
   * Nothing is sent before the run starts.
   *
   * @param store the store's folder, absolute
   */
  static RunTracking of(Tracking wished, Path store, TrackingNews news) {
    return new RunTracking(
        wished.mlflow().map(server -> new Tracker(store, server, System.getenv())), store, news);
  }

  /**
   * The server of a run that is tracked already.
   *
   * @throws OperationFailedException when the record of it cannot be read
   */
  static Optional<URI> serverOf(RunFolder run) {
    try {
      return TrackedRun.of(run).map(TrackedRun::server);
    } catch (TrackingFailure e) {
      throw new OperationFailedException(e.getMessage(), e);
    }
  }

  @Override
  public void onEvent(RecordedEvent recorded) {
    if (recorded.event() instanceof RunEvent.RunStarted started) {
      runId = started.runId();
    }
    tracker.ifPresent(listener -> listener.onEvent(recorded));
  }

  /** Sends the rest; call it when everything else is done. */
  @Override
  public void close() {
    if (tracker.isPresent() && runId != null) {
      finish(tracker.get());
    }
  }

  private void finish(Tracker begun) {
    begun.close(sofar -> news.waiting(sofar, runId, store));
    news.tell(begun.outcome(), runId, store);
  }
}
