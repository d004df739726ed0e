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
 * The trials that have reached a rung, divided into those that are kept, the best with a finite
 * value, and those that are cut, and which of them are waiting there. A trial enters once, with the
 * value it had then, and counts from then on, whatever happens to it. Every operation takes
 * logarithmic time. Not thread-safe.
 */
final class RungMembers {

  private final double time;
  private final double nextTime;
  private final IntUnaryOperator keptOf;
  private final Map<Integer, RungEntry> entries = new HashMap<>();
  private final NavigableSet<RungEntry> kept = new TreeSet<>();
  private final NavigableSet<RungEntry> cut = new TreeSet<>();
  private final NavigableSet<RungEntry> waitingKept = new TreeSet<>();
  private final NavigableSet<RungEntry> waitingCut = new TreeSet<>();

  /** The waiting trials whose report has already reached the next rung. */
  private final NavigableSet<RungEntry> ahead = new TreeSet<>();

  private int passedCount;
  private boolean isDecided;

  /**
   * Creates a rung that no trial has reached.
   *
   * @param time the scheduler's time at the rung
   * @param nextTime the time of the next rung; infinite if there is none
   * @param keptOf how many of a given number of trials are kept
   */
  RungMembers(double time, double nextTime, IntUnaryOperator keptOf) {
    this.time = time;
    this.nextTime = nextTime;
    this.keptOf = keptOf;
  }

  /** Creates the rungs of a bracket, the lowest first. */
  static List<RungMembers> rungs(List<Double> times, IntUnaryOperator keptOf) {
    List<RungMembers> rungs = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      double next = i + 1 < times.size() ? times.get(i + 1) : Double.POSITIVE_INFINITY;
      rungs.add(new RungMembers(times.get(i), next, keptOf));
    }
    return List.copyOf(rungs);
  }

  double time() {
    return time;
  }

  /** Adds a trial that has reached the rung; one that was there before keeps its value. */
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
    int maxKept = keptOf.applyAsInt(entries.size());
    while (kept.size() < maxKept && !cut.isEmpty() && cut.first().isFinite()) {
      promote();
    }
  }

  /** A trial that enters a decided rung displaces none of those that are kept. */
  private void enterLate(RungEntry entry) {
    boolean beatsTheCut = kept.isEmpty() || entry.compareTo(kept.last()) < 0;
    (beatsTheCut && entry.isFinite() ? kept : cut).add(entry);
  }

  /**
   * All trials that were waited for have arrived: a later one is kept if it beats the worst that is
   * kept.
   */
  void markDecided() {
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

  /** A member of the rung waits for a decision. */
  void startWaiting(int trial) {
    RungEntry entry = entries.get(trial);
    (kept.contains(entry) ? waitingKept : waitingCut).add(entry);
    if (isAhead(trial)) {
      ahead.add(entry);
    }
  }

  /** A member of the rung continues beyond it. */
  void pass(int trial) {
    stopWaiting(trial);
    passedCount++;
  }

  /** A trial no longer waits; has no effect on one that is not a member or does not wait. */
  void stopWaiting(int trial) {
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

  /** Whether a member of the rung is among those that are kept. */
  boolean isKept(int trial) {
    return kept.contains(entries.get(trial));
  }

  /** Whether a member's report had already reached the next rung. */
  boolean isAhead(int trial) {
    return entries.get(trial).time() >= nextTime;
  }

  RungEntry entry(int trial) {
    return entries.get(trial);
  }

  /** The number of trials that have reached the rung. */
  int size() {
    return entries.size();
  }

  /** The number of trials that are kept. */
  int keptCount() {
    return kept.size();
  }

  int waitingCount() {
    return waitingKept.size() + waitingCut.size();
  }

  /** The worst trial that is kept. */
  Optional<RungEntry> worstKept() {
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept.last());
  }

  /** The best trial that has reached the rung. */
  Optional<RungEntry> best() {
    return Stream.of(kept, cut).filter(set -> !set.isEmpty()).map(NavigableSet::first).findFirst();
  }

  Bracket.Rung description() {
    double best = best().map(RungEntry::value).filter(Double::isFinite).orElse(Double.NaN);
    return new Bracket.Rung(time, size(), waitingCount(), passedCount, best);
  }

  /** The best of the waiting trials that are kept and have already reached the next rung. */
  Optional<RungEntry> bestKeptAhead() {
    // If any of them is kept, the best one is.
    return ahead.isEmpty() || !kept.contains(ahead.first())
        ? Optional.empty()
        : Optional.of(ahead.first());
  }

  /** The best of the waiting trials that are kept. */
  Optional<RungEntry> bestWaitingKept(Predicate<RungEntry> condition) {
    return waitingKept.stream().filter(condition).findFirst();
  }

  /** The worst of the waiting trials that are cut. */
  Optional<RungEntry> worstWaitingCut(Predicate<RungEntry> condition) {
    return waitingCut.descendingSet().stream().filter(condition).findFirst();
  }

  /** The best of the waiting trials that are cut. */
  Optional<RungEntry> bestWaitingCut(Predicate<RungEntry> condition) {
    return waitingCut.stream().filter(condition).findFirst();
  }

  /**
   * A trial's value at a rung. Better values come first, among equals the trial that was suggested
   * first; values that are not finite come last.
   *
   * @param trial the trial's number
   * @param value the objective's value in the trial's report
   * @param time the scheduler's time of that report, which may be far above the rung
   * @param mode whether lower or higher values are better
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
