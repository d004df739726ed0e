package io.synapse.api;

/**
 * Thrown by every call on {@link TrainRun} after the trial was asked to stop. A plugin lets it
 * pass; it may clean up, and has {@code stop_grace_s} seconds to do so.
 */
public class TrialStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param reason why the trial stops, for a person
   */
  public TrialStoppedException(String reason) {
    super(reason);
  }
}
