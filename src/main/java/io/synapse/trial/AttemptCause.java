package io.synapse.trial;

/** Why an attempt of a trial starts. */
public enum AttemptCause {
  FIRST,
  RETRY,
  RESUME_PAUSED,
  RESUME_RUN,
  EXPLOIT
}
