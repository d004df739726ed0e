package io.synapse.report.tracking;

import io.synapse.store.RunFolder;
import java.net.URI;
import java.util.Optional;

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
    return SentLog.look(run.trackingFile());
  }
}
