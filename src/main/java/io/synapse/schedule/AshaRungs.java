package io.synapse.schedule;

import io.synapse.run.Bracket;
import io.synapse.schedule.RungMembers.RungEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The rungs of all brackets, and how far the trials have come. */
final class AshaRungs {

  private final boolean promotes;

  /** The rungs of each bracket, the lowest first. */
  private final List<List<RungMembers>> brackets;

  /** The bracket of a trial, by the remainder of its number. */
  private final int[] turns;

  /** How many rungs each trial has passed. */
  private final List<Integer> passed = new ArrayList<>();

  AshaRungs(AshaSettings settings) {
    this.promotes = settings.promotes();
    this.brackets = IntStream.range(0, settings.brackets()).mapToObj(settings::rungs).toList();
    this.turns =
        IntStream.range(0, settings.brackets())
            .flatMap(s -> IntStream.generate(() -> s).limit(brackets.get(s).size() + 1L))
            .toArray();
  }

  /** There are so many trials now. */
  void join(int trials) {
    while (passed.size() < trials) {
      passed.add(0);
    }
  }

  int bracket(int trial) {
    return turns[trial % turns.length];
  }

  /** The lowest rung that a trial has not passed. */
  private Optional<RungMembers> rung(int trial) {
    List<RungMembers> rungs = brackets.get(bracket(trial));
    int index = passed.get(trial);
    return index < rungs.size() ? Optional.of(rungs.get(index)) : Optional.empty();
  }

  private Optional<RungMembers> reached(RungEntry entry) {
    return rung(entry.trial()).filter(rung -> entry.time() >= rung.time());
  }

  /**
   * A trial enters the rungs that its time has come to: the lowest that it has not passed, and as
   * long as it is kept without a pause, those above. Doing it twice changes nothing.
   *
   * @return the last of them; empty when it has come to none
   */
  Optional<RungMembers> climb(RungEntry entry) {
    Optional<RungMembers> last = Optional.empty();
    Optional<RungMembers> reached = reached(entry);
    while (reached.isPresent()) {
      last = reached;
      last.get().enter(entry);
      boolean goesOn = !promotes && last.get().keeps(entry.trial());
      if (goesOn) {
        pass(entry.trial());
      }
      reached = goesOn ? reached(entry) : Optional.empty();
    }
    return last;
  }

  /** A trial goes on from the rung that it has come to. */
  void pass(int trial) {
    rung(trial).orElseThrow().pass(trial);
    passed.set(trial, passed.get(trial) + 1);
  }

  /** Who may be promoted, and has come to the next rung already, needs no slot to wait there. */
  void promoteAhead(RungMembers rung) {
    Optional<RungEntry> winner = rung.winnerAhead();
    while (winner.isPresent()) {
      pass(winner.get().trial());
      RungMembers next = rung(winner.get().trial()).orElseThrow();
      next.enter(winner.get());
      next.await(winner.get().trial());
      promoteAhead(next);
      winner = rung.winnerAhead();
    }
  }

  /** A trial that waits, and where. */
  record Waiting(int trial, RungMembers rung) {}

  /** The first that is chosen at a rung, from the highest rungs down. */
  Optional<Waiting> highest(Function<RungMembers, Optional<RungEntry>> choice) {
    int highest = brackets.get(0).size() - 1;
    for (int level = highest; level >= 0; level--) {
      for (List<RungMembers> rungs : brackets) {
        // Brackets end at the same rung and begin at different ones.
        int index = level - (highest + 1 - rungs.size());
        Optional<RungEntry> found = index < 0 ? Optional.empty() : choice.apply(rungs.get(index));
        if (found.isPresent()) {
          return Optional.of(new Waiting(found.get().trial(), rungs.get(index)));
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
