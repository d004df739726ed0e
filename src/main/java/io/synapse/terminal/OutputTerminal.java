package io.synapse.terminal;

import java.io.FileDescriptor;
import java.io.IOException;
import java.util.OptionalInt;
import org.jline.terminal.impl.jni.linux.LinuxNativePty;
import org.jline.terminal.impl.jni.osx.OsXNativePty;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.OSUtils;

/** Whether standard output is a terminal, and how wide. Nothing is changed on it. */
public final class OutputTerminal {

  private static final int OUTPUT = 1;
  private static final int NONE = -1;
  private static final int USUAL_COLUMNS = 80;

  private OutputTerminal() {}

  /** The columns of the window that standard output is shown in; empty when it is no terminal. */
  public static OptionalInt columns() {
    try {
      TerminalProvider provider = TerminalProvider.load("jni");
      return provider.isSystemStream(SystemStream.Output)
          ? OptionalInt.of(columns(provider))
          : OptionalInt.empty();
    } catch (IOException | RuntimeException | LinkageError e) {
      // Without JLine's native part on this platform lines are as long as what they say.
      return OptionalInt.empty();
    }
  }

  private static int columns(TerminalProvider provider) throws IOException {
    int columns = OSUtils.IS_LINUX || OSUtils.IS_OSX ? pty(provider).getSize().getColumns() : 0;
    return columns > 0 ? columns : USUAL_COLUMNS;
  }

  /** Standard output as both sides of a terminal; it is not to be closed. */
  private static Pty pty(TerminalProvider provider) {
    FileDescriptor file = FileDescriptor.out;
    SystemStream stream = SystemStream.Output;
    String device = provider.systemStreamName(stream);
    return OSUtils.IS_LINUX
        ? new LinuxNativePty(provider, stream, NONE, null, OUTPUT, file, OUTPUT, file, device)
        : new OsXNativePty(provider, stream, NONE, null, OUTPUT, file, OUTPUT, file, device);
  }
}
