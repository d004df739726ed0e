package io.synapse.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Collects every error and warning of one input, so that its author sees them all at once.
 *
 * <p>Checks name the field by its path; where that field stands in the file is looked up here. Not
 * thread-safe.
 */
public final class Problems {

  private final Function<String, Optional<Problem.Place>> places;
  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  /** Problems of an input whose fields have no known place. */
  public Problems() {
    this(path -> Optional.empty());
  }

  /**
   * Problems of an input whose fields can be found.
   *
   * @param places gives the place of the field with a path
   */
  public Problems(Function<String, Optional<Problem.Place>> places) {
    this.places = places;
  }

  /**
   * Adds an error.
   *
   * @param path the field
   * @param message the rule, the value and the remedy
   */
  public void error(String path, String message) {
    errors.add(new Problem(places.apply(path), path, message));
  }

  /**
   * Adds an error that is no single field's, such as one of syntax.
   *
   * @param place where it stands
   * @param message the rule, the value and the remedy
   */
  public void error(Problem.Place place, String message) {
    errors.add(new Problem(Optional.of(place), "", message));
  }

  /**
   * Adds errors that another reader of the same input found.
   *
   * @param found the errors
   */
  public void addAll(List<Problem> found) {
    errors.addAll(found);
  }

  /**
   * Adds a warning: the input is usable.
   *
   * @param path the field
   * @param message what to know, and what to write instead
   */
  public void warn(String path, String message) {
    warnings.add(new Problem(places.apply(path), path, message));
  }

  /** The errors so far, in the order found. */
  public List<Problem> errors() {
    return List.copyOf(errors);
  }

  /** The warnings so far, in the order found. */
  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /** Whether there is an error. */
  public boolean hasErrors() {
    return !errors.isEmpty();
  }

  /**
   * Ends the checking.
   *
   * @throws InvalidInputException with every error, when there is one
   */
  public void throwIfAny() {
    if (hasErrors()) {
      throw new InvalidInputException(errors());
    }
  }
}
