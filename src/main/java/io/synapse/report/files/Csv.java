package io.synapse.report.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Lines of a CSV file as Python's {@code csv} writes them. */
final class Csv {

  private Csv() {}

  /** A line with its end. Null is an empty cell; what needs quotes gets them. */
  static byte[] line(Iterable<?> cells) {
    StringBuilder line = new StringBuilder();
    for (Object cell : cells) {
      append(line, text(cell)).append(',');
    }
    line.setCharAt(line.length() - 1, '\n');
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static StringBuilder append(StringBuilder line, String text) {
    return needsQuotes(text)
        ? line.append('"').append(text.replace("\"", "\"\"")).append('"')
        : line.append(text);
  }

  private static boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == ',' || each == '"' || each < ' ') {
        return true;
      }
    }
    return false;
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
