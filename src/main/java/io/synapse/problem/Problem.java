package io.synapse.problem;

import java.util.Optional;

/**
 * One thing that is wrong with an input, or that its author should know.
 *
 * @param place where it stands, when known
 * @param path the field, such as {@code params.hyperparameters[1].max}; empty for the whole input
 * @param message the rule, the value and the remedy, in one sentence or two
 */
public record Problem(Optional<Place> place, String path, String message) {

  @Override
  public String toString() {
    String where = place.map(found -> found + ": ").orElse("");
    return where + (path.isEmpty() ? "" : path + ": ") + message;
  }

  /**
   * A place in an input file.
   *
   * @param file the file as the user named it
   * @param line line, from 1; 0 when only the file is known
   * @param column column, from 1; 0 when only the file is known
   */
  public record Place(String file, int line, int column) {

    @Override
    public String toString() {
      return line == 0 ? file : file + ":" + line + ":" + column;
    }
  }
}
