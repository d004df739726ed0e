package io.synapse.run;

import io.synapse.space.Config;

/** What happens to a trial after a report, and why. */
public sealed interface Decision {

  /** Why, for a person; empty for an ordinary {@link Continue}. */
  String reason();

  /** The trial continues. */
  record Continue(String reason) implements Decision {}

  /** The trial ends its attempt, frees its slot and may be resumed. */
  record Pause(String reason) implements Decision {}

  /** The trial has ended; what it reported counts. */
  record Stop(String reason) implements Decision {}

  /**
   * The trial continues in a new attempt, from another trial's checkpoint with a new configuration.
   *
   * @param reason why
   * @param source the other trial
   * @param checkpoint where to continue from
   * @param config the configuration to continue with
   */
  record Exploit(String reason, String source, SavedCheckpoint checkpoint, Config config)
      implements Decision {}

  /** The ordinary decision to continue, without a reason. */
  static Decision proceed() {
    return new Continue("");
  }
}
