package io.synapse.execute.process;

import java.time.Duration;

/** When a worker was heard last. */
final class SignsOfLife {

  private long lastHeard = System.nanoTime();

  /** Until its first word the time to start counts instead. */
  private boolean beingHandled = true;

  /** It said something, which is handled until {@link #handled}: it waits then, not we. */
  synchronized void heard() {
    beingHandled = true;
  }

  /** What it said is handled. */
  synchronized void handled() {
    beingHandled = false;
    lastHeard = System.nanoTime();
  }

  /** Begins to count anew, as after this process itself was suspended. */
  synchronized void forgive() {
    lastHeard = System.nanoTime();
  }

  synchronized boolean isMissingFor(Duration silence) {
    return !beingHandled && System.nanoTime() - lastHeard > silence.toNanos();
  }
}
