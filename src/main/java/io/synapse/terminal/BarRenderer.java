package io.synapse.terminal;

import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Draws a bar alone, without the texts around it, exactly as wide as asked. Immutable. */
final class BarRenderer implements ProgressBarRenderer {

  /** The share of a bar of unknown length that is lit. */
  private static final int LIT_PART = 5;

  private final Symbols symbols;

  BarRenderer(Symbols symbols) {
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
