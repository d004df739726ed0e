package io.synapse.execute.worker;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The standard streams as plugins get them: whatever one does to them, the next has its own. */
final class PluginStreams {

  private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);
  private static final OutputStream ERR = new FileOutputStream(FileDescriptor.err);

  private PluginStreams() {}

  /** Writes out what still waits in those that are set, and sets fresh ones. */
  static void renew() {
    flush(System.out);
    flush(System.err);
    System.setIn(InputStream.nullInputStream());
    System.setOut(fresh(OUT));
    System.setErr(fresh(ERR));
  }

  /** It may be one that the plugin has set, or none. */
  private static void flush(PrintStream stream) {
    try {
      stream.flush();
    } catch (RuntimeException | Error e) {
      // The plugin's own stream is the plugin's own loss.
    }
  }

  private static PrintStream fresh(OutputStream descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new StaysOpen(descriptor)), true, StandardCharsets.UTF_8);
  }

  /** Closing it leaves the descriptor open, which all attempts share. */
  private static final class StaysOpen extends FilterOutputStream {
    StaysOpen(OutputStream descriptor) {
      super(descriptor);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
