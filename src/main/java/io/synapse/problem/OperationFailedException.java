package io.synapse.problem;

/**
 * Something that a valid request could not do: a full disk, a store that is read-only, a run
 * without a usable trial. Its message is for a person: where, the rule, the value, the remedy. Exit
 * status 1.
 */
public class OperationFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure of our own finding.
   *
   * @param message where, the rule, the value and the remedy
   */
  public OperationFailedException(String message) {
    super(message);
  }

  /**
   * A failure with the technical cause behind it, which is shown with {@code -v} alone.
   *
   * @param message where, the rule, the value and the remedy
   * @param cause what was thrown
   */
  public OperationFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
