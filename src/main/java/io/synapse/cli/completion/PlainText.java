package io.synapse.cli.completion;

import java.util.regex.Pattern;

/** Texts as the scripts need them. */
final class PlainText {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.,@%+/-]+");

  /** Where the first clause of a description ends. */
  private static final Pattern CLAUSE_END = Pattern.compile("\\.(\\s|$)|[:;]\\s|\\s\\(|\\R");

  private PlainText() {}

  /** Refuses words that the scripts would have to quote. */
  static void requireWord(String word) {
    if (!WORD.matcher(word).matches()) {
      throw new IllegalArgumentException("'" + word + "' can't be completed as one plain word");
    }
  }

  /** The first clause of a description: what has room beside a candidate. */
  static String firstClause(String description) {
    return CLAUSE_END.split(description.strip(), 2)[0].strip();
  }
}
