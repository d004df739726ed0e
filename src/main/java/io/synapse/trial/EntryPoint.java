package io.synapse.trial;

/** Which of a plugin's two functions served an attempt. */
public enum EntryPoint {
  TRAIN,
  TUNE
}
