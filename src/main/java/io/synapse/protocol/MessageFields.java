package io.synapse.protocol;

import io.synapse.files.JsonNumbers;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of a message or of an object in one, read with the types that they must have. */
final class MessageFields {

  private final String owner;
  private final Map<String, Object> values;

  /**
   * Fields to be read.
   *
   * @param owner the kind of message, for what is said when one is wrong
   */
  MessageFields(String owner, Map<String, Object> values) {
    this.owner = owner;
    this.values = values;
  }

  /** A message's fields: name, value, name, value … */
  static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  /** The fields of a message about an attempt. */
  static Map<String, Object> ofAttempt(String trialId, int attempt, Object... namesAndValues) {
    Map<String, Object> fields = of("trial_id", trialId, "attempt", attempt);
    fields.putAll(of(namesAndValues));
    return fields;
  }

  String trialId() {
    return text("trial_id");
  }

  int attempt() {
    return integer("attempt");
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  String text(String name) {
    return required(name, String.class, "a text");
  }

  /** The text, or null where there is none. */
  String optionalText(String name) {
    return has(name) ? text(name) : null;
  }

  Path path(String name) {
    try {
      return Path.of(text(name));
    } catch (InvalidPathException e) {
      throw wrong(name, "a path");
    }
  }

  /** The path, or null where there is none. */
  Path optionalPath(String name) {
    return has(name) ? path(name) : null;
  }

  boolean flag(String name) {
    return required(name, Boolean.class, "true or false");
  }

  long number(String name) {
    return required(name, Long.class, "a whole number of 64 bits");
  }

  int integer(String name) {
    if (values.get(name) instanceof Long number && number.intValue() == number) {
      return number.intValue();
    }
    throw wrong(name, "a whole number of 32 bits");
  }

  double real(String name) {
    if (JsonNumbers.restored(values.get(name)) instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(name, "a number");
  }

  List<String> texts(String name) {
    String rule = "a list of texts";
    List<?> list = required(name, List.class, rule);
    if (!list.stream().allMatch(String.class::isInstance)) {
      throw wrong(name, rule);
    }
    return list.stream().map(String.class::cast).toList();
  }

  MessageFields inner(String name) {
    return new MessageFields(owner + "." + name, object(name));
  }

  List<MessageFields> inners(String name) {
    String rule = "a list of objects";
    List<?> list = required(name, List.class, rule);
    if (!list.stream().allMatch(Map.class::isInstance)) {
      throw wrong(name, rule);
    }
    return list.stream()
        .map(inner -> new MessageFields(owner + "." + name, object(inner)))
        .toList();
  }

  @SuppressWarnings("unchecked") // names in a JSON object are texts
  private static Map<String, Object> object(Object json) {
    return (Map<String, Object>) json;
  }

  /** One of an enum's constants, in small letters. */
  <E extends Enum<E>> E choice(String name, Class<E> type) {
    String given = text(name);
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(given))
        .findFirst()
        .orElseThrow(() -> wrong(name, "one of those that are known"));
  }

  /** All of them. */
  Map<String, Object> values() {
    return values;
  }

  /** An object as it was sent. */
  Map<String, Object> object(String name) {
    return object(required(name, Map.class, "an object"));
  }

  /**
   * An object of measured values, in which NaN and infinities, which are sent as texts, are
   * numbers.
   */
  Map<String, Object> measured(String name) {
    return JsonNumbers.restored(object(name));
  }

  /** A measured value, which may be null. */
  Object measuredValue(String name) {
    return JsonNumbers.restored(values.get(name));
  }

  private <T> T required(String name, Class<T> type, String rule) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw wrong(name, rule);
    }
    return type.cast(value);
  }

  private ProtocolException wrong(String name, String rule) {
    return new ProtocolException(
        "the field '%s' of '%s' must be %s, and is %s"
            .formatted(name, owner, rule, values.get(name)));
  }
}
