package io.synapse.schedule;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The trials that reached a rung, of which the best are kept, and which of them wait there. A trial
 * enters once, with the value that it had then. Every call takes logarithmic time.
 */
final class RungEntries {

  private final double time;
  private final IntUnaryOperator keeps;
  private final Map<Integer, Entry> entries = new HashMap<>();
  private final NavigableSet<Entry> kept = new TreeSet<>();
  private final NavigableSet<Entry> cut = new TreeSet<>();
  private final NavigableSet<Entry> waitingKept = new TreeSet<>();
  private final NavigableSet<Entry> waitingCut = new TreeSet<>();

  /**
   * A rung that nobody has reached.
   *
   * @param time the scheduler's time there
   * @param keeps how many of a number of trials are kept
   */
  RungEntries(double time, IntUnaryOperator keeps) {
    this.time = time;
    this.keeps = keeps;
  }

  double time() {
    return time;
  }

  /** A trial reached the rung; one that has been there before keeps its value. */
  void enter(Entry entry) {
    if (entries.putIfAbsent(entry.trial(), entry) == null) {
      kept.add(entry);
      demote();
      int most = keeps.applyAsInt(entries.size());
      while (kept.size() < most) {
        promote();
      }
    }
  }

  private void demote() {
    Entry last = kept.pollLast();
    cut.add(last);
    if (waitingKept.remove(last)) {
      waitingCut.add(last);
    }
  }

  private void promote() {
    Entry first = cut.pollFirst();
    kept.add(first);
    if (waitingCut.remove(first)) {
      waitingKept.add(first);
    }
  }

  /** A trial that is there waits for what is decided about it. */
  void await(int trial) {
    Entry entry = entries.get(trial);
    (kept.contains(entry) ? waitingKept : waitingCut).add(entry);
  }

  /** A trial waits no more. */
  void leave(int trial) {
    Entry entry = entries.get(trial);
    if (entry != null) {
      waitingKept.remove(entry);
      waitingCut.remove(entry);
    }
  }

  boolean isWaiting(int trial) {
    Entry entry = entries.get(trial);
    return entry != null && (waitingKept.contains(entry) || waitingCut.contains(entry));
  }

  /** Whether a trial that is there is among those that are kept. */
  boolean keeps(int trial) {
    return kept.contains(entries.get(trial));
  }

  Entry entry(int trial) {
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
  Optional<Entry> last() {
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept.last());
  }

  /** The best that reached the rung. */
  Optional<Entry> best() {
    return Stream.of(kept, cut).filter(set -> !set.isEmpty()).map(NavigableSet::first).findFirst();
  }

  Bracket.Rung description() {
    double best = best().map(Entry::value).orElse(Double.NaN);
    return new Bracket.Rung(time, size(), keptCount(), best);
  }

  /** The best of those that wait and are kept. */
  Optional<Entry> winner(Predicate<Entry> condition) {
    return waitingKept.stream().filter(condition).findFirst();
  }

  /** The worst of those that wait and are not kept. */
  Optional<Entry> loser(Predicate<Entry> condition) {
    return waitingCut.descendingSet().stream().filter(condition).findFirst();
  }

  /** The best of those that wait and are not kept. */
  Optional<Entry> runnerUp(Predicate<Entry> condition) {
    return waitingCut.stream().filter(condition).findFirst();
  }
}
