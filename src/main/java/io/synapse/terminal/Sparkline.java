package io.synapse.terminal;

import java.util.Arrays;

/** A chart of one line: a sign for each value, the higher the value the taller. */
public final class Sparkline {

  private final String levels;

  /** Draws with the signs that the display can show: blocks, or else ASCII. */
  public Sparkline(DisplayText display) {
    this.levels = display.symbols().levels();
  }

  /**
   * The chart. Of more values than columns, each column shows the last one of its share.
   *
   * @param values finite numbers
   * @param columns the most there is room for; 1 at least
   */
  public String of(double[] values, int columns) {
    if (values.length == 0) {
      return "";
    }
    double least = Arrays.stream(values).min().getAsDouble();
    double most = Arrays.stream(values).max().getAsDouble();
    int width = Math.min(values.length, Math.max(1, columns));
    StringBuilder chart = new StringBuilder(width);
    for (int column = 1; column <= width; column++) {
      int last = (int) ((long) column * values.length / width) - 1;
      chart.append(levels.charAt(level(values[last], least, most)));
    }
    return chart.toString();
  }

  /** Halves, because the difference of two finite numbers may be infinite. */
  private int level(double value, double least, double most) {
    double range = most / 2 - least / 2;
    double part = range == 0 ? 0.5 : (value / 2 - least / 2) / range;
    return (int) Math.round(part * (levels.length() - 1));
  }
}
