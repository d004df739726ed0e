package io.synapse.files;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides how often to wait for the disk: after a power failure the latest second may be lost, and
 * in return saving a great many small things doesn't wait for each. Not thread-safe.
 */
public final class SyncThrottle {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final LongSupplier nanoClock;
  private boolean synced;
  private long lastSync;

  /**
   * A pace that is due at once.
   *
   * @param nanoClock such as {@link System#nanoTime}
   */
  public SyncThrottle(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Whether to sync now; then the next time is a second away. */
  public boolean isDue() {
    long now = nanoClock.getAsLong();
    if (synced && now - lastSync < INTERVAL.toNanos()) {
      return false;
    }
    synced = true;
    lastSync = now;
    return true;
  }
}
