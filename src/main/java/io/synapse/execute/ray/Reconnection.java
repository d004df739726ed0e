package io.synapse.execute.ray;

import io.synapse.execute.pool.Deadline;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tries to get back to a cluster that was lost, until it is there or the patience is at its end.
 */
final class Reconnection {

  /**
   * How long it is tried.
   *
   * @param firstPause after the first try, which is made at once; each pause is twice the one
   *     before
   * @param longestPause no pause is longer
   * @param total after which no further try begins
   */
  record Patience(Duration firstPause, Duration longestPause, Duration total) {

    /** Time for a head node to be started again. */
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));
  }

  /** One try to connect. */
  @FunctionalInterface
  interface Try {

    /**
     * Connects.
     *
     * @throws RayUnavailableException when there is no connection
     */
    void connect() throws InterruptedException;
  }

  private final Patience patience;
  private final CountDownLatch cancelled = new CountDownLatch(1);

  Reconnection(Patience patience) {
    this.patience = patience;
  }

  /**
   * Tries until one succeeds, or until it is cancelled.
   *
   * @throws RayUnavailableException of the last try: there is no time left, or none would succeed
   */
  void attempt(Try each) throws InterruptedException {
    Deadline end = Deadline.in(patience.total());
    long pause = patience.firstPause().toMillis();
    while (!succeeds(each, end)
        && !cancelled.await(Math.min(pause, end.remainingMillis()), TimeUnit.MILLISECONDS)) {
      pause = Math.min(2 * pause, patience.longestPause().toMillis());
    }
  }

  /** A failure after which there is no further try is thrown. */
  private static boolean succeeds(Try each, Deadline end) throws InterruptedException {
    try {
      each.connect();
      return true;
    } catch (RayUnavailableException e) {
      if (e.isLasting() || end.remainingMillis() == 0) {
        throw e;
      }
      return false;
    }
  }

  /** No further try begins; a pause ends at once. From any thread. */
  void cancel() {
    cancelled.countDown();
  }
}
