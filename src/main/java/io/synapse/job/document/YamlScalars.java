package io.synapse.job.document;

import io.synapse.problem.Place;
import java.util.regex.Pattern;

/** What an unquoted YAML scalar means: the core schema of YAML 1.2, section 10.3. */
final class YamlScalars {

  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
  private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");

  private YamlScalars() {}

  /** The value of an unquoted scalar; the builder is told when it is a number out of range. */
  static Node.Scalar plain(String written, Place place, NodeBuilder builder) {
    if (NOT_FINITE.matcher(written).matches()) {
      builder.report(place, written + " is not a number that a job can hold; write a finite one");
      return new Node.Scalar(place, Double.NaN);
    }
    if (INTEGER.matcher(written).matches()) {
      return builder.integerNode(written, 10, place);
    }
    if (HEXADECIMAL.matcher(written).matches()) {
      return builder.integerNode(written.substring(2), 16, place);
    }
    if (OCTAL.matcher(written).matches()) {
      return builder.integerNode(written.substring(2), 8, place);
    }
    if (REAL.matcher(written).matches()) {
      return builder.realNode(written, place);
    }
    return constantOrText(written, place, builder);
  }

  private static Node.Scalar constantOrText(String written, Place place, NodeBuilder builder) {
    if (NULL.matcher(written).matches()) {
      return new Node.Scalar(place, null);
    }
    if (TRUE.matcher(written).matches()) {
      return new Node.Scalar(place, true);
    }
    if (FALSE.matcher(written).matches()) {
      return new Node.Scalar(place, false);
    }
    return builder.textNode(written, place);
  }
}
