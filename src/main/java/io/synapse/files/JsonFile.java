package io.synapse.files;

import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON objects in files, as JSON values in Java: whole numbers are Long. NaN and infinities are
 * written as texts and read back as those texts.
 */
public final class JsonFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();
  private static final ObjectReader VALUE_IN_ANOTHER =
      MAPPER.readerFor(Object.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};
  private static final TypeReference<ArrayList<Object>> LIST = new TypeReference<>() {};

  private JsonFile() {}

  /**
   * Writes an object, whole or not at all.
   *
   * @throws OperationFailedException with a remedy
   */
  public static void write(Path file, Map<String, ?> object) {
    AtomicFile.write(file, text(object));
  }

  /** The object for people to read, with a line's end. */
  public static String text(Map<String, ?> object) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n";
  }

  /**
   * Reads an object.
   *
   * @throws OperationFailedException when it is missing or damaged
   */
  public static Map<String, Object> read(Path file) {
    try {
      return parse(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw new OperationFailedException(
          file + " is damaged: it is not a JSON object (" + e.getOriginalMessage() + ")", e);
    } catch (IOException e) {
      throw StorageFailure.of("read a file", file, e);
    }
  }

  /** Reads these bytes token by token. */
  public static JsonParser parser(byte[] bytes) {
    return MAPPER.createParser(bytes);
  }

  /** The whole value that the parser's token begins. */
  public static Object value(JsonParser parser) {
    return VALUE_IN_ANOTHER.readValue(parser);
  }

  /** The list that these bytes are; anything else throws {@link JacksonException}. */
  public static List<Object> parseList(byte[] bytes) {
    return MAPPER.readValue(bytes, LIST);
  }

  /** The object that these bytes are; anything else throws {@link JacksonException}. */
  public static Map<String, Object> parse(byte[] bytes) {
    Map<String, Object> object = MAPPER.readValue(bytes, OBJECT);
    if (object == null) {
      throw DatabindException.from((JsonParser) null, "it is null");
    }
    return object;
  }
}
