package io.synapse.schedule;

import io.synapse.run.Bracket;
import io.synapse.run.History;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.RungMembers.RungEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One bracket of HyperBand: successive halving of the trials that joined it. */
final class HyperBandBracket {

  private final int number;
  private final int size;
  private final List<RungMembers> rungs;
  private final Map<Integer, HyperBandMember> members = new HashMap<>();
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
  HyperBandBracket(int number, int size, List<RungMembers> rungs) {
    this.number = number;
    this.size = size;
    this.rungs = rungs;
    this.alive = new int[rungs.size() + 1];
  }

  int number() {
    return number;
  }

  List<RungMembers> rungs() {
    return rungs;
  }

  HyperBandMember join(int trial) {
    joined++;
    alive[0]++;
    HyperBandMember member = new HyperBandMember(trial, this);
    members.put(trial, member);
    return member;
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

  /** A trial goes on from a rung: here and below, everybody who was waited for has been there. */
  void decide(int rung) {
    rungs.subList(0, rung + 1).forEach(RungMembers::decide);
  }

  /** What is to be done about a trial that waits: losers end first, then winners go on. */
  Optional<Scheduler.Next> decided(History history) {
    if (isIncomplete(history)) {
      return Optional.empty();
    }
    climb();
    int lowest = lowest();
    boolean isReady = lowest < rungs.size() && isAllWaiting(lowest);
    return isReady ? decided(rungs.get(lowest), history) : Optional.empty();
  }

  /** The lowest rung that somebody is to come to; the number of rungs when there is none. */
  private int lowest() {
    int lowest = 0;
    while (lowest < rungs.size() && alive[lowest] == 0) {
      lowest++;
    }
    return lowest;
  }

  private boolean isAllWaiting(int rung) {
    return rungs.get(rung).waitingCount() == alive[rung];
  }

  /**
   * Moves winners whose last report lies beyond the next rung up to it, without a slot, as far as
   * rungs are decided. Only for a bracket that takes no more trials; repeating it changes nothing.
   */
  void climb() {
    for (int rung = lowest(); rung < rungs.size() && isAllWaiting(rung); rung = lowest()) {
      Optional<RungEntry> winner = rungs.get(rung).winnerAhead();
      while (winner.isPresent()) {
        members.get(winner.get().trial()).climb();
        winner = rungs.get(rung).winnerAhead();
      }
      if (alive[rung] > 0) {
        return;
      }
    }
  }

  private Optional<Scheduler.Next> decided(RungMembers rung, History history) {
    // One that still gives up its slot follows later; one whose worker was lost is on its way
    // again, and is decided about when it is back.
    Predicate<RungEntry> paused = entry -> trial(entry, history).status() == TrialStatus.PAUSED;
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

  private static Trial trial(RungEntry entry, History history) {
    return history.trials().get(entry.trial());
  }

  /** Whether a trial that has just come to its rung is the last that the others waited for. */
  boolean isReadyWith(HyperBandMember member, History history) {
    RungMembers rung = member.rung();
    boolean isCounted = !member.isOver() && !rung.isWaiting(member.number());
    int expected = alive[member.passed()] - (isCounted ? 1 : 0);
    boolean noneBelow = lowest() >= member.passed();
    return !isIncomplete(history) && noneBelow && rung.waitingCount() == expected;
  }

  private boolean isIncomplete(History history) {
    return !isFull() && history.canSample();
  }

  Bracket description() {
    return new Bracket(number, joined, rungs.stream().map(RungMembers::description).toList());
  }
}
