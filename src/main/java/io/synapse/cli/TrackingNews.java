package io.synapse.cli;

import io.synapse.report.tracking.Tracker;
import java.nio.file.Path;

/** What people are told of a run's tracking. */
final class TrackingNews {

  private final Notices notices;
  private final boolean quiet;

  /**
   * Told on standard error.
   *
   * @param quiet whether only failures are told
   */
  TrackingNews(Notices notices, boolean quiet) {
    this.notices = notices;
    this.quiet = quiet;
  }

  /** The run is over and its server has not got everything yet. */
  void waiting(Tracker.Outcome so, String runId, Path store) {
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
  void tell(Tracker.Outcome outcome, String runId, Path store) {
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
