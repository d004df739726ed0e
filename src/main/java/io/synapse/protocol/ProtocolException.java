package io.synapse.protocol;

/** The other side said something that is not in the protocol. */
public final class ProtocolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What was said, and what the rule is. */
  public ProtocolException(String message) {
    super(message);
  }

  /** The same, with what was found wrong. */
  public ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
