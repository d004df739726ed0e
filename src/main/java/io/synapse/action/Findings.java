package io.synapse.action;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what several checks find, so that a user is told everything at once. */
final class Findings {

  private final List<Problem> problems = new ArrayList<>();

  /** What a step gives; empty when it found problems, which are kept. */
  <T> Optional<T> of(Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (InvalidInputException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** Whether a step found problems. */
  boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** All that was found, as one. */
  InvalidInputException exception() {
    return new InvalidInputException(problems);
  }
}
