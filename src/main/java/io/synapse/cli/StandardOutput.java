package io.synapse.cli;

import io.synapse.terminal.OutputTerminal;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What standard output is written in: UTF-8, whatever the locale says, for JSON, job files and
 * names must come out whole; but on a terminal what the terminal understands.
 */
final class StandardOutput {

  private StandardOutput() {}

  /**
   * A writer to this process' standard output. Made of the stream itself, so that {@link
   * PrintWriter#checkError()} hears of the stream's failures.
   */
  static PrintWriter writer() {
    return new PrintWriter(System.out, true, charset());
  }

  static Charset charset() {
    Charset locale = localeCharset();
    boolean terminal =
        !locale.equals(StandardCharsets.UTF_8) && OutputTerminal.columns().isPresent();
    return terminal ? locale : StandardCharsets.UTF_8;
  }

  private static Charset localeCharset() {
    return Optional.ofNullable(System.getProperty("native.encoding"))
        .filter(Charset::isSupported)
        .map(Charset::forName)
        .orElse(StandardCharsets.UTF_8);
  }
}
