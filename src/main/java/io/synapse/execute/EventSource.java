package io.synapse.execute;

import io.synapse.run.TrialEvent;
import java.time.Duration;
import java.util.List;

/** Where the tuner takes its events from. */
public interface EventSource {

  /**
   * Takes what there is, and waits for the first event when there is nothing.
   *
   * @param atMost how long to wait
   * @return the events in their order; empty when the time is up
   * @throws InterruptedException when the thread is interrupted
   */
  List<TrialEvent> await(Duration atMost) throws InterruptedException;
}
