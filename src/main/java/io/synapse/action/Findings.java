package io.synapse.action;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Place;
import io.synapse.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects what several checks find, so that a user is told everything at once. */
final class Findings {

  private final Function<String, Optional<Place>> places;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Nothing found yet.
   *
   * @param places where a field of the job stands
   */
  Findings(Function<String, Optional<Place>> places) {
    this.places = places;
  }

  /** What a step gives; empty when it found problems, which are kept. */
  <T> Optional<T> of(Supplier<T> step) {
    return of("", step);
  }

  /**
   * What a step gives; empty when it found problems, which are kept.
   *
   * @param path the field of the job that the step is about, for problems that name none
   */
  <T> Optional<T> of(String path, Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (InvalidInputException e) {
      e.problems().forEach(problem -> problems.add(placed(problem, path)));
      return Optional.empty();
    }
  }

  private Problem placed(Problem problem, String about) {
    String path = problem.path().isEmpty() ? about : problem.path();
    Optional<Place> found = path.isEmpty() ? Optional.empty() : places.apply(path);
    return new Problem(problem.place().or(() -> found), path, problem.message());
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
