package io.synapse.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One line on standard error that says how far something is, redrawn in place at most ten times a
 * second and wiped at the end. Where standard error is no terminal nothing is written. One thread
 * at a time; the caller closes it.
 */
public final class ProgressLine implements AutoCloseable {

  private static final String WIPE = "\r\u001b[K";
  private static final Duration PACE = Duration.ofMillis(100);

  private final Optional<PrintStream> output;
  private final DisplayText display;
  private final InstantSource clock;
  private Instant next = Instant.EPOCH;
  private boolean drawn;

  private ProgressLine(Optional<PrintStream> output, DisplayText display, InstantSource clock) {
    this.output = output;
    this.display = display;
    this.clock = clock;
  }

  /** A line on this process' standard error. */
  public static ProgressLine open() {
    TerminalEnvironment environment = TerminalEnvironment.detect();
    PrintStream error = new PrintStream(System.err, false, environment.charset());
    Optional<PrintStream> output =
        environment.invitesLiveView() ? Optional.of(error) : Optional.empty();
    return new ProgressLine(output, DisplayText.in(environment.charset()), InstantSource.system());
  }

  static ProgressLine on(PrintStream output, DisplayText display, InstantSource clock) {
    return new ProgressLine(Optional.of(output), display, clock);
  }

  /**
   * Shows a text in place of the one before, unless that is too recent.
   *
   * @param text short enough for a narrow window
   */
  public void show(String text) {
    Instant now = clock.instant();
    if (output.isEmpty() || now.isBefore(next)) {
      return;
    }
    next = now.plus(PACE);
    drawn = true;
    write(WIPE + display.clean(text));
  }

  @Override
  public void close() {
    if (drawn) {
      write(WIPE);
      drawn = false;
    }
  }

  private void write(String text) {
    output.ifPresent(
        stream -> {
          stream.print(text);
          stream.flush();
        });
  }
}
