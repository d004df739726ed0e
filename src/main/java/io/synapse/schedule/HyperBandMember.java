package io.synapse.schedule;

import io.synapse.run.Decision;
import io.synapse.schedule.RungMembers.RungEntry;

/** A trial's way up the rungs of its bracket. */
final class HyperBandMember {

  private final int number;
  private final HyperBandBracket bracket;
  private int passed;
  private boolean over;
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

  /** How many rungs it has passed. */
  int passed() {
    return passed;
  }

  /** Whether it is not waited for. */
  boolean isOver() {
    return over;
  }

  /** Whether a time has come to the lowest rung that it has not passed. */
  boolean isAtRung(double time) {
    return passed < bracket.rungs().size() && time >= rung().time();
  }

  /** The lowest rung that it has not passed. */
  RungMembers rung() {
    return bracket.rungs().get(passed);
  }

  /** A decision about it at its rung. */
  void see(Decision decision) {
    if (decision instanceof Decision.Stop) {
      leave();
      return;
    }
    goOn();
    if (decision instanceof Decision.Pause) {
      rung().await(number);
    } else {
      bracket.decide(passed);
      pass();
    }
  }

  private void pass() {
    rung().pass(number);
    bracket.count(passed, -1);
    passed++;
    bracket.count(passed, 1);
  }

  /** It was kept where it waits, and its last report had come to the next rung: it waits there. */
  void climb() {
    RungEntry entry = rung().entry(number);
    pass();
    rung().enter(entry);
    rung().await(number);
  }

  /** The trial is over. */
  void end() {
    ended = true;
    leave();
  }

  /** The trial runs; one that was over has been given another chance and is waited for again. */
  void run() {
    if (ended) {
      goOn();
    }
  }

  private void goOn() {
    ended = false;
    if (over) {
      over = false;
      bracket.count(passed, 1);
    }
  }

  /** Nobody has to wait for it any more. */
  private void leave() {
    if (!over) {
      over = true;
      bracket.count(passed, -1);
      if (passed < bracket.rungs().size()) {
        rung().leave(number);
      }
    }
  }
}
