package io.synapse.execute.pool;

import java.time.Duration;

/**
 * How long a worker may take, and how much it may print.
 *
 * @param stopGrace for a plugin to end once asked to
 * @param silence without any sign of life
 * @param startUp from its start to its first word
 * @param logBytes how much of its output one attempt's log holds
 */
public record WorkerLimits(Duration stopGrace, Duration silence, Duration startUp, long logBytes) {

  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final Duration START_UP = Duration.ofMinutes(2);
  private static final long LOG_BYTES = 100_000_000;

  /** What suits real plugins on a busy machine. */
  public static WorkerLimits usual(Duration stopGrace) {
    return new WorkerLimits(stopGrace, SILENCE, START_UP, LOG_BYTES);
  }
}
