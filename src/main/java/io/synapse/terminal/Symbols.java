package io.synapse.terminal;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * The signs that views draw with, in what a terminal's character set can show.
 *
 * @param charset what the terminal is sent
 * @param best marks the best trial
 * @param ellipsis stands for what was cut
 * @param filled the done part of a bar
 * @param tip the end of the done part
 * @param empty the rest of a bar
 * @param levels heights in a chart of one line, from the lowest to the highest
 */
record Symbols(
    Charset charset,
    String best,
    String ellipsis,
    char filled,
    char tip,
    char empty,
    String levels) {

  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String ASCII_LEVELS = "_.-=+*#";

  /** The signs for a character set: Unicode's where it has them, else ASCII. */
  static Symbols of(Charset charset) {
    String levels = canEncode(charset, BLOCKS) ? BLOCKS : ASCII_LEVELS;
    return canEncode(charset, "★…━╸─")
        ? new Symbols(charset, "★", "…", '━', '╸', '─', levels)
        : new Symbols(charset, "*", "~", '#', '#', '-', levels);
  }

  private static boolean canEncode(Charset charset, String signs) {
    return charset.canEncode() && charset.newEncoder().canEncode(signs);
  }

  /** A test for what the terminal can show; one thread at a time. */
  CharsetEncoder encoder() {
    return charset.newEncoder();
  }
}
