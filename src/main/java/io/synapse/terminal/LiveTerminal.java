package io.synapse.terminal;

import java.io.FileDescriptor;
import java.io.IOError;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.terminal.impl.jni.linux.LinuxNativePty;
import org.jline.terminal.impl.jni.osx.OsXNativePty;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.OSUtils;

/**
 * The terminal that standard error is, while a live view draws on it: keys aren't echoed into the
 * picture and the cursor is hidden, and everything is as before after {@link #close()}. Ctrl-C is
 * left to its own handler; Ctrl-Z and coming back from it are handled here, for the shell must get
 * its cursor back.
 */
final class LiveTerminal implements AutoCloseable {

  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final Size USUAL_SIZE = new Size(80, 24);

  private final Terminal terminal;
  private final Attributes original;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LiveTerminal(Terminal terminal) {
    this.terminal = terminal;
    this.original = terminal.getAttributes();
  }

  /**
   * Takes the terminal over.
   *
   * @throws IOException when standard error is none, or can't be drawn on
   */
  static LiveTerminal open(TerminalEnvironment environment) throws IOException {
    LiveTerminal live = new LiveTerminal(ErrorTerminal.open(environment));
    live.enter();
    return live;
  }

  /** Calls {@code redraw} whenever the window's size changes. */
  void onResize(Runnable redraw) {
    terminal.handle(Signal.WINCH, signal -> redraw.run());
  }

  /**
   * Lets Ctrl-Z stop the process with the terminal in order.
   *
   * @param returned called when the process continues
   */
  void onReturn(Runnable returned) {
    terminal.handle(Signal.TSTP, signal -> suspend());
    terminal.handle(
        Signal.CONT,
        signal -> {
          enter();
          returned.run();
        });
  }

  /** The window's size now, in columns and rows, each at least 1. */
  Size size() {
    try {
      Size size = terminal.getSize();
      boolean known = size.getColumns() > 0 && size.getRows() > 0;
      return known ? size : USUAL_SIZE;
    } catch (IOError e) {
      // The window is gone; the process gets a signal when its terminal goes.
      return USUAL_SIZE;
    }
  }

  /** Writes at once. Failures are ignored: a view never harms its run. */
  void write(String text) {
    terminal.writer().write(text);
    terminal.writer().flush();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    leave();
    terminal.handle(Signal.WINCH, SignalHandler.SIG_DFL);
    terminal.handle(Signal.TSTP, SignalHandler.SIG_DFL);
    terminal.handle(Signal.CONT, SignalHandler.SIG_DFL);
    try {
      terminal.close();
    } catch (IOException e) {
      // Nothing is left to give back.
    }
  }

  private void enter() {
    Attributes quiet = new Attributes(original);
    quiet.setLocalFlag(LocalFlag.ECHO, false);
    terminal.setAttributes(quiet);
    write(HIDE_CURSOR);
  }

  /** The cursor on a fresh line, visible, and keys echoed. */
  private void leave() {
    write("\r\n" + SHOW_CURSOR);
    terminal.setAttributes(original);
  }

  private void suspend() {
    leave();
    try {
      String self = Long.toString(ProcessHandle.current().pid());
      new ProcessBuilder("kill", "-STOP", self).inheritIO().start().waitFor();
    } catch (IOException e) {
      enter();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Opens the terminal behind standard error. JLine asks standard input for size and modes, and it
   * is no terminal when a job file is piped in; then standard error itself is asked.
   */
  static final class ErrorTerminal {

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
}
