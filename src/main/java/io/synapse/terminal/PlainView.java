package io.synapse.terminal;

import io.synapse.run.Phase;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.PhaseProgressed;
import io.synapse.terminal.EventText.MessageLines;
import io.synapse.terminal.StyledLine.AnsiText;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Tells a run line by line, for pipes, files and CI: a line for every change of a trial, one when a
 * phase begins and one when it is done, and how far the run is at most every ten seconds. No
 * control characters.
 */
final class PlainView implements RunView {

  private static final Duration BETWEEN_STANDINGS = Duration.ofSeconds(10);

  private final PrintStream output;
  private final DisplayText display;
  private final ViewSettings.Verbosity detail;
  private final RunViewState model;
  private final EventText narrator;
  private final Set<Phase> begun = EnumSet.noneOf(Phase.class);
  private final Set<Phase> done = EnumSet.noneOf(Phase.class);
  private Instant lastStanding;

  PlainView(
      PrintStream output, DisplayText display, ViewSettings.Verbosity detail, InstantSource clock) {
    this.output = output;
    this.display = display;
    this.detail = detail;
    this.model = new RunViewState(clock);
    this.narrator = new EventText(model);
    this.lastStanding = clock.instant();
  }

  @Override
  public void onEvent(RecordedEvent recorded) {
    RunEvent event = recorded.event();
    model.apply(recorded);
    narrator.report(event).filter(reported -> isWanted(reported.kind())).ifPresent(this::report);
    if (detail != ViewSettings.Verbosity.QUIET) {
      printPhase(event);
      printProgress();
    }
  }

  @Override
  public void onReplay(RecordedEvent recorded) {
    model.apply(recorded);
  }

  @Override
  public void close() {
    output.flush();
  }

  @Override
  public void summarize(RunSummary summary) {
    new SummaryPrinter(display, new AnsiText(false)).print(summary, output);
  }

  private boolean isWanted(EventText.LineKind kind) {
    return switch (detail) {
      case QUIET -> kind == EventText.LineKind.TROUBLE;
      case NORMAL -> kind != EventText.LineKind.DETAIL;
      case VERBOSE -> true;
    };
  }

  private void report(EventText.PrintedLine reported) {
    MessageLines.of(reported.text()).forEach(this::print);
  }

  private void printPhase(RunEvent event) {
    if (!(event instanceof PhaseProgressed progressed) || progressed.phase() == Phase.TRIALS) {
      return;
    }
    Phase phase = progressed.phase();
    boolean complete = progressed.total() > 0 && progressed.current() >= progressed.total();
    if (begun.add(phase) && !complete) {
      print(phase.category() + " started");
    }
    if (complete && done.add(phase)) {
      print(phase.category() + " done");
    }
  }

  private void printProgress() {
    Instant now = model.now();
    if (model.ending().isEmpty() && !now.isBefore(lastStanding.plus(BETWEEN_STANDINGS))) {
      lastStanding = now;
      print(ProgressText.of(model));
    }
  }

  private void print(String text) {
    Duration elapsed = model.elapsed();
    String time =
        String.format(
            Locale.ROOT,
            "[%02d:%02d:%02d] ",
            elapsed.toHours(),
            elapsed.toMinutesPart(),
            elapsed.toSecondsPart());
    output.println(time + display.clean(text));
  }
}
