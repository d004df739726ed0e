package io.synapse.execute.ray;

import io.synapse.protocol.BridgeEvent;

/** There is no connection to a Ray cluster; the message says why and what to do. */
public final class RayUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean lasting;

  /** With a message for a person. */
  public RayUnavailableException(String message) {
    super(message);
    this.lasting = false;
  }

  /** The same with what caused it, which lasts as long when it is another of these. */
  public RayUnavailableException(String message, Throwable cause) {
    super(message, cause);
    this.lasting = cause instanceof RayUnavailableException other && other.lasting;
  }

  private RayUnavailableException(BridgeEvent.Refused refused) {
    super(refused.message());
    this.lasting = refused.lasting();
  }

  /** What the bridge says. */
  static RayUnavailableException of(BridgeEvent.Refused refused) {
    return new RayUnavailableException(refused);
  }

  /** Whether another try is known to fail as well. */
  boolean isLasting() {
    return lasting;
  }
}
