package io.synapse.terminal;

/** How a run is shown on standard error: the values of {@code --progress}. */
public enum ViewMode {
  /** {@link #LIVE} on an interactive terminal, {@link #PLAIN} anywhere else. */
  AUTO,
  /** Bars and a table that are redrawn in place. */
  LIVE,
  /** One line per change, without control characters. */
  PLAIN,
  /** One JSON object per event. */
  JSONL,
  /** Nothing at all. */
  NONE
}
