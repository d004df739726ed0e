package io.synapse.job.document;

import io.synapse.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A text that was read as far as its syntax goes.
 *
 * @param root the outermost value; a null scalar when the text is empty
 * @param format how it was written
 * @param problems single values that cannot be used: keys given twice, numbers that do not fit
 */
public record Document(Node root, DocumentFormat format, List<Problem> problems) {

  /** Copies the list. */
  public Document {
    problems = List.copyOf(problems);
  }

  /** How a document is written. */
  public enum DocumentFormat {
    JSON,
    YAML;

    /** The format that a file's name tells, if it does. */
    public static Optional<DocumentFormat> ofFileName(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.endsWith(".json")) {
        return Optional.of(JSON);
      }
      boolean yaml = lower.endsWith(".yaml") || lower.endsWith(".yml");
      return yaml ? Optional.of(YAML) : Optional.empty();
    }

    /** The format that a text looks like: JSON begins with a bracket. */
    static DocumentFormat ofText(String text) {
      String content = text.stripLeading();
      return content.startsWith("{") || content.startsWith("[") ? JSON : YAML;
    }
  }
}
