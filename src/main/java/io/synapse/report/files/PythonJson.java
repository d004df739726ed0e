package io.synapse.report.files;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as Ray Tune and Python's {@code json} write it: NaN and infinities bare. */
final class PythonJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static final JsonMapper AS_GIVEN =
      MAPPER.rebuild().disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private PythonJson() {}

  /** An object on one line, with its end. */
  static byte[] line(Map<String, Object> object) {
    return (text(object) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Any value, on one line. */
  static String text(Object value) {
    return AS_GIVEN.writeValueAsString(value);
  }

  /** An object for people, its keys in alphabetical order. */
  static byte[] document(Map<String, Object> object) {
    return (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads an object; whole numbers are Long.
   *
   * @throws tools.jackson.core.JacksonException when the text is none
   */
  static Map<String, Object> object(String line) {
    return MAPPER.readValue(line, OBJECT);
  }
}
