package io.synapse.cli;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What names are looked for by: a part of them or, with {@code *} or {@code ?} in it, a pattern for
 * the whole. Neither case nor the way in which letters are composed counts.
 */
final class NamePattern {

  private static final Pattern WILDCARD = Pattern.compile("[*?]");

  private final Pattern pattern;

  NamePattern(String text) {
    String composed = composed(text);
    boolean whole = WILDCARD.matcher(composed).find();
    String around = whole ? "" : ".*";
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    this.pattern = Pattern.compile(around + expression(composed) + around, flags);
  }

  private static String expression(String text) {
    StringBuilder expression = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .map(sign -> sign.equals("*") ? ".*" : sign.equals("?") ? "." : Pattern.quote(sign))
        .forEach(expression::append);
    return expression.toString();
  }

  boolean matches(String name) {
    return pattern.matcher(composed(name)).matches();
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
