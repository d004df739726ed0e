package io.synapse.cli;

/** What stands for a run where its id would be too long: A, B, C. */
final class RunLabel {

  /** How many runs can be told apart. */
  static final int MOST = 26;

  private RunLabel() {}

  /** The label of a run by its place, from 0. */
  static String of(int place) {
    return Character.toString('A' + place);
  }
}
