package io.synapse.terminal;

import io.synapse.run.RecordedEvent;
import io.synapse.terminal.StyledLine.AnsiText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;

/** Opens the view that a user asked for. Views write to standard error and to nothing else. */
public final class Views {

  private Views() {}

  /**
   * Opens a view on this process' standard error. The caller closes it, also when the process is
   * ended by a signal (a shutdown hook may do it): a live view has changed the terminal. It has to
   * be opened before anything replaces {@link System#err}: what the view writes is not to be
   * mistaken for a plugin's output.
   */
  public static RunView open(ViewSettings settings) {
    return open(settings, TerminalEnvironment.detect(), Clock.systemUTC());
  }

  static RunView open(ViewSettings settings, TerminalEnvironment environment, InstantSource clock) {
    return switch (settings.mode()) {
      case NONE -> new SilentView();
      case JSONL -> new JsonLinesView(error(StandardCharsets.UTF_8));
      case PLAIN -> plain(settings.detail(), environment, clock);
      case LIVE -> live(settings.detail(), environment, clock);
      case AUTO ->
          environment.invitesLiveView()
              ? live(settings.detail(), environment, clock)
              : plain(settings.detail(), environment, clock);
    };
  }

  private static RunView plain(
      ViewSettings.Verbosity detail, TerminalEnvironment environment, InstantSource clock) {
    PrintStream output = error(environment.charset());
    return new PlainView(output, display(environment), detail, clock);
  }

  /** A live view; where nothing can be drawn, or little is to be shown, a plain one. */
  private static RunView live(
      ViewSettings.Verbosity detail, TerminalEnvironment environment, InstantSource clock) {
    if (!environment.interactive() || detail == ViewSettings.Verbosity.QUIET) {
      return plain(detail, environment, clock);
    }
    try {
      LiveView.Canvas canvas =
          new LiveView.Canvas(
              LiveTerminal.open(environment),
              display(environment),
              new AnsiText(environment.color()),
              error(environment.charset()));
      LiveView view = new LiveView(canvas, detail, clock);
      view.start();
      return view;
    } catch (IOException e) {
      return plain(detail, environment, clock);
    }
  }

  private static DisplayText display(TerminalEnvironment environment) {
    return new DisplayText(DisplayText.Symbols.of(environment.charset()));
  }

  private static PrintStream error(Charset charset) {
    return new PrintStream(System.err, true, charset);
  }

  /** Shows nothing. */
  static final class SilentView implements RunView {

    @Override
    public void onEvent(RecordedEvent event) {}

    @Override
    public void close() {}

    @Override
    public void summarize(RunSummary summary) {}
  }
}
