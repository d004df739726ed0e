package io.synapse.report.tracking;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values as MLflow keeps them: as text of limited length. */
final class MlflowText {

  private static final int LONGEST_PARAMETER = 6_000;
  private static final int LONGEST_TAG = 5_000;
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
    return text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
  }
}
