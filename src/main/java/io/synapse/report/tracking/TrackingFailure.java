package io.synapse.report.tracking;

/** Why something did not get to the tracking server. */
public final class TrackingFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final Permanence kind;
  private final String code;

  /** Whether it is worth another try. */
  enum Permanence {
    /** The server is down, slow or closed to us; the same may work later. */
    FOR_NOW,
    /** The server understood and refused it; it would again. */
    FOR_GOOD
  }

  private TrackingFailure(Permanence kind, String code, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.code = code;
  }

  static TrackingFailure forNow(String message, Throwable cause) {
    return new TrackingFailure(Permanence.FOR_NOW, "", message, cause);
  }

  static TrackingFailure forNow(String message) {
    return forNow(message, null);
  }

  /**
   * Refused.
   *
   * @param code MLflow's name for the reason, such as {@code RESOURCE_DOES_NOT_EXIST}
   */
  static TrackingFailure forGood(String code, String message) {
    return new TrackingFailure(Permanence.FOR_GOOD, code, message, null);
  }

  boolean isForGood() {
    return kind == Permanence.FOR_GOOD;
  }

  boolean hasCode(String name) {
    return code.equals(name);
  }
}
