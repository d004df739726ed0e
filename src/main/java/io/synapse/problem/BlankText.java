package io.synapse.problem;

/** The one rule for what counts as an empty text, in checks and in the JSON Schema of jobs. */
public final class BlankText {

  /** Everything blank, to stand within the brackets of a regular expression of Java or ECMA. */
  public static final String BLANK_CHARACTERS =
      "\\s\\u001c-\\u001f\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private BlankText() {}

  /**
   * Whether a text has nothing in it that can be seen: white space of Java or of ECMAScript, whose
   * lists differ by no-break spaces, the byte order mark and some control characters.
   */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(BlankText::isBlank);
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == BYTE_ORDER_MARK;
  }
}
