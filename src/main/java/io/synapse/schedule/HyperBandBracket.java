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

/** One bracket of HyperBand: successive halving of its trials. Not thread-safe. */
final class HyperBandBracket {

  private final int number;
  private final int size;
  private final List<RungMembers> rungs;
  private final Map<Integer, HyperBandMember> members = new HashMap<>();
  private int memberCount;

  /** For each number of passed rungs, how many active trials have passed that many. */
  private final int[] activeAt;

  /**
   * Creates a bracket without trials.
   *
   * @param number counted from 0
   * @param size the number of trials it takes
   * @param rungs the rungs at which they are compared, the lowest first
   */
  HyperBandBracket(int number, int size, List<RungMembers> rungs) {
    this.number = number;
    this.size = size;
    this.rungs = rungs;
    this.activeAt = new int[rungs.size() + 1];
  }

  int number() {
    return number;
  }

  List<RungMembers> rungs() {
    return rungs;
  }

  /** Adds a trial. */
  HyperBandMember add(int trial) {
    memberCount++;
    activeAt[0]++;
    HyperBandMember member = new HyperBandMember(trial, this);
    members.put(trial, member);
    return member;
  }

  /** Changes the number of active trials that have passed a number of rungs. */
  void changeActive(int passed, int change) {
    activeAt[passed] += change;
  }

  boolean isFull() {
    return memberCount == size;
  }

  /** Whether there is nothing left to decide. */
  boolean isFinished() {
    return isFull() && IntStream.range(0, rungs.size()).allMatch(rung -> activeAt[rung] == 0);
  }

  /**
   * Marks a rung and those below as decided: a trial has continued beyond the rung, so all trials
   * that were waited for have been there.
   */
  void markDecided(int rung) {
    rungs.subList(0, rung + 1).forEach(RungMembers::markDecided);
  }

  /**
   * What to do about a waiting trial: first those that are cut end, then those that are kept are
   * resumed. Empty if there is nothing to do yet.
   */
  Optional<Scheduler.Next> next(History history) {
    if (isIncomplete(history)) {
      return Optional.empty();
    }
    promoteAhead();
    int lowest = lowestActiveRung();
    boolean isReady = lowest < rungs.size() && allWait(lowest);
    return isReady ? nextAt(rungs.get(lowest), history) : Optional.empty();
  }

  /** The lowest rung that an active trial has not passed; the number of rungs if there is none. */
  private int lowestActiveRung() {
    int lowest = 0;
    while (lowest < rungs.size() && activeAt[lowest] == 0) {
      lowest++;
    }
    return lowest;
  }

  private boolean allWait(int rung) {
    return rungs.get(rung).waitingCount() == activeAt[rung];
  }

  /**
   * Promotes kept trials whose last report is beyond the next rung to that rung, without using a
   * slot, as far as rungs are decided. Only for a bracket that takes no more trials. A repeated
   * call has no effect.
   */
  void promoteAhead() {
    for (int rung = lowestActiveRung();
        rung < rungs.size() && allWait(rung);
        rung = lowestActiveRung()) {
      Optional<RungEntry> best = rungs.get(rung).bestKeptAhead();
      while (best.isPresent()) {
        members.get(best.get().trial()).promoteAhead();
        best = rungs.get(rung).bestKeptAhead();
      }
      if (activeAt[rung] > 0) {
        return;
      }
    }
  }

  private Optional<Scheduler.Next> nextAt(RungMembers rung, History history) {
    // A trial that still has to release its slot follows later. One whose worker was lost runs
    // again, and is decided about when it is back.
    Predicate<RungEntry> paused = entry -> trial(entry, history).status() == TrialStatus.PAUSED;
    Optional<Scheduler.Next> cut =
        rung.worstWaitingCut(paused)
            .map(
                entry ->
                    new Scheduler.Next.End(
                        trial(entry, history), RungReasons.stopped(rung, entry.trial())));
    return cut.or(
        () ->
            rung.bestWaitingKept(paused)
                .map(
                    entry ->
                        new Scheduler.Next.Resume(
                            trial(entry, history), RungReasons.kept(rung, entry.trial()))));
  }

  private static Trial trial(RungEntry entry, History history) {
    return history.trials().get(entry.trial());
  }

  /**
   * Whether a trial that has just reached its rung is the last one that the others have waited for.
   */
  boolean isLastAtRung(HyperBandMember member, History history) {
    RungMembers rung = member.rung();
    boolean isCounted = !member.isInactive() && !rung.isWaiting(member.number());
    int expected = activeAt[member.passed()] - (isCounted ? 1 : 0);
    boolean noneBelow = lowestActiveRung() >= member.passed();
    return !isIncomplete(history) && noneBelow && rung.waitingCount() == expected;
  }

  private boolean isIncomplete(History history) {
    return !isFull() && history.canSample();
  }

  Bracket description() {
    return new Bracket(number, memberCount, rungs.stream().map(RungMembers::description).toList());
  }
}
