package io.synapse.schedule;

import io.synapse.run.Bracket;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The trials that reached a rung, of which the best with a finite value are kept, and which of them
 * wait there. A trial enters once, with the value that it had then, and counts there whatever
 * becomes of it. Every call takes logarithmic time.
 */
final class RungMembers {

  private final double time;
  private final double nextTime;
  private final IntUnaryOperator keeps;
  private final Map<Integer, RungEntry> entries = new HashMap<>();
  private final NavigableSet<RungEntry> kept = new TreeSet<>();
  private final NavigableSet<RungEntry> cut = new TreeSet<>();
  private final NavigableSet<RungEntry> waitingKept = new TreeSet<>();
  private final NavigableSet<RungEntry> waitingCut = new TreeSet<>();

  /** Those who wait and whose time has come to the next rung already. */
  private final NavigableSet<RungEntry> ahead = new TreeSet<>();

  private int passedCount;
  private boolean isDecided;

  /**
   * A rung that nobody has reached.
   *
   * @param time the scheduler's time there
   * @param nextTime the time of the rung above; infinite when there is none
   * @param keeps how many of a number of trials are kept
   */
  RungMembers(double time, double nextTime, IntUnaryOperator keeps) {
    this.time = time;
    this.nextTime = nextTime;
    this.keeps = keeps;
  }

  /** A bracket's rungs, the lowest first. */
  static List<RungMembers> rungs(List<Double> times, IntUnaryOperator keeps) {
    List<RungMembers> rungs = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      double next = i + 1 < times.size() ? times.get(i + 1) : Double.POSITIVE_INFINITY;
      rungs.add(new RungMembers(times.get(i), next, keeps));
    }
    return List.copyOf(rungs);
  }

  double time() {
    return time;
  }

  /** A trial reached the rung; one that has been there before keeps its value. */
  void enter(RungEntry entry) {
    if (entries.putIfAbsent(entry.trial(), entry) != null) {
      return;
    }
    if (isDecided) {
      enterLate(entry);
      return;
    }
    kept.add(entry);
    demote();
    int most = keeps.applyAsInt(entries.size());
    while (kept.size() < most && !cut.isEmpty() && cut.first().isFinite()) {
      promote();
    }
  }

  /** Nobody that was told to go on gives way any more. */
  private void enterLate(RungEntry entry) {
    boolean beatsTheCut = kept.isEmpty() || entry.compareTo(kept.last()) < 0;
    (beatsTheCut && entry.isFinite() ? kept : cut).add(entry);
  }

  /** Everybody who was waited for is there: who comes later only has to beat the cut. */
  void decide() {
    isDecided = true;
  }

  private void demote() {
    RungEntry last = kept.pollLast();
    cut.add(last);
    if (waitingKept.remove(last)) {
      waitingCut.add(last);
    }
  }

  private void promote() {
    RungEntry first = cut.pollFirst();
    kept.add(first);
    if (waitingCut.remove(first)) {
      waitingKept.add(first);
    }
  }

  /** A trial that is there waits for what is decided about it. */
  void await(int trial) {
    RungEntry entry = entries.get(trial);
    (kept.contains(entry) ? waitingKept : waitingCut).add(entry);
    if (isAhead(trial)) {
      ahead.add(entry);
    }
  }

  /** A trial that is there goes on. */
  void pass(int trial) {
    leave(trial);
    passedCount++;
  }

  /** A trial waits no more. */
  void leave(int trial) {
    RungEntry entry = entries.get(trial);
    if (entry != null) {
      waitingKept.remove(entry);
      waitingCut.remove(entry);
      ahead.remove(entry);
    }
  }

  boolean isWaiting(int trial) {
    RungEntry entry = entries.get(trial);
    return entry != null && (waitingKept.contains(entry) || waitingCut.contains(entry));
  }

  /** Whether a trial that is there is among those that are kept. */
  boolean keeps(int trial) {
    return kept.contains(entries.get(trial));
  }

  /** Whether a trial that is there had come to the next rung as well when it reported. */
  boolean isAhead(int trial) {
    return entries.get(trial).time() >= nextTime;
  }

  RungEntry entry(int trial) {
    return entries.get(trial);
  }

  /** How many trials reached the rung. */
  int size() {
    return entries.size();
  }

  /** How many of these are kept. */
  int keptCount() {
    return kept.size();
  }

  int waitingCount() {
    return waitingKept.size() + waitingCut.size();
  }

  /** The worst that is kept. */
  Optional<RungEntry> last() {
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept.last());
  }

  /** The best that reached the rung. */
  Optional<RungEntry> best() {
    return Stream.of(kept, cut).filter(set -> !set.isEmpty()).map(NavigableSet::first).findFirst();
  }

  Bracket.Rung description() {
    double best = best().map(RungEntry::value).filter(Double::isFinite).orElse(Double.NaN);
    return new Bracket.Rung(time, size(), waitingCount(), passedCount, best);
  }

  /** The best of those that wait, are kept, and have come to the next rung. */
  Optional<RungEntry> winnerAhead() {
    // The best of them is kept if any is.
    return ahead.isEmpty() || !kept.contains(ahead.first())
        ? Optional.empty()
        : Optional.of(ahead.first());
  }

  /** The best of those that wait and are kept. */
  Optional<RungEntry> winner(Predicate<RungEntry> condition) {
    return waitingKept.stream().filter(condition).findFirst();
  }

  /** The worst of those that wait and are not kept. */
  Optional<RungEntry> loser(Predicate<RungEntry> condition) {
    return waitingCut.descendingSet().stream().filter(condition).findFirst();
  }

  /** The best of those that wait and are not kept. */
  Optional<RungEntry> runnerUp(Predicate<RungEntry> condition) {
    return waitingCut.stream().filter(condition).findFirst();
  }

  /**
   * A trial's value at a rung. The better one comes first; among equals the trial that was
   * suggested first; values that are not finite come last.
   *
   * @param trial the trial's number
   * @param value what it had reported
   * @param time the scheduler's time of that report, which may lie far above the rung
   * @param mode which values are better
   */
  record RungEntry(int trial, double value, double time, Objective.Mode mode)
      implements Comparable<RungEntry> {

    /** Whether the value may be kept. */
    boolean isFinite() {
      return Double.isFinite(value);
    }

    @Override
    public int compareTo(RungEntry other) {
      if (mode.isBetter(value, other.value)) {
        return -1;
      }
      if (mode.isBetter(other.value, value)) {
        return 1;
      }
      return Integer.compare(trial, other.trial);
    }
  }
}
