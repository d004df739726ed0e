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
 * A run's trials at the last interval that each has come to: what they were worth there, and who
 * waits for a slot. Follows from the history's verdicts and from which trials are over.
 */
final class Population {

  /** A trial that waits for a slot; those that are furthest behind come first. */
  private record Waiting(long interval, int number) implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      return interval == other.interval
          ? Integer.compare(number, other.number)
          : Long.compare(interval, other.interval);
    }
  }

  private final Objective.Mode mode;
  private final PbtIntervals intervals;
  private final List<PopulationMember> members = new ArrayList<>();
  private final RankedEntries ranking = new RankedEntries();
  private final NavigableSet<Waiting> waiting = new TreeSet<>();
  private int verdictsSeen;
  private int endsSeen;

  Population(Objective.Mode mode, PbtIntervals intervals) {
    this.mode = mode;
    this.intervals = intervals;
  }

  /** Those that have a score and are not over. */
  RankedEntries ranking() {
    return ranking;
  }

  PopulationMember member(int trial) {
    return members.get(trial);
  }

  /** Whether a trial that is to start or waits has come less far than a member. */
  boolean isAnyBehind(PopulationMember member, History history) {
    return history.canSample()
        || (!waiting.isEmpty() && waiting.first().interval() < member.interval());
  }

  /** The paused trial that has come least far. */
  Optional<Trial> furthestBehind(History history) {
    return waiting.stream()
        .map(each -> history.trials().get(each.number()))
        .filter(trial -> trial.status() == TrialStatus.PAUSED)
        .findFirst();
  }

  /** Takes in what has happened since the last call. */
  void see(History history) {
    while (members.size() < history.trials().size()) {
      members.add(new PopulationMember(members.size()));
    }
    for (; verdictsSeen < history.verdicts().size(); verdictsSeen++) {
      see(history.verdicts().get(verdictsSeen));
    }
    for (; endsSeen < history.ended().size(); endsSeen++) {
      Trial trial = history.ended().get(endsSeen);
      if (trial.status().isFinal()) {
        leave(members.get(trial.spec().number()));
      }
    }
    history.running().forEach(trial -> comeBack(members.get(trial.spec().number())));
  }

  private void see(History.Verdict verdict) {
    PopulationMember member = members.get(verdict.trial().spec().number());
    if (verdict.decision() instanceof Decision.Stop) {
      // Seen when it has ended. One that was to stop for a failure may have another attempt.
      return;
    }
    reach(member, verdict.time(), verdict.value());
    waiting.remove(placeOf(member));
    if (verdict.decision() instanceof Decision.Pause) {
      waiting.add(placeOf(member));
    } else if (verdict.decision() instanceof Decision.Exploit exploit) {
      member.exploit(intervals.reached(exploit.checkpoint()));
    }
  }

  /**
   * A trial has come to a time.
   *
   * @return whether that is a further interval, and it has a new score
   */
  boolean reach(PopulationMember member, double time, double value) {
    long interval = intervals.reached(time);
    if (interval <= member.interval()) {
      return false;
    }
    waiting.remove(placeOf(member));
    unrank(member);
    member.reach(interval, new RungEntry(member.number(), value, time, mode));
    rank(member);
    return true;
  }

  private void leave(PopulationMember member) {
    unrank(member);
    waiting.remove(placeOf(member));
    member.setOver(true);
  }

  /** A failed trial may be given another chance. */
  private void comeBack(PopulationMember member) {
    if (member.isOver()) {
      member.setOver(false);
      rank(member);
    }
  }

  private void rank(PopulationMember member) {
    if (!member.isOver()) {
      member.score().ifPresent(ranking::add);
    }
  }

  private void unrank(PopulationMember member) {
    if (!member.isOver()) {
      member.score().ifPresent(ranking::remove);
    }
  }

  private static Waiting placeOf(PopulationMember member) {
    return new Waiting(member.interval(), member.number());
  }

  /** Where one trial of a population stands. */
  static final class PopulationMember {

    private final int number;
    private long interval;
    private Optional<RungEntry> score = Optional.empty();
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
    Optional<RungEntry> score() {
      return score;
    }

    boolean isOver() {
      return over;
    }

    /** Whether its weights are another's, and its score is not of them. */
    boolean isExploiting() {
      return exploiting;
    }

    void reach(long reached, RungEntry worth) {
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

  /** Entries from the best to the worst: a plain list, as any place in it may be asked for. */
  static final class RankedEntries {

    private final List<RungEntry> entries = new ArrayList<>();

    int size() {
      return entries.size();
    }

    void add(RungEntry entry) {
      entries.add(-Collections.binarySearch(entries, entry) - 1, entry);
    }

    /** Takes out an entry that is there. */
    void remove(RungEntry entry) {
      entries.remove(rank(entry));
    }

    /** How many are better than an entry that is there. */
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
