package io.synapse.execute;

import io.synapse.trial.TrialEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one queue of a run: executors and signal handlers put events in from any thread, the tuner
 * takes them out.
 */
public final class EventQueue {

  private final BlockingQueue<TrialEvent> events = new LinkedBlockingQueue<>();

  /** Adds an event. */
  public void put(TrialEvent event) {
    events.add(event);
  }

  /**
   * Takes everything there is, and waits for the first event when there is nothing.
   *
   * @param atMost how long to wait
   * @return the events in their order; empty when the time is up
   * @throws InterruptedException when the thread is interrupted
   */
  public List<TrialEvent> await(Duration atMost) throws InterruptedException {
    List<TrialEvent> batch = new ArrayList<>();
    TrialEvent first = events.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      batch.add(first);
      events.drainTo(batch);
    }
    return batch;
  }
}
