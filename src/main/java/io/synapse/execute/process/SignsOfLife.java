package io.synapse.execute.process;

import java.time.Duration;

/** When a worker was heard last, or seen at work. */
final class SignsOfLife {

  /** Of the time that passes; threads that wait for each other look up from time to time, too. */
  private static final double WORKING = 0.01;

  private long lastHeard = System.nanoTime();
  private long lastLook = System.nanoTime();
  private Duration lastComputed = Duration.ZERO;

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

  /**
   * A worker that computes is alive: C code that a plugin in Python calls may keep all threads but
   * its own from running.
   *
   * @param computed its processor time since its start
   */
  synchronized void looked(Duration computed) {
    long now = System.nanoTime();
    long worked = computed.minus(lastComputed).toNanos();
    if (worked > WORKING * (now - lastLook)) {
      lastHeard = now;
    }
    lastComputed = computed;
    lastLook = now;
  }

  synchronized boolean isMissingFor(Duration silence) {
    return !beingHandled && System.nanoTime() - lastHeard > silence.toNanos();
  }
}
