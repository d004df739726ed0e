package io.synapse.store;

import java.time.Duration;

/**
 * Decides how often to wait for the disk: after a power failure the newest second may be lost, and
 * in return saving a great many small things doesn't wait for each. Not thread-safe.
 */
final class SyncPace {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private boolean synced;
  private long lastSync;

  /** Whether to sync now; then the next time is a second away. */
  boolean isDue() {
    long now = System.nanoTime();
    if (synced && now - lastSync < INTERVAL.toNanos()) {
      return false;
    }
    synced = true;
    lastSync = now;
    return true;
  }
}
