package io.synapse.terminal;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;

/**
 * Makes any text fit for a line of a terminal. What could move the cursor, colour or hide something
 * is made harmless; what terminals disagree on in width is taken apart, so that columns stay
 * aligned everywhere. One thread at a time.
 */
public final class DisplayText {

  private static final int FIRST_REGIONAL = 0x1F1E6;
  private static final int LAST_REGIONAL = 0x1F1FF;
  private static final int FIRST_SKIN_TONE = 0x1F3FB;
  private static final int LAST_SKIN_TONE = 0x1F3FF;
  private static final char UNKNOWN = '?';

  private final Symbols symbols;
  private final CharsetEncoder encoder;

  DisplayText(Symbols symbols) {
    this.symbols = symbols;
    this.encoder = symbols.encoder();
  }

  /** For what is written in a character set. */
  public static DisplayText in(Charset charset) {
    return new DisplayText(Symbols.of(charset));
  }

  /**
   * The text on one line, without control characters. Line ends and tabs become blanks, other
   * control characters and what the terminal's character set lacks become {@code ?}; invisible
   * format characters go, and flags become their letters.
   */
  public String clean(String text) {
    if (isPrintableAscii(text)) {
      return text;
    }
    StringBuilder cleaned = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(codePoint -> appendClean(codePoint, cleaned));
    return cleaned.toString();
  }

  /** A cleaned text cut to a number of columns; what was cut is marked by an ellipsis. */
  public String cut(String cleaned, int columns) {
    if (cleaned.length() * 2 <= columns || DisplayWidth.of(cleaned) <= columns) {
      return cleaned;
    }
    if (columns <= 0) {
      return "";
    }
    return head(cleaned, columns - 1) + symbols.ellipsis();
  }

  /** The signs of the terminal. */
  Symbols symbols() {
    return symbols;
  }

  private static String head(String cleaned, int columns) {
    int width = 0;
    int index = 0;
    while (index < cleaned.length()) {
      int codePoint = cleaned.codePointAt(index);
      width += DisplayWidth.of(codePoint);
      if (width > columns) {
        break;
      }
      index += Character.charCount(codePoint);
    }
    return cleaned.substring(0, index);
  }

  private static boolean isPrintableAscii(String text) {
    return text.chars().allMatch(character -> character >= ' ' && character <= '~');
  }

  private void appendClean(int codePoint, StringBuilder cleaned) {
    int type = Character.getType(codePoint);
    if (isBlank(codePoint, type)) {
      cleaned.append(' ');
    } else if (type == Character.CONTROL || type == Character.SURROGATE) {
      cleaned.append(UNKNOWN);
    } else if (codePoint >= FIRST_REGIONAL && codePoint <= LAST_REGIONAL) {
      cleaned.append((char) ('A' + codePoint - FIRST_REGIONAL));
    } else if (!isModifier(codePoint, type)) {
      String character = Character.toString(codePoint);
      cleaned.append(encoder.canEncode(character) ? character : UNKNOWN);
    }
  }

  private static boolean isBlank(int codePoint, int type) {
    return codePoint == '\n'
        || codePoint == '\r'
        || codePoint == '\t'
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SPACE_SEPARATOR;
  }

  private static boolean isModifier(int codePoint, int type) {
    boolean variation =
        (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
            || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    boolean skinTone = codePoint >= FIRST_SKIN_TONE && codePoint <= LAST_SKIN_TONE;
    return type == Character.FORMAT || variation || skinTone;
  }

  /**
   * The signs that views draw with, in what a terminal's character set can show.
   *
   * @param charset what the terminal is sent
   * @param best marks the best trial
   * @param ellipsis takes the place of what was cut
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
}
