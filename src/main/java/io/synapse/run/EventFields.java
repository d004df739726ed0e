package io.synapse.run;

import io.synapse.files.JsonFields;
import io.synapse.files.JsonNumbers;
import io.synapse.space.Config;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fields of one line of a journal, as typed values. Reading is lenient, as another version may
 * have written the line: in place of a field that is missing or of another kind there is a neutral
 * value, and {@link #defect} says what is wrong.
 */
final class EventFields {

  static final String SEQUENCE = "seq";
  static final String TIME = "time";
  static final String EVENT = "event";
  static final String TRIAL = "trial_id";

  private static final String TIME_FORM = "0000-00-00T00:00:00.000Z";
  private static final long DAY_MS = 86_400_000;

  private final Map<String, Object> fields;
  private Optional<String> defect = Optional.empty();

  EventFields(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** The first field that was asked for and was not as it must be; empty when all were. */
  Optional<String> defect() {
    return defect;
  }

  Map<String, Object> all() {
    return fields;
  }

  String event() {
    return text(EVENT);
  }

  boolean isOfTrial() {
    return fields.get(TRIAL) instanceof String;
  }

  String trialId() {
    return text(TRIAL);
  }

  /** When the line was written; 1970 when that is not known. */
  Instant time() {
    String text = text(TIME);
    if (hasTimeForm(text)) {
      return timeOf(text);
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      complain(TIME, "a time in ISO 8601");
      return Instant.EPOCH;
    }
  }

  /** Nearly all lines have this form, and the general parser takes twenty times as long. */
  private static boolean hasTimeForm(String text) {
    if (text.length() != TIME_FORM.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char form = TIME_FORM.charAt(i);
      char sign = text.charAt(i);
      if (form == '0' ? sign < '0' || sign > '9' : sign != form) {
        return false;
      }
    }
    return number(text, 5, 7) >= 1
        && number(text, 5, 7) <= 12
        && number(text, 8, 10) >= 1
        && number(text, 8, 10) <= 28;
  }

  private static Instant timeOf(String text) {
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    long seconds = number(text, 11, 13) * 3600L + number(text, 14, 16) * 60L + number(text, 17, 19);
    return Instant.ofEpochMilli(day.toEpochDay() * DAY_MS + seconds * 1000 + number(text, 20, 23));
  }

  private static int number(String digits, int from, int to) {
    return Integer.parseInt(digits, from, to, 10);
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /** A text, or what a value of another kind looks like; empty where there is none. */
  String text(String name) {
    return JsonFields.text(fields, name);
  }

  long whole(String name) {
    if (fields.get(name) instanceof Number number) {
      return number.longValue();
    }
    complain(name, "a number");
    return 0;
  }

  OptionalLong optionalWhole(String name) {
    return fields.get(name) instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  int integer(String name) {
    return (int) whole(name);
  }

  /** A number that may be NaN or infinite; NaN when there is none. */
  double real(String name) {
    if (JsonNumbers.restored(fields.get(name)) instanceof Number number) {
      return number.doubleValue();
    }
    complain(name, "a number");
    return Double.NaN;
  }

  /** A number; 0 when it is not there or not finite. */
  double finite(String name) {
    double value = real(name);
    return Double.isFinite(value) ? value : 0;
  }

  <E extends Enum<E>> E constant(String name, E otherwise) {
    try {
      return Enum.valueOf(otherwise.getDeclaringClass(), text(name).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      complain(name, "one of " + Arrays.toString(otherwise.getDeclaringClass().getEnumConstants()));
      return otherwise;
    }
  }

  Optional<Path> path(String name) {
    try {
      return Optional.ofNullable(fields.get(name)).map(path -> Path.of(path.toString()));
    } catch (InvalidPathException e) {
      complain(name, "a path");
      return Optional.empty();
    }
  }

  Path requiredPath(String name) {
    Optional<Path> path = path(name);
    if (path.isEmpty()) {
      complain(name, "a path");
    }
    return path.orElse(Path.of("unknown"));
  }

  /** Values of hyperparameters: a text in them is a text. */
  Config config(String name) {
    return Config.over(object(name));
  }

  /** Measured values, of which NaN and infinities were written as texts. */
  Map<String, Object> metrics(String name) {
    Map<String, Object> written = object(name);
    return written instanceof ShallowJson.LazyObject
        ? new ShallowJson.LazyObject(() -> JsonNumbers.restored(written))
        : JsonNumbers.restored(written);
  }

  /** An object; empty where there is none. */
  Map<String, Object> object(String name) {
    return JsonFields.object(fields, name);
  }

  /** All fields but those of every line and the named ones. */
  Map<String, Object> details(String... others) {
    Map<String, Object> details = new LinkedHashMap<>(fields);
    details.keySet().removeAll(List.of(SEQUENCE, TIME, EVENT));
    details.keySet().removeAll(List.of(others));
    return details;
  }

  /** A decision with its reason. */
  Decision decision() {
    String reason = text("reason");
    return switch (text("decision")) {
      case "STOP" -> new Decision.Stop(reason);
      case "PAUSE" -> new Decision.Pause(reason);
      case "EXPLOIT" -> exploit(reason);
      case "CONTINUE", "" -> new Decision.Continue(reason);
      default -> unknownDecision(reason);
    };
  }

  /** Of a later version: a checkpoint that it names is still needed. */
  private Decision unknownDecision(String reason) {
    complain("decision", "a known decision");
    return has("exploit_checkpoint") ? exploit(reason) : new Decision.Continue(reason);
  }

  private Decision exploit(String reason) {
    return new Decision.Exploit(
        reason,
        text("exploit_trial"),
        new SavedCheckpoint(requiredPath("exploit_checkpoint"), 0, Map.of()),
        config("exploit_config"));
  }

  /** Notes what a field must be, unless something was noted before. */
  private void complain(String name, String rule) {
    if (defect.isEmpty()) {
      defect =
          Optional.of(
              "'%s' of the event '%s' must be %s, and is %s"
                  .formatted(name, event(), rule, fields.get(name)));
    }
  }
}
