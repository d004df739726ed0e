package io.synapse.terminal;

import io.synapse.space.Objective;
import io.synapse.terminal.StyledLine.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lays a run out on a window: what it is, its bars, and its trials or metrics, as much of each as
 * the window has room for. No line is wider than the window and there are fewer lines than it has,
 * so that the cursor's line stays free. One thread at a time.
 */
final class FrameComposer implements AutoCloseable {

  /** With fewer lines than this, the overall bar alone is shown. */
  private static final int LEAST_TABLE_LINES = 4;

  private final DisplayText display;
  private final PhaseLines phaseLines;
  private final TrialTableLines trialLines;
  private final MetricLines metricLines;

  FrameComposer(DisplayText display) {
    this.display = display;
    this.phaseLines = new PhaseLines(display);
    this.trialLines = new TrialTableLines(display);
    this.metricLines = new MetricLines(display);
  }

  /** The lines for a window. */
  List<StyledLine> compose(RunViewState model, int columns, int rows) {
    int budget = Math.max(1, rows - 1);
    List<StyledLine> lines = new ArrayList<>();
    if (budget > 1) {
      lines.add(title(model, columns));
    }
    int head = model.offer().isEmpty() ? 1 : 2;
    boolean roomForBars = budget >= head + PhaseLines.count(model) + 1 + LEAST_TABLE_LINES;
    if (roomForBars) {
      if (!model.offer().isEmpty()) {
        lines.add(offer(model, columns));
      }
      lines.addAll(phaseLines.all(model, columns));
    } else {
      lines.add(phaseLines.overall(model, columns));
    }
    addBody(model, columns, budget, lines);
    return lines;
  }

  /** Whether the picture changes while nothing happens, faster than the seconds do. */
  boolean isMoving(RunViewState model) {
    return PhaseLines.isMoving(model);
  }

  @Override
  public void close() {
    phaseLines.close();
  }

  private void addBody(RunViewState model, int columns, int budget, List<StyledLine> lines) {
    boolean spaced = budget - lines.size() > LEAST_TABLE_LINES;
    int most = budget - lines.size() - (spaced ? 1 : 0);
    List<StyledLine> body =
        model.plan().tuning()
            ? trialLines.lines(model, columns, most)
            : metricLines.lines(model, columns, most);
    if (!body.isEmpty() && spaced) {
      lines.add(new StyledLine(display, columns));
    }
    lines.addAll(body);
  }

  private StyledLine title(RunViewState model, int columns) {
    String elapsed = ValueText.duration(model.elapsed());
    int left = columns - elapsed.length() - 2;
    StyledLine line = new StyledLine(display, columns);
    if (left < 10) {
      return line.add(model.name(), TextStyle.STRONG);
    }
    String name = display.cut(display.clean(model.name()), left);
    line.add(name, TextStyle.STRONG);
    String what = "  " + description(model);
    if (line.position() + what.length() <= left) {
      line.add(what, TextStyle.DIM);
    }
    return line.addEndingAt(columns, elapsed, TextStyle.DIM);
  }

  /** What there is to run on. */
  private StyledLine offer(RunViewState model, int columns) {
    StyledLine line = new StyledLine(display, columns);
    if (model.slots() > 0 || model.ending().isPresent()) {
      return line.add("on " + model.offer(), TextStyle.DIM);
    }
    return line.add("nothing can run on " + model.offer() + "; waiting for more", TextStyle.HALTED);
  }

  private static String description(RunViewState model) {
    if (!model.plan().tuning()) {
      return "training";
    }
    String goal = model.trials().objective().map(FrameComposer::goal).orElse("");
    return "%d trials, %d at a time%s".formatted(model.trialTotal(), model.slots(), goal);
  }

  private static String goal(Objective objective) {
    return ", %s %s"
        .formatted(objective.mode().name().toLowerCase(Locale.ROOT), objective.metric());
  }
}
