package io.synapse.tune;

import io.synapse.run.TrialEvent;

/** How many attempts may run at once, and on what: it changes where machines come and go. */
final class SlotCount {

  private int count;
  private String offer = "";

  SlotCount(int count) {
    this.count = count;
  }

  /** How many attempts may run at once now; just after a loss more of them may be running. */
  int count() {
    return count;
  }

  /** Whether nothing can start, and what is to run has to wait for a machine. */
  boolean areNone() {
    return count == 0;
  }

  /**
   * Takes in what an executor reports.
   *
   * @return whether that is anything new
   */
  boolean change(TrialEvent.SlotsChanged reported) {
    boolean isNew = reported.slots() != count || !reported.offer().equals(offer);
    count = reported.slots();
    offer = reported.offer();
    return isNew;
  }
}
