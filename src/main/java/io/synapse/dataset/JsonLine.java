package io.synapse.dataset;

import io.synapse.problem.Place;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
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
      problems.error(placeOf(e, start), "is not JSON: " + reason(e));
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // keys of a JSON object are texts
  private static Map<String, Object> fieldsOf(Map<?, ?> object) {
    return (Map<String, Object>) object;
  }

  private static String reason(JacksonException failure) {
    String told = String.valueOf(failure.getOriginalMessage());
    if (failure instanceof UnexpectedEndOfInputException) {
      return "the line ends too early; write the whole object on one line";
    }
    if (failure instanceof InputCoercionException) {
      return "an integer does not fit into 64 bits; write it as a text in quotes";
    }
    if (failure instanceof MismatchedInputException) {
      return "something follows the object; write each object on a line of its own";
    }
    if (told.startsWith("Non-standard token")) {
      return "NaN and Infinity are no numbers of JSON; write null";
    }
    return told.startsWith("Duplicate")
        ? "a key is given twice; keep one of them"
        : "what stands here is no object, list, text in double quotes, number, true, false or null";
  }

  private static Place placeOf(JacksonException failure, Place start) {
    int column = failure.getLocation() == null ? 1 : failure.getLocation().getColumnNr();
    return new Place(start.file(), start.line(), Math.max(column, 1));
  }
}
