package io.synapse.trial;

/** Why an attempt of a trial starts. */
public enum AttemptCause {
  FIRST,
  RETRY,
  /** The place where the attempt before it ran is gone. */
  PLACE_LOST,
  RESUME_PAUSED,
  RESUME_RUN,
  EXPLOIT
}
