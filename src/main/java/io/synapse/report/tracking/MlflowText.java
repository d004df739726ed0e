package io.synapse.report.tracking;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values as MLflow keeps them: as text of limited length. */
final class MlflowText {

  private static final int LONGEST_PARAMETER = 6_000;
  private static final int LONGEST_TAG = 5_000;
  private static final int REPLACEMENT = 0xFFFD;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private MlflowText() {}

  /** A hyperparameter's value: a text as it is, anything else as JSON. */
  static String parameter(Object value) {
    return cut(value instanceof String text ? text : json(value), LONGEST_PARAMETER);
  }

  static String tag(String value) {
    return cut(value, LONGEST_TAG);
  }

  static String json(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The object that a line is; anything else throws Jackson's exception. */
  static Map<String, Object> object(String line) {
    return MAPPER.readValue(line, OBJECT);
  }

  private static String cut(String text, int longest) {
    return whole(text.length() > longest ? text.substring(0, longest - 1) + "…" : text);
  }

  /**
   * With {@code U+FFFD} for halves of characters, which a plugin may have made, or the cut: at one
   * of them the server stops reading, and answers as if it had taken the rest.
   */
  private static String whole(String text) {
    return text.codePoints()
        .map(c -> isHalf(c) ? REPLACEMENT : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
