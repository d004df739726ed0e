package io.synapse.terminal;

/** How much a view tells: {@code -q}, neither, {@code -v}. */
public enum Detail {
  /** Failures and how to go on, and nothing else. */
  QUIET,
  NORMAL,
  /** Every report with its decision, and every model saved, too. */
  VERBOSE
}
