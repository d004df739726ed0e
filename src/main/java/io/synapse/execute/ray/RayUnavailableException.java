package io.synapse.execute.ray;

/** There is no connection to a Ray cluster; the message says why and what to do. */
public final class RayUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message for a person. */
  public RayUnavailableException(String message) {
    super(message);
  }

  /** The same with what caused it. */
  public RayUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
