package io.synapse.execute.pool;

import java.time.Duration;

/** A moment until which something may take. */
public record Deadline(long nanoTime) {

  /** So long from now on. */
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** How long it is until then; 0 when it is over. */
  public long remainingMillis() {
    return Math.max(0, (nanoTime - System.nanoTime()) / 1_000_000);
  }
}
