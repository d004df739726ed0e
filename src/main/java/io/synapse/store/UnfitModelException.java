package io.synapse.store;

import io.synapse.problem.OperationFailedException;

/** What was to be kept as a model holds what no model may, or nothing; the disk is not to blame. */
public final class UnfitModelException extends OperationFailedException {

  private static final long serialVersionUID = 1L;

  UnfitModelException(String message) {
    super(message);
  }
}
