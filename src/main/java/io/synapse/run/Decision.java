package io.synapse.run;

import io.synapse.space.Config;

/** What happens to a trial after a report, and why. */
public sealed interface Decision {

  /** Why, for a person; empty for an ordinary {@link Continue}. */
  String reason();

  /** The trial goes on. */
  record Continue(String reason) implements Decision {}

  /** The trial ends its attempt, frees its slot and may be resumed. */
  record Pause(String reason) implements Decision {}

  /** The trial is over; what it reported counts. */
  record Stop(String reason) implements Decision {}

  /**
   * The trial goes on in a new attempt, from another trial's checkpoint with a new configuration.
   *
   * @param reason why
   * @param source the other trial
   * @param checkpoint where to go on from
   * @param config the configuration to go on with
   */
  record Exploit(String reason, String source, SavedCheckpoint checkpoint, Config config)
      implements Decision {}

  /** The ordinary decision to go on, without a reason. */
  static Decision goOn() {
    return new Continue("");
  }
}
