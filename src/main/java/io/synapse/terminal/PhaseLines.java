package io.synapse.terminal;

import io.synapse.run.Phase;
import io.synapse.terminal.StyledLine.TextStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * A bar for each phase with its share of the whole, and one for the whole with the time that
 * remains.
 */
final class PhaseLines implements AutoCloseable {

  private static final int LABEL_COLUMN = 2;
  private static final int LABEL_WIDTH = 12;
  private static final int SHARE_END = 22;
  private static final int BAR_COLUMN = 24;
  private static final int BAR_COLUMN_WITHOUT_SHARE = 16;
  private static final int PERCENT_WIDTH = 7;
  private static final int NOTE_WIDTH = 16;
  private static final int MOST_BAR = 60;
  private static final int LEAST_BAR = 6;
  private static final int LEAST_WIDTH_FOR_SHARE = 56;
  private static final int LEAST_WIDTH_TO_ALIGN = 32;
  private static final long STEP_MILLIS = 250;

  private final DisplayText display;
  private final ProgressBars bars;

  PhaseLines(DisplayText display) {
    this.display = display;
    this.bars = new ProgressBars(display.symbols());
  }

  /** What a bar's line says: the texts around it, and how it is filled. */
  private record PhaseLineContent(
      String label,
      String share,
      double fraction,
      boolean moving,
      String note,
      TextStyle notePaint) {}

  /** How many lines {@link #all} gives. */
  static int count(RunViewState model) {
    return model.plan().tuning() ? 5 : 4;
  }

  /** Every phase and the whole. */
  List<StyledLine> all(RunViewState model, int columns) {
    List<StyledLine> lines = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      if (phase != Phase.TRIALS || model.plan().tuning()) {
        lines.add(line(phase(model, phase), model, columns));
      }
    }
    lines.add(overall(model, columns));
    return lines;
  }

  /** The whole alone. */
  StyledLine overall(RunViewState model, int columns) {
    double fraction = model.progress().overall();
    TextStyle paint = model.ending().map(TextStyle::ofEnding).orElse(TextStyle.DIM);
    PhaseLineContent content =
        new PhaseLineContent("overall", "", fraction, false, remaining(model), paint);
    return line(content, model, columns);
  }

  /** Whether a bar moves by itself. */
  static boolean isMoving(RunViewState model) {
    return model.ending().isEmpty()
        && (model.progress().isIndeterminate(Phase.TRAIN)
            || model.progress().isIndeterminate(Phase.DATASET)
            || model.progress().isIndeterminate(Phase.MODEL_UPLOAD));
  }

  @Override
  public void close() {
    bars.close();
  }

  private PhaseLineContent phase(RunViewState model, Phase phase) {
    RunProgress progress = model.progress();
    String indent = phase == Phase.TRIALS ? "  " : "";
    long percent =
        phase == Phase.TRIALS ? Math.round(Phase.TRIALS_SHARE_OF_TRAIN * 100) : phase.percent();
    boolean moving = progress.isIndeterminate(phase) && model.ending().isEmpty();
    return new PhaseLineContent(
        indent + phase.category(),
        indent + percent + " %",
        progress.fraction(phase),
        moving,
        steps(progress, phase),
        TextStyle.DIM);
  }

  /** How many of how many; not of a data set, whose bytes mean nothing to a person. */
  private static String steps(RunProgress progress, Phase phase) {
    return progress
        .steps(phase)
        .filter(steps -> phase != Phase.DATASET && steps.total() > 1)
        .map(steps -> Math.min(steps.current(), steps.total()) + "/" + steps.total())
        .orElse("");
  }

  private static String remaining(RunViewState model) {
    if (model.ending().isPresent()) {
      return model.ending().get();
    }
    return model
        .progress()
        .remaining(model.now())
        .map(left -> "~" + ValueText.duration(left) + " left")
        .orElse("");
  }

  private StyledLine line(PhaseLineContent content, RunViewState model, int columns) {
    boolean withShare = columns >= LEAST_WIDTH_FOR_SHARE;
    int barColumn = withShare ? BAR_COLUMN : BAR_COLUMN_WITHOUT_SHARE;
    int barWidth = Math.min(MOST_BAR, columns - barColumn - PERCENT_WIDTH - NOTE_WIDTH);
    StyledLine line =
        new StyledLine(display, columns).moveTo(LABEL_COLUMN).add(content.label(), TextStyle.PLAIN);
    if (withShare) {
      line.addEndingAt(SHARE_END, content.share(), TextStyle.DIM);
    }
    if (columns >= LEAST_WIDTH_TO_ALIGN) {
      line.moveTo(barWidth >= LEAST_BAR ? barColumn : LABEL_COLUMN + LABEL_WIDTH);
    }
    if (barWidth >= LEAST_BAR) {
      addBar(line, content, model, barWidth);
    }
    String percent = content.moving() ? "" : ValueText.percent(content.fraction());
    line.addEndingAt(line.position() + PERCENT_WIDTH, percent, TextStyle.PLAIN);
    return content.note().isEmpty()
        ? line
        : line.add("  ", TextStyle.PLAIN).add(content.note(), content.notePaint());
  }

  private void addBar(StyledLine line, PhaseLineContent content, RunViewState model, int width) {
    if (content.moving()) {
      long step = model.elapsed().toMillis() / STEP_MILLIS;
      line.add(bars.moving(content.label(), step, width), TextStyle.ACTIVE);
      return;
    }
    String bar = bars.filled(content.label(), content.fraction(), width);
    int empty = bar.indexOf(display.symbols().empty());
    int done = empty < 0 ? bar.length() : empty;
    line.add(bar.substring(0, done), content.fraction() < 1 ? TextStyle.ACTIVE : TextStyle.GOOD);
    line.add(bar.substring(done), TextStyle.DIM);
  }
}
