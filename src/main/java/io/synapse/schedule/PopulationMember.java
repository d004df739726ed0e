package io.synapse.schedule;

import java.util.Optional;

/** Where one trial of a population stands. */
final class PopulationMember {

  private final int number;
  private long interval;
  private Optional<Entry> score = Optional.empty();
  private boolean over;
  private boolean exploiting;

  PopulationMember(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The last interval that it has come to, counted from 1; 0 before the first. */
  long interval() {
    return interval;
  }

  /** What it was worth then. */
  Optional<Entry> score() {
    return score;
  }

  boolean isOver() {
    return over;
  }

  /** Whether its weights are another's, and its score is not of them. */
  boolean isExploiting() {
    return exploiting;
  }

  void reach(long reached, Entry worth) {
    interval = reached;
    score = Optional.of(worth);
    exploiting = false;
  }

  /** It goes on from another's weights; no interval is come to twice, even if these are older. */
  void exploit(long intervalOfSource) {
    interval = Math.max(interval, intervalOfSource);
    exploiting = true;
  }

  void setOver(boolean isOver) {
    over = isOver;
  }
}
