package io.synapse.cli.output;

import io.synapse.terminal.OutputTerminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What standard output is written in: UTF-8, whatever the locale says, for JSON, job files and
 * names must come out whole; but on a terminal what the terminal understands.
 */
public final class StandardOutput {

  private static final int TYPE_BITS = 0170000;
  private static final int FIFO = 0010000;
  private static final int SOCKET = 0140000;

  private StandardOutput() {}

  /** A writer to this process' standard output. */
  public static PrintWriter writer() {
    return new Utf8Writer();
  }

  /**
   * Takes text, and bytes as they are. Made of the stream itself, so that {@link
   * PrintWriter#checkError()} hears of the stream's failures.
   */
  static final class Utf8Writer extends PrintWriter {

    private Utf8Writer() {
      super(System.out, true, charset());
    }

    /** A stream to the same place, which reports failures. It must not be closed. */
    OutputStream bytes() {
      flush();
      return new FileOutputStream(FileDescriptor.out);
    }
  }

  /** Whether another program reads standard output, which may end before this one. */
  static boolean isPipe() {
    try {
      int type = (int) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & TYPE_BITS;
      return type == FIFO || type == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  public static Charset charset() {
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
