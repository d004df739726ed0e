package io.synapse.dataset;

import io.synapse.problem.Problem;
import io.synapse.problem.Problems;

/** Collects the errors of a data set, of which the first twenty are told and the rest counted. */
final class CappedProblems {

  private static final int MOST_TOLD = 20;

  private final Problems problems = new Problems();
  private final String where;
  private long count;

  /**
   * Without errors yet.
   *
   * @param where the data set as messages name it
   */
  CappedProblems(String where) {
    this.where = where;
  }

  void error(String path, String message) {
    if (count++ < MOST_TOLD) {
      problems.error(path, message);
    }
  }

  void error(Problem.Place place, String message) {
    if (count++ < MOST_TOLD) {
      problems.error(place, message);
    }
  }

  void throwIfAny() {
    if (count > MOST_TOLD) {
      problems.error(where, "has " + (count - MOST_TOLD) + " more errors like these");
    }
    problems.throwIfAny();
  }
}
