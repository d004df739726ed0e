package io.synapse.action.run;

import io.synapse.execute.EventQueue;
import io.synapse.run.TrialEvent;

/**
 * A request to end the run, from a signal: seen by the tuner as an event, by other phases at once.
 */
public final class Interruption {

  private final EventQueue events;
  private volatile String reason;

  public Interruption(EventQueue events) {
    this.events = events;
  }

  public void raise(String reason) {
    this.reason = reason;
    events.put(new TrialEvent.Interrupted(reason));
  }

  boolean isRaised() {
    return reason != null;
  }

  String reason() {
    return reason;
  }
}
