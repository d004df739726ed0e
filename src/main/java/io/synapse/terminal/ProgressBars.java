package io.synapse.terminal;

import java.util.HashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * The bars of the live view. What the progress bars put out stays in this object, since the view
 * alone draws on the terminal; and they are drawn when the view asks, on no timer of their own.
 */
final class ProgressBars implements AutoCloseable {

  private static final int FULL = 100_000;
  private static final int INDEFINITE = -1;
  private static final int NEVER_MILLIS = Integer.MAX_VALUE;

  private final DisplayText.Symbols symbols;
  private final Map<String, Bar> bars = new HashMap<>();

  ProgressBars(DisplayText.Symbols symbols) {
    this.symbols = symbols;
  }

  /** A bar that is filled to a fraction. */
  String filled(String name, double fraction, int columns) {
    return bar(name).draw(FULL, Math.round(fraction * FULL), columns);
  }

  /** A bar of unknown length, whose lit part moves with {@code step}. */
  String moving(String name, long step, int columns) {
    return bar(name).draw(INDEFINITE, step, columns);
  }

  @Override
  public void close() {
    bars.values().forEach(bar -> bar.progress.close());
    bars.clear();
  }

  private Bar bar(String name) {
    return bars.computeIfAbsent(name, unused -> new Bar(name, symbols));
  }

  /** One bar and what it drew last. */
  private static final class Bar implements ProgressBarConsumer {

    private final ProgressBar progress;
    private volatile Thread drawing;
    private volatile int columns;
    private volatile String drawn = "";

    Bar(String name, DisplayText.Symbols symbols) {
      progress =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(FULL)
              .setUpdateIntervalMillis(NEVER_MILLIS)
              .continuousUpdate()
              .setConsumer(this)
              .setRenderer(new BarRenderer(symbols))
              .build();
    }

    String draw(long maximum, long current, int width) {
      drawing = Thread.currentThread();
      columns = width;
      progress.maxHint(maximum);
      progress.stepTo(current);
      progress.refresh();
      return drawn;
    }

    @Override
    public int getMaxRenderedLength() {
      return columns;
    }

    /** The progress bar draws itself once on a thread of its own, at any time: of no use here. */
    @Override
    public void accept(String text) {
      if (Thread.currentThread() == drawing) {
        drawn = text;
      }
    }

    /** Called by the progress bar when it is closed; there is nothing to give back. */
    @Override
    public void close() {}
  }

  /** Draws a bar alone, without the texts around it, exactly as wide as asked. Immutable. */
  static final class BarRenderer implements ProgressBarRenderer {

    /** The share of a bar of unknown length that is lit. */
    private static final int LIT_PART = 5;

    private final DisplayText.Symbols symbols;

    BarRenderer(DisplayText.Symbols symbols) {
      this.symbols = symbols;
    }

    @Override
    public String render(ProgressState state, int columns) {
      return state.isIndefinite()
          ? moving(state.getCurrent(), columns)
          : filled(state.getNormalizedProgress(), columns);
    }

    private String filled(double fraction, int columns) {
      double exact = fraction * columns;
      int whole = (int) Math.min(columns, Math.floor(exact));
      boolean half = whole < columns && exact - whole >= 0.5;
      String done = repeat(symbols.filled(), whole) + (half ? symbols.tip() : "");
      return done + repeat(symbols.empty(), columns - done.length());
    }

    private String moving(long step, int columns) {
      int lit = Math.max(1, columns / LIT_PART);
      int travel = Math.max(1, columns - lit);
      long phase = Math.floorMod(step, 2L * travel);
      int start = (int) Math.min(phase, 2L * travel - phase);
      int after = Math.max(0, columns - start - lit);
      return repeat(symbols.empty(), start)
          + repeat(symbols.filled(), columns - start - after)
          + repeat(symbols.empty(), after);
    }

    private static String repeat(char symbol, int count) {
      return String.valueOf(symbol).repeat(Math.max(0, count));
    }
  }
}
