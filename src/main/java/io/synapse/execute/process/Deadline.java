package io.synapse.execute.process;

import java.time.Duration;

/** A moment until which something may take. */
record Deadline(long nanoTime) {

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** How long it is until then; 0 when it is over. */
  long remainingMillis() {
    return Math.max(0, (nanoTime - System.nanoTime()) / 1_000_000);
  }
}
