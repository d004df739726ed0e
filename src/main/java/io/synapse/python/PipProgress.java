package io.synapse.python;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What pip prints, in as few words as tell how far it is. */
final class PipProgress {

  private static final int MOST_CHARACTERS = 120;

  /**
   * What is told of a line: the groups of the pattern it has. Metadata that newer versions of pip
   * load first, and what is there already, are not told.
   */
  private static final List<Pattern> TOLD =
      List.of(
          Pattern.compile("((?:Collecting|Processing|Obtaining) .+?)(?: \\(from .*)?"),
          Pattern.compile(
              "(Downloading |Using cached )(?:\\S*/)?(\\S+(?<!\\.metadata))( \\([^)]*\\))?"),
          Pattern.compile("(Cloning \\S+).*"),
          Pattern.compile("(Building wheel for \\S+) .*: started"),
          Pattern.compile("(Installing )collected packages: (.*)"));

  private PipProgress() {}

  /** A short line for a line of pip's; empty when it tells nothing new. */
  static Optional<String> of(String line) {
    return TOLD.stream()
        .map(pattern -> pattern.matcher(line.strip()))
        .filter(Matcher::matches)
        .map(PipProgress::groups)
        .map(PipProgress::shortened)
        .findFirst();
  }

  private static String groups(Matcher matcher) {
    StringBuilder text = new StringBuilder();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      text.append(Optional.ofNullable(matcher.group(group)).orElse(""));
    }
    return text.toString();
  }

  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
