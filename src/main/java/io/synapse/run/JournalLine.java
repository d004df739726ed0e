package io.synapse.run;

import io.synapse.space.Config;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields of a journal's line, as {@link RunEventCodec} wrote them. */
public record JournalLine(Map<String, Object> fields) {

  public String event() {
    return text("event");
  }

  public String trialId() {
    return text("trial_id");
  }

  public Instant time() {
    return Instant.parse(text("time"));
  }

  /** A text; empty where there is none. */
  public String text(String name) {
    Object value = fields.get(name);
    return value == null ? "" : value.toString();
  }

  public long number(String name) {
    if (fields.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalArgumentException(
        "'%s' of the event '%s' must be a number, and is %s"
            .formatted(name, event(), fields.get(name)));
  }

  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT));
  }

  public Optional<Path> path(String name) {
    return Optional.ofNullable(fields.get(name)).map(path -> Path.of(path.toString()));
  }

  /** Values of hyperparameters: a text in them is a text. */
  public Config config(String name) {
    Map<String, Object> values = new LinkedHashMap<>();
    object(name).forEach((key, value) -> values.put((String) key, value));
    return new Config(values);
  }

  /** Measured values, of which NaN and infinities were written as texts. */
  public Map<String, Object> metrics(String name) {
    return JsonNumbers.restored(object(name));
  }

  Map<?, ?> object(String name) {
    return fields.get(name) instanceof Map<?, ?> object ? object : Map.of();
  }
}
