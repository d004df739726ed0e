package io.synapse.cli.train;

import io.synapse.cli.command.ShellCommand.TrackCommandLine;
import io.synapse.cli.output.Notices;
import io.synapse.job.Tracking;
import io.synapse.problem.OperationFailedException;
import io.synapse.report.tracking.MlflowTracker;
import io.synapse.report.tracking.RunSender.TrackedRun;
import io.synapse.report.tracking.TrackingFailure;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunFolder;
import io.synapse.run.RunListener;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The tracking of a run that this process runs, if requested; reports its result at the end. */
public final class RunTracking implements RunListener {

  private final Optional<MlflowTracker> tracker;
  private final Path store;
  private final TrackingNews news;
  private String runId;

  private RunTracking(Optional<MlflowTracker> tracker, Path store, TrackingNews news) {
    this.tracker = tracker;
    this.store = store;
    this.news = news;
  }

  /**
   * Nothing is sent before the run starts.
   *
   * @param store the store's folder, absolute
   */
  static RunTracking of(Tracking requested, Path store, TrackingNews news) {
    return new RunTracking(
        requested.mlflow().map(server -> new MlflowTracker(store, server, System.getenv())),
        store,
        news);
  }

  /**
   * The server of a run that is tracked already.
   *
   * @throws OperationFailedException when the record of it cannot be read
   */
  public static Optional<URI> serverOf(RunFolder run) {
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

  private void finish(MlflowTracker begun) {
    begun.close(sofar -> news.waiting(sofar, runId, store));
    news.report(begun.outcome(), runId, store);
  }

  /** The notices about a run's tracking. */
  static final class TrackingNews {

    private final Notices notices;
    private final boolean quiet;

    /**
     * Told on standard error.
     *
     * @param quiet whether only failures are reported
     */
    TrackingNews(Notices notices, boolean quiet) {
      this.notices = notices;
      this.quiet = quiet;
    }

    /** The run has ended and its server has not got everything yet. */
    void waiting(MlflowTracker.TrackingOutcome so, String runId, Path store) {
      if (!quiet) {
        notices.tracking(
            "sending the rest (%d events and the run's files%s); Ctrl-C leaves it to: %s"
                .formatted(
                    so.unsent(),
                    so.trouble().map(why -> "; " + why).orElse(""),
                    TrackCommandLine.of(runId, store)));
      }
    }

    /** That is how it ended. */
    void report(MlflowTracker.TrackingOutcome outcome, String runId, Path store) {
      if (outcome.refusals() > 0) {
        notices.warning(
            "tracking: %d values or files were refused by the server and are in the store alone; job.log says which"
                .formatted(outcome.refusals()));
      }
      if (outcome.trouble().isPresent()) {
        notices.warning(
            "tracking: %s; nothing is lost: send the rest (%d events and the run's files) with: %s"
                .formatted(
                    outcome.trouble().get(), outcome.unsent(), TrackCommandLine.of(runId, store)));
      } else if (!quiet) {
        outcome.page().ifPresent(page -> notices.tracking("all of it is at " + page));
      }
    }
  }
}
