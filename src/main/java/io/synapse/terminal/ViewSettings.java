package io.synapse.terminal;

import java.util.Locale;

/**
 * What the user asked to see.
 *
 * @param mode the form
 * @param detail how much of it; JSON lines always have everything
 */
public record ViewSettings(ViewMode mode, Verbosity detail) {

  /** How much a view shows: {@code -q}, neither, {@code -v}. */
  public enum Verbosity {
    /** Failures and how to resume, and nothing else. */
    QUIET,
    NORMAL,
    /** Every report with its decision, and every model saved, too. */
    VERBOSE
  }

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
    NONE;

    /** The value as a person writes it: lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
