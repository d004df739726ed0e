package io.synapse.problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An input that cannot be used: a job file, an option, a data set, a plugin. Exit status 2. */
public final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * An input with these errors.
   *
   * @param problems at least one
   */
  public InvalidInputException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /**
   * An input with one error.
   *
   * @param message where, the rule, the value and the remedy
   */
  public InvalidInputException(String message) {
    this(List.of(new Problem(Optional.empty(), "", message)));
  }

  /**
   * An input with one error in a field.
   *
   * @param path the field
   * @param message the rule, the value and the remedy
   */
  public InvalidInputException(String path, String message) {
    this(List.of(new Problem(Optional.empty(), path, message)));
  }

  /** Every error found. */
  public List<Problem> problems() {
    return problems;
  }
}
