package io.synapse.report.html;

import java.time.Duration;

/**
 * Whether an open page loads itself anew.
 *
 * @param interval how long it waits; zero for a page that stays as it is
 */
public record Reload(Duration interval) {

  /** The page stays as it is. */
  public static final Reload NEVER = new Reload(Duration.ZERO);

  /** The page loads itself anew again and again. */
  public static Reload every(Duration interval) {
    return new Reload(interval);
  }
}
