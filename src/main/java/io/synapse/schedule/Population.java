package io.synapse.schedule;

import io.synapse.space.Mode;
import io.synapse.trial.Decision;
import io.synapse.trial.History;
import io.synapse.trial.Trial;
import io.synapse.trial.TrialStatus;
import io.synapse.trial.Verdict;
import java.util.ArrayList;
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

  private final Mode mode;
  private final PbtIntervals intervals;
  private final List<PopulationMember> members = new ArrayList<>();
  private final Ranking ranking = new Ranking();
  private final NavigableSet<Waiting> waiting = new TreeSet<>();
  private int verdictsSeen;
  private int endsSeen;

  Population(Mode mode, PbtIntervals intervals) {
    this.mode = mode;
    this.intervals = intervals;
  }

  /** Those that have a score and are not over. */
  Ranking ranking() {
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

  private void see(Verdict verdict) {
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
    member.reach(interval, new Entry(member.number(), value, time, mode));
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
}
