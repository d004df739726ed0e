package io.synapse.problem;

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
