package io.synapse.terminal;

import java.io.FileDescriptor;
import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.terminal.impl.jni.linux.LinuxNativePty;
import org.jline.terminal.impl.jni.osx.OsXNativePty;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.OSUtils;

/**
 * Opens the terminal behind standard error. JLine asks standard input for size and modes, and it is
 * no terminal when a job file is piped in; then standard error itself is asked.
 */
final class ErrorTerminal {

  private static final String NAME = "synapse";
  private static final int ERROR = 2;
  private static final int NONE = -1;

  private ErrorTerminal() {}

  /**
   * Opens it, without taking any signal.
   *
   * @throws IOException when it can't be drawn on
   */
  static Terminal open(TerminalEnvironment environment) throws IOException {
    try {
      TerminalProvider provider = TerminalProvider.load("jni");
      if (provider.isSystemStream(SystemStream.Input) || OSUtils.IS_WINDOWS) {
        return provider.sysTerminal(
            NAME,
            environment.type(),
            false,
            environment.charset(),
            false,
            SignalHandler.SIG_DFL,
            false,
            SystemStream.Error);
      }
      return new PosixSysTerminal(
          NAME,
          environment.type(),
          errorPty(provider),
          environment.charset(),
          false,
          SignalHandler.SIG_DFL);
    } catch (RuntimeException | LinkageError e) {
      throw new IOException("the terminal can't be drawn on: " + e, e);
    }
  }

  private static Pty errorPty(TerminalProvider provider) throws IOException {
    String device = provider.systemStreamName(SystemStream.Error);
    if (OSUtils.IS_LINUX) {
      return new LinuxErrorPty(provider, device);
    }
    if (OSUtils.IS_OSX) {
      return new MacErrorPty(provider, device);
    }
    throw new IOException("standard input is no terminal");
  }

  /** Standard error as both sides of a terminal; closing it must not close standard error. */
  private static final class LinuxErrorPty extends LinuxNativePty {
    LinuxErrorPty(TerminalProvider provider, String device) {
      super(
          provider,
          SystemStream.Error,
          NONE,
          null,
          ERROR,
          FileDescriptor.err,
          ERROR,
          FileDescriptor.err,
          device);
    }

    @Override
    public void close() {}
  }

  /** The same on macOS. */
  private static final class MacErrorPty extends OsXNativePty {
    MacErrorPty(TerminalProvider provider, String device) {
      super(
          provider,
          SystemStream.Error,
          NONE,
          null,
          ERROR,
          FileDescriptor.err,
          ERROR,
          FileDescriptor.err,
          device);
    }

    @Override
    public void close() {}
  }
}
