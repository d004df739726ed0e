package io.synapse.report.files;

import java.util.List;
import java.util.Map;

/** Cells of a CSV file as Python's {@code csv} writes them. */
final class Csv {

  private Csv() {}

  /** The text of a value, in quotes where it needs them; nothing for null. */
  static String cell(Object value) {
    String text = text(value);
    boolean quoted = text.chars().anyMatch(each -> each == ',' || each == '"' || each < ' ');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (value instanceof Double real && !Double.isFinite(real)) {
      return nonFinite(real);
    }
    boolean nested = value instanceof List || value instanceof Map;
    return nested ? RayJson.text(value) : value.toString();
  }

  private static String nonFinite(double real) {
    if (Double.isNaN(real)) {
      return "nan";
    }
    return real > 0 ? "inf" : "-inf";
  }
}
