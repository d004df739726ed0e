package io.synapse.schedule;

import io.synapse.trial.History;
import io.synapse.trial.Trial;
import io.synapse.trial.TrialStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One bracket of HyperBand: successive halving of the trials that joined it. */
final class HyperBandBracket {

  private final int number;
  private final int size;
  private final List<RungEntries> rungs;
  private int joined;

  /** How many trials that are not over have passed so many rungs. */
  private final int[] alive;

  /**
   * A bracket without trials.
   *
   * @param number from 0
   * @param size how many trials it takes
   * @param rungs where they are compared, the lowest first
   */
  HyperBandBracket(int number, int size, List<RungEntries> rungs) {
    this.number = number;
    this.size = size;
    this.rungs = rungs;
    this.alive = new int[rungs.size() + 1];
  }

  int number() {
    return number;
  }

  List<RungEntries> rungs() {
    return rungs;
  }

  HyperBandMember join(int trial) {
    joined++;
    alive[0]++;
    return new HyperBandMember(trial, this);
  }

  void count(int passed, int change) {
    alive[passed] += change;
  }

  boolean isFull() {
    return joined == size;
  }

  /** Whether nothing is left to decide. */
  boolean isOver() {
    return isFull() && IntStream.range(0, rungs.size()).allMatch(rung -> alive[rung] == 0);
  }

  /** What is to be done about a trial that waits: losers end first, then winners go on. */
  Optional<Scheduler.Next> decided(History history) {
    int lowest = 0;
    while (lowest < rungs.size() && alive[lowest] == 0) {
      lowest++;
    }
    if (lowest == rungs.size() || !isReady(lowest, alive[lowest], rungs.get(lowest), history)) {
      return Optional.empty();
    }
    return decided(rungs.get(lowest), history);
  }

  private Optional<Scheduler.Next> decided(RungEntries rung, History history) {
    // One whose worker was lost is on its way again, and is decided about when it is back.
    Predicate<Entry> paused = entry -> trial(entry, history).status() == TrialStatus.PAUSED;
    Optional<Scheduler.Next> loser =
        rung.loser(paused)
            .map(
                entry ->
                    new Scheduler.Next.End(
                        trial(entry, history), RungReasons.stopped(rung, entry.trial())));
    return loser.or(
        () ->
            rung.winner(paused)
                .map(
                    entry ->
                        new Scheduler.Next.Resume(
                            trial(entry, history), RungReasons.kept(rung, entry.trial()))));
  }

  private static Trial trial(Entry entry, History history) {
    return history.trials().get(entry.trial());
  }

  /** Whether a trial that has just come to its rung is the last that the others waited for. */
  boolean isReadyWith(HyperBandMember member, History history) {
    RungEntries rung = member.rung();
    boolean isCounted = !member.isOver() && !rung.isWaiting(member.number());
    int others = alive[member.passed()] - (isCounted ? 1 : 0);
    return isReady(member.passed(), others, rung, history);
  }

  private boolean isReady(int index, int expected, RungEntries rung, History history) {
    boolean noneBelow = IntStream.range(0, index).allMatch(lower -> alive[lower] == 0);
    boolean complete = isFull() || !history.canSample();
    return complete && noneBelow && rung.waitingCount() == expected;
  }

  Bracket description() {
    return new Bracket(number, joined, rungs.stream().map(RungEntries::description).toList());
  }
}
