package io.synapse.schedule;

import io.synapse.run.Bracket;
import io.synapse.schedule.RungMembers.RungEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The rungs of all brackets of ASHA, and how many of them each trial has passed. */
final class AshaRungs {

  private final boolean promotes;

  /** The rungs of each bracket, the lowest first. */
  private final List<List<RungMembers>> brackets;

  /**
   * The bracket of each trial, by the remainder of its number divided by the length of this array.
   */
  private final int[] bracketByTurn;

  /** How many rungs each trial has passed. */
  private final List<Integer> passed = new ArrayList<>();

  AshaRungs(AshaSettings settings) {
    this.promotes = settings.promotes();
    this.brackets = IntStream.range(0, settings.brackets()).mapToObj(settings::rungs).toList();
    this.bracketByTurn =
        IntStream.range(0, settings.brackets())
            .flatMap(s -> IntStream.generate(() -> s).limit(brackets.get(s).size() + 1L))
            .toArray();
  }

  /** Adds trials that have passed no rung, up to a total number. */
  void addTrials(int trials) {
    while (passed.size() < trials) {
      passed.add(0);
    }
  }

  int bracket(int trial) {
    return bracketByTurn[trial % bracketByTurn.length];
  }

  /** The lowest rung that a trial has not passed. */
  private Optional<RungMembers> nextRung(int trial) {
    List<RungMembers> rungs = brackets.get(bracket(trial));
    int index = passed.get(trial);
    return index < rungs.size() ? Optional.of(rungs.get(index)) : Optional.empty();
  }

  private Optional<RungMembers> reached(RungEntry entry) {
    return nextRung(entry.trial()).filter(rung -> entry.time() >= rung.time());
  }

  /**
   * Enters a trial into the rungs that its report has reached: the lowest one that it has not
   * passed and, as long as it is kept without a pause, those above. A repeated call has no effect.
   *
   * @return the last rung it has entered; empty if it has reached none
   */
  Optional<RungMembers> enterReached(RungEntry entry) {
    Optional<RungMembers> last = Optional.empty();
    Optional<RungMembers> reached = reached(entry);
    while (reached.isPresent()) {
      last = reached;
      last.get().enter(entry);
      boolean continues = !promotes && last.get().isKept(entry.trial());
      if (continues) {
        pass(entry.trial());
      }
      reached = continues ? reached(entry) : Optional.empty();
    }
    return last;
  }

  /** A trial continues beyond the lowest rung that it has not passed. */
  void pass(int trial) {
    nextRung(trial).orElseThrow().pass(trial);
    passed.set(trial, passed.get(trial) + 1);
  }

  /**
   * Moves waiting trials that may be promoted and whose report has already reached the next rung up
   * to that rung, where they wait without having used a slot.
   */
  void promoteAhead(RungMembers rung) {
    Optional<RungEntry> best = rung.bestKeptAhead();
    while (best.isPresent()) {
      pass(best.get().trial());
      RungMembers next = nextRung(best.get().trial()).orElseThrow();
      next.enter(best.get());
      next.startWaiting(best.get().trial());
      promoteAhead(next);
      best = rung.bestKeptAhead();
    }
  }

  /** A trial that waits at a rung. */
  record WaitingTrial(int trial, RungMembers rung) {}

  /** The trial that a function chooses at the highest rung where it chooses any. */
  Optional<WaitingTrial> findFromTop(Function<RungMembers, Optional<RungEntry>> choice) {
    int highest = brackets.get(0).size() - 1;
    for (int level = highest; level >= 0; level--) {
      for (List<RungMembers> rungs : brackets) {
        // Brackets end at the same rung and start at different ones.
        int index = level - (highest + 1 - rungs.size());
        Optional<RungEntry> found = index < 0 ? Optional.empty() : choice.apply(rungs.get(index));
        if (found.isPresent()) {
          return Optional.of(new WaitingTrial(found.get().trial(), rungs.get(index)));
        }
      }
    }
    return Optional.empty();
  }

  List<Bracket> descriptions() {
    int[] trials = new int[brackets.size()];
    IntStream.range(0, passed.size()).forEach(trial -> trials[bracket(trial)]++);
    return IntStream.range(0, trials.length)
        .mapToObj(s -> new Bracket(s, trials[s], described(brackets.get(s))))
        .toList();
  }

  private static List<Bracket.Rung> described(List<RungMembers> rungs) {
    return rungs.stream().map(RungMembers::description).toList();
  }
}
