package io.synapse.action;

import io.synapse.execute.EventQueue;
import io.synapse.trial.TrialEvent;

/** A wish to end the run, from a signal: seen by the tuner as an event, by other phases at once. */
final class Interruption {

  private final EventQueue events;
  private volatile String reason;

  Interruption(EventQueue events) {
    this.events = events;
  }

  void raise(String reason) {
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
