package io.synapse.terminal;

import java.util.HashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The bars of the live view. What the progress bars put out stays in this object, since the view
 * alone draws on the terminal; and they are drawn when the view asks, on no timer of their own.
 */
final class Bars implements AutoCloseable {

  private static final int FULL = 100_000;
  private static final int INDEFINITE = -1;
  private static final int NEVER_MILLIS = Integer.MAX_VALUE;

  private final Symbols symbols;
  private final Map<String, Bar> bars = new HashMap<>();

  Bars(Symbols symbols) {
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

    Bar(String name, Symbols symbols) {
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
}
