package io.synapse.schedule;

import io.synapse.run.Decision;
import io.synapse.schedule.RungMembers.RungEntry;

/** A trial of a HyperBand bracket, and the rungs that it has passed. */
final class HyperBandMember {

  private final int number;
  private final HyperBandBracket bracket;
  private int passed;
  private boolean inactive;
  private boolean ended;

  HyperBandMember(int number, HyperBandBracket bracket) {
    this.number = number;
    this.bracket = bracket;
  }

  int number() {
    return number;
  }

  HyperBandBracket bracket() {
    return bracket;
  }

  /** The number of rungs the trial has passed. */
  int passed() {
    return passed;
  }

  /** Whether the other trials do not wait for this one, because it was stopped or has ended. */
  boolean isInactive() {
    return inactive;
  }

  /** Whether a time has reached the lowest rung that the trial has not passed. */
  boolean isAtRung(double time) {
    return passed < bracket.rungs().size() && time >= rung().time();
  }

  /** The lowest rung that the trial has not passed. */
  RungMembers rung() {
    return bracket.rungs().get(passed);
  }

  /** Applies a decision about the trial at its rung. */
  void apply(Decision decision) {
    if (decision instanceof Decision.Stop) {
      deactivate();
      return;
    }
    reactivate();
    if (decision instanceof Decision.Pause) {
      rung().startWaiting(number);
    } else {
      bracket.markDecided(passed);
      pass();
    }
  }

  private void pass() {
    rung().pass(number);
    bracket.changeActive(passed, -1);
    passed++;
    bracket.changeActive(passed, 1);
  }

  /**
   * Promotes the trial, which was kept where it waits and whose last report has reached the next
   * rung; it waits there then.
   */
  void promoteAhead() {
    RungEntry entry = rung().entry(number);
    pass();
    rung().enter(entry);
    rung().startWaiting(number);
  }

  /** The trial has ended. */
  void end() {
    ended = true;
    deactivate();
  }

  /**
   * The trial is running; if it had ended, it is being retried and the others wait for it again.
   */
  void restart() {
    if (ended) {
      reactivate();
    }
  }

  private void reactivate() {
    ended = false;
    if (inactive) {
      inactive = false;
      bracket.changeActive(passed, 1);
    }
  }

  /** No other trial has to wait for this one any more. */
  private void deactivate() {
    if (!inactive) {
      inactive = true;
      bracket.changeActive(passed, -1);
      if (passed < bracket.rungs().size()) {
        rung().stopWaiting(number);
      }
    }
  }
}
