package io.synapse.tune;

import io.synapse.space.Config;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields of a journal's line, as {@link RunEventJson} wrote them. */
record JournalLine(Map<String, Object> fields) {

  String event() {
    return text("event");
  }

  String trialId() {
    return text("trial_id");
  }

  Instant time() {
    return Instant.parse(text("time"));
  }

  /** A text; empty where there is none. */
  String text(String name) {
    Object value = fields.get(name);
    return value == null ? "" : value.toString();
  }

  long number(String name) {
    if (fields.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalArgumentException(
        "'%s' of the event '%s' must be a number, and is %s"
            .formatted(name, event(), fields.get(name)));
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT));
  }

  Optional<Path> path(String name) {
    return Optional.ofNullable(fields.get(name)).map(path -> Path.of(path.toString()));
  }

  /** Values of hyperparameters: a text in them is a text. */
  Config config(String name) {
    Map<String, Object> values = new LinkedHashMap<>();
    object(name).forEach((key, value) -> values.put((String) key, value));
    return new Config(values);
  }

  /** Measured values, of which NaN and infinities were written as texts. */
  Map<String, Object> metrics(String name) {
    return JsonNumbers.restored(object(name));
  }

  Map<?, ?> object(String name) {
    return fields.get(name) instanceof Map<?, ?> object ? object : Map.of();
  }
}
