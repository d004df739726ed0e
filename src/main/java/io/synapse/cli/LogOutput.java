package io.synapse.cli;

import io.synapse.problem.OperationFailedException;

/** Where a log is printed, piece by piece. A piece may end within a character. */
interface LogOutput {

  /**
   * Takes the next piece, and has passed it on when it returns.
   *
   * @param length how many of the bytes count, from the first
   * @return false when nobody reads any more
   * @throws OperationFailedException when it cannot be written for another reason
   */
  boolean write(byte[] bytes, int length);

  /** Nothing more comes. */
  void end();
}
