package io.synapse.store;

import java.util.Locale;

/** What kind of job a run is of. */
public enum RunMode {
  TRAIN,
  TUNE;

  /** The name for people and JSON: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RunMode parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
