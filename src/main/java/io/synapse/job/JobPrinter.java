package io.synapse.job;

import io.synapse.job.document.Document.DocumentFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a document as people write job files: JSON with two spaces, YAML in block style, lists of
 * plain values on one line. What it writes reads back as the same document.
 */
public final class JobPrinter {

  /** Texts that YAML takes for texts without quotes, other than {@link #NOT_TEXTS}. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_/.-]*");

  /** What one YAML version or the other takes for a truth value or null; lower case. */
  private static final Set<String> NOT_TEXTS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private final StringBuilder output = new StringBuilder();

  private JobPrinter() {}

  /**
   * Writes a document.
   *
   * @param document JSON values
   * @param format how
   * @return the text, ended by a line break
   */
  public static String print(Map<String, Object> document, DocumentFormat format) {
    JobPrinter printer = new JobPrinter();
    switch (format) {
      case JSON -> {
        printer.json(document, "\n");
        printer.output.append('\n');
      }
      case YAML -> printer.yamlFields(document, "");
    }
    return printer.output.toString();
  }

  private void json(Object value, String lineBreak) {
    if (isOnOneLine(value)) {
      output.append(inline(value, JobPrinter::quoted));
    } else if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> field : map.entrySet()) {
        output.append(separator).append(lineBreak).append("  ");
        output.append(quoted((String) field.getKey())).append(": ");
        json(field.getValue(), lineBreak + "  ");
        separator = ",";
      }
      output.append(lineBreak).append('}');
    } else {
      String separator = "[";
      for (Object element : (List<?>) value) {
        output.append(separator).append(lineBreak).append("  ");
        json(element, lineBreak + "  ");
        separator = ",";
      }
      output.append(lineBreak).append(']');
    }
  }

  private void yamlFields(Map<?, ?> fields, String indent) {
    String before = "";
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      output.append(before).append(yamlText((String) field.getKey())).append(':');
      before = indent;
      yamlValue(field.getValue(), indent);
    }
  }

  private void yamlValue(Object value, String indent) {
    if (isOnOneLine(value)) {
      output.append(' ').append(inline(value, JobPrinter::yamlText)).append('\n');
    } else if (value instanceof Map<?, ?> map) {
      output.append('\n').append(indent).append("  ");
      yamlFields(map, indent + "  ");
    } else {
      output.append('\n');
      yamlElements((List<?>) value, indent + "  ");
    }
  }

  private void yamlElements(List<?> elements, String indent) {
    for (Object element : elements) {
      output.append(indent).append('-');
      if (element instanceof Map<?, ?> map && !map.isEmpty()) {
        output.append(' ');
        yamlFields(map, indent + "  ");
      } else {
        yamlValue(element, indent);
      }
    }
  }

  private static boolean isOnOneLine(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().noneMatch(JobPrinter::isCollection);
    }
    return !(value instanceof Map<?, ?> map) || map.isEmpty();
  }

  private static boolean isCollection(Object value) {
    return value instanceof Map || value instanceof List;
  }

  private static String inline(Object value, Function<String, String> text) {
    if (value instanceof List<?> list) {
      return list.stream()
          .map(element -> inline(element, text))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map) {
      return "{}";
    }
    if (value instanceof Double real) {
      return decimal(real);
    }
    return value instanceof String string ? text.apply(string) : String.valueOf(value);
  }

  /** A real as people write it, and always so that it reads as a real again. */
  private static String decimal(double real) {
    double size = Math.abs(real);
    if (size != 0 && (size < 1e-6 || size >= 1e16)) {
      return Double.toString(real).toLowerCase(Locale.ROOT);
    }
    String plain = new BigDecimal(Double.toString(real)).stripTrailingZeros().toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  private static String yamlText(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !NOT_TEXTS.contains(lower(text));
    return plain ? text : quoted(text);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The text in double quotes, with escapes that JSON and YAML share. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(isPrintable(character) ? character : escaped(character));
      }
    }
    return quoted.append('"').toString();
  }

  private static String escaped(char character) {
    return String.format("\\u%04x", (int) character);
  }

  private static boolean isPrintable(char character) {
    boolean control = character < ' ' || (character >= 0x7F && character < 0xA0);
    boolean lineBreak = character == '\u2028' || character == '\u2029';
    return !control && !lineBreak && character != '\uFEFF' && character < 0xFFFE;
  }
}
