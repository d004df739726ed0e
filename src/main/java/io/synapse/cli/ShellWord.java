package io.synapse.cli;

/** Texts in commands that a person may type. */
final class ShellWord {

  private static final String HARMLESS = "[\\w@%+=:,./-]+";

  private ShellWord() {}

  /** As a POSIX shell takes it for one word. */
  static String quoted(String text) {
    return text.matches(HARMLESS) ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
