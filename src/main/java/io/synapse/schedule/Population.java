package io.synapse.schedule;

import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.PbtOptions.PbtIntervals;
import io.synapse.schedule.RungMembers.RungEntry;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The trials of a population based training run: the value of each at the last interval that it has
 * reached, their ranking, and which of them wait for a slot. All state is derived from the history.
 * Not thread-safe.
 */
final class Population {

  /** A trial that waits for a slot; those that have reached the fewest intervals come first. */
  private record WaitingMember(long interval, int number) implements Comparable<WaitingMember> {
    @Override
    public int compareTo(WaitingMember other) {
      return interval == other.interval
          ? Integer.compare(number, other.number)
          : Long.compare(interval, other.interval);
    }
  }

  private final Objective.Mode mode;
  private final PbtIntervals intervals;
  private final List<PopulationMember> members = new ArrayList<>();
  private final RankedEntries ranking = new RankedEntries();
  private final NavigableSet<WaitingMember> waiting = new TreeSet<>();
  private int verdictsSeen;
  private int endsSeen;

  Population(Objective.Mode mode, PbtIntervals intervals) {
    this.mode = mode;
    this.intervals = intervals;
  }

  /** The trials that have a score and have not ended. */
  RankedEntries ranking() {
    return ranking;
  }

  PopulationMember member(int trial) {
    return members.get(trial);
  }

  /**
   * Whether a trial that waits or is yet to be started has reached fewer intervals than a member.
   */
  boolean isAnyBehind(PopulationMember member, History history) {
    return history.canSample()
        || (!waiting.isEmpty() && waiting.first().interval() < member.interval());
  }

  /** The paused trial that has reached the fewest intervals. */
  Optional<Trial> furthestBehind(History history) {
    return waiting.stream()
        .map(each -> history.trials().get(each.number()))
        .filter(trial -> trial.status() == TrialStatus.PAUSED)
        .findFirst();
  }

  /** Applies the changes of the history since the last call. */
  void update(History history) {
    while (members.size() < history.trials().size()) {
      members.add(new PopulationMember(members.size()));
    }
    for (; verdictsSeen < history.verdicts().size(); verdictsSeen++) {
      apply(history.verdicts().get(verdictsSeen));
    }
    for (; endsSeen < history.ended().size(); endsSeen++) {
      Trial trial = history.ended().get(endsSeen);
      if (trial.status().isFinal()) {
        leave(members.get(trial.spec().number()));
      }
    }
    history.running().forEach(trial -> rejoin(members.get(trial.spec().number())));
  }

  private void apply(History.Verdict verdict) {
    PopulationMember member = members.get(verdict.trial().spec().number());
    if (verdict.decision() instanceof Decision.Stop) {
      // Applied when the trial has ended: one that was to be stopped may fail and be retried.
      return;
    }
    recordReport(member, verdict.time(), verdict.value());
    waiting.remove(waitingEntry(member));
    if (verdict.decision() instanceof Decision.Pause) {
      waiting.add(waitingEntry(member));
    } else if (verdict.decision() instanceof Decision.Exploit exploit) {
      member.exploit(intervals.reached(exploit.checkpoint()));
    }
  }

  /**
   * Records a report of a trial.
   *
   * @return whether the trial has reached a further interval and so has a new score
   */
  boolean recordReport(PopulationMember member, double time, double value) {
    long interval = intervals.reached(time);
    if (interval <= member.interval()) {
      return false;
    }
    waiting.remove(waitingEntry(member));
    unrank(member);
    member.reach(interval, new RungEntry(member.number(), value, time, mode));
    rank(member);
    return true;
  }

  private void leave(PopulationMember member) {
    unrank(member);
    waiting.remove(waitingEntry(member));
    member.setEnded(true);
  }

  /** A failed trial is back if it is retried. */
  private void rejoin(PopulationMember member) {
    if (member.hasEnded()) {
      member.setEnded(false);
      rank(member);
    }
  }

  private void rank(PopulationMember member) {
    if (!member.hasEnded()) {
      member.score().ifPresent(ranking::add);
    }
  }

  private void unrank(PopulationMember member) {
    if (!member.hasEnded()) {
      member.score().ifPresent(ranking::remove);
    }
  }

  private static WaitingMember waitingEntry(PopulationMember member) {
    return new WaitingMember(member.interval(), member.number());
  }

  /** A trial of a population. */
  static final class PopulationMember {

    private final int number;
    private long interval;
    private Optional<RungEntry> score = Optional.empty();
    private boolean ended;
    private boolean exploiting;

    PopulationMember(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    /** The last interval that the trial has reached, counted from 1; 0 before the first. */
    long interval() {
      return interval;
    }

    /** The trial's value at that interval. */
    Optional<RungEntry> score() {
      return score;
    }

    boolean hasEnded() {
      return ended;
    }

    /**
     * Whether the trial continues from another trial's checkpoint, to which its score does not
     * belong.
     */
    boolean isExploiting() {
      return exploiting;
    }

    void reach(long reached, RungEntry entry) {
      interval = reached;
      score = Optional.of(entry);
      exploiting = false;
    }

    /**
     * The trial continues from another trial's checkpoint. Even if that is older, the trial does
     * not return to an earlier interval.
     */
    void exploit(long intervalOfSource) {
      interval = Math.max(interval, intervalOfSource);
      exploiting = true;
    }

    void setEnded(boolean value) {
      ended = value;
    }
  }

  /** Entries from the best to the worst, in a list, which gives access by rank. */
  static final class RankedEntries {

    private final List<RungEntry> entries = new ArrayList<>();

    int size() {
      return entries.size();
    }

    void add(RungEntry entry) {
      entries.add(-Collections.binarySearch(entries, entry) - 1, entry);
    }

    /** Removes an entry, which must be present. */
    void remove(RungEntry entry) {
      entries.remove(rank(entry));
    }

    /** The rank of an entry, which must be present: how many are better. */
    int rank(RungEntry entry) {
      return Collections.binarySearch(entries, entry);
    }

    /**
     * The entry with a rank.
     *
     * @param rank 0 for the best
     */
    RungEntry at(int rank) {
      return entries.get(rank);
    }
  }
}
