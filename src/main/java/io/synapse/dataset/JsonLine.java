package io.synapse.dataset;

import io.synapse.problem.Place;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Parses a line that holds one JSON object. */
final class JsonLine {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonLine() {}

  /** The object's fields; empty, and a problem, when the line is no JSON object. */
  static Optional<Map<String, Object>> parse(String line, Place start, CappedProblems problems) {
    try {
      Object value = MAPPER.readValue(line, Object.class);
      if (!(value instanceof Map<?, ?> map)) {
        problems.error(start, "must be a JSON object, such as {\"files\": [\"a.png\"]}");
        return Optional.empty();
      }
      return Optional.of(fieldsOf(map));
    } catch (JacksonException e) {
      problems.error(placeOf(e, start), "is not JSON: " + e.getOriginalMessage());
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // keys of a JSON object are texts
  private static Map<String, Object> fieldsOf(Map<?, ?> object) {
    return (Map<String, Object>) object;
  }

  private static Place placeOf(JacksonException failure, Place start) {
    int column = failure.getLocation() == null ? 1 : failure.getLocation().getColumnNr();
    return new Place(start.file(), start.line(), Math.max(column, 1));
  }
}
