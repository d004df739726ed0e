package io.synapse.store.raytune;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** JSON as Ray writes it: with NaN and infinities that are bare, and lines that may be torn. */
final class RayJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private RayJson() {}

  /** The object in a file. */
  static Map<String, Object> object(Path file) {
    return object(text(file), file.toString());
  }

  /**
   * The object that a text is.
   *
   * @param where the text's place, for a message
   */
  static Map<String, Object> object(String text, String where) {
    try {
      Map<String, Object> object = MAPPER.readValue(text, OBJECT);
      if (object != null) {
        object.replaceAll((key, value) -> number(value));
        return object;
      }
    } catch (JacksonException e) {
      throw damaged(where, reason(e));
    }
    throw damaged(where, "it is null");
  }

  /** Jackson's own messages speak of itself and of settings that cannot be changed here. */
  private static String reason(JacksonException failure) {
    if (failure instanceof UnexpectedEndOfInputException) {
      return "it ends too early";
    }
    if (failure instanceof MismatchedInputException || failure.getLocation() == null) {
      return "it is something else";
    }
    TokenStreamLocation place = failure.getLocation();
    return "look at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
  }

  /**
   * Whole numbers are Long, as everywhere. Python's have no end (seeds often have 128 bits): what
   * is beyond is Double.
   */
  @SuppressWarnings("unchecked")
  private static Object number(Object value) {
    if (value instanceof Integer whole) {
      return whole.longValue();
    }
    if (value instanceof BigInteger whole) {
      return whole.doubleValue();
    }
    if (value instanceof Map<?, ?> map) {
      ((Map<String, Object>) map).replaceAll((key, each) -> number(each));
    } else if (value instanceof List<?> list) {
      ((List<Object>) list).replaceAll(RayJson::number);
    }
    return value;
  }

  /**
   * The objects of a file, one a line. A last line without its end, which a kill left, is not one.
   */
  static List<Map<String, Object>> lines(Path file) {
    String text = text(file);
    List<Map<String, Object>> objects = new ArrayList<>();
    int number = 0;
    for (int from = 0, end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      number++;
      String line = text.substring(from, end);
      if (!line.isBlank()) {
        objects.add(object(line, file + ":" + number));
      }
      from = end + 1;
    }
    return objects;
  }

  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s cannot be read (%s); make it readable, or import another folder"
              .formatted(file, e.getClass().getSimpleName()));
    }
  }

  private static InvalidInputException damaged(String where, String why) {
    return new InvalidInputException(
        "%s is damaged: it is not a JSON object (%s); restore it from a copy, or move the trial's folder away to import the others"
            .formatted(where, why));
  }
}
