package io.synapse.problem;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One option of a search algorithm or a scheduler: what it may be and what it is when left out.
 *
 * @param name the option's name in the job file
 * @param type the kind of value
 * @param defaultValue the value when left out; null when there is none
 * @param range the numbers allowed, for {@link Type#INTEGER} and {@link Type#NUMBER}
 * @param choices the texts allowed, for {@link Type#TEXT}; empty allows any
 * @param description one line for people
 */
public record OptionSpecification(
    String name,
    Type type,
    Object defaultValue,
    Optional<ValueRange> range,
    List<String> choices,
    String description) {

  /** Kinds of value. Integers are {@link Long}, numbers {@link Double}. */
  public enum Type {
    INTEGER("an integer"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    TEXT("a text"),
    NUMBERS("a list of numbers"),
    OBJECT("an object");

    private final String description;

    Type(String description) {
      this.description = description;
    }

    /** How a message names the kind. */
    public String description() {
      return description;
    }
  }

  /**
   * The numbers allowed.
   *
   * @param min the smallest
   * @param max the largest; positive infinity for none
   * @param minIncluded whether {@code min} itself is allowed
   */
  public record ValueRange(double min, double max, boolean minIncluded) {

    boolean contains(double value) {
      return (minIncluded ? value >= min : value > min) && value <= max;
    }

    @Override
    public String toString() {
      String lower = (minIncluded ? "at least " : "above ") + plain(min);
      return Double.isInfinite(max) ? lower : lower + " and at most " + plain(max);
    }

    private static String plain(double value) {
      return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
  }

  /** An integer option that is at least {@code min}. */
  public static OptionSpecification integer(
      String name, Object defaultValue, long min, String description) {
    ValueRange range = new ValueRange(min, Double.POSITIVE_INFINITY, true);
    return new OptionSpecification(
        name, Type.INTEGER, defaultValue, Optional.of(range), List.of(), description);
  }

  /** A number option in a range. */
  public static OptionSpecification number(
      String name, Object defaultValue, ValueRange range, String description) {
    return new OptionSpecification(
        name, Type.NUMBER, defaultValue, Optional.of(range), List.of(), description);
  }

  /** An option that is true or false. */
  public static OptionSpecification truth(String name, boolean defaultValue, String description) {
    return new OptionSpecification(
        name, Type.BOOLEAN, defaultValue, Optional.empty(), List.of(), description);
  }

  /** A text option; {@code choices} empty allows any text. */
  public static OptionSpecification text(
      String name, String defaultValue, List<String> choices, String description) {
    return new OptionSpecification(
        name, Type.TEXT, defaultValue, Optional.empty(), List.copyOf(choices), description);
  }

  private String remedy(Object value) {
    boolean unquoted = value instanceof Number || value instanceof Boolean;
    return type == Type.TEXT && unquoted ? "; write it in quotes" : "";
  }

  /**
   * Checks a value and brings it to its type.
   *
   * @param value what the job file holds
   * @param path where it holds it
   * @param problems takes what is wrong
   * @return the value as {@link Long}, {@link Double}, {@link Boolean}, {@link String}, list or
   *     map; null after an error
   */
  public Object check(Object value, String path, Problems problems) {
    Object typed = OptionValues.convert(type, value);
    if (typed == null) {
      problems.error(
          path,
          "must be " + type.description() + ", and is " + OptionValues.show(value) + remedy(value));
    } else if (range.isPresent() && !range.get().contains(((Number) typed).doubleValue())) {
      problems.error(path, "must be " + range.get() + ", and is " + OptionValues.show(value));
    } else if (!choices.isEmpty() && !choices.contains(typed)) {
      String hint = NearestName.hint(String.valueOf(value), choices);
      problems.error(
          path, "must be one of " + choices + ", and is " + OptionValues.show(value) + hint);
    } else {
      return typed;
    }
    return null;
  }

  /** Brings JSON values to an option's type. */
  static final class OptionValues {

    private OptionValues() {}

    /** The value in the type's Java class, or null when it is of another kind. */
    static Object convert(OptionSpecification.Type type, Object value) {
      return switch (type) {
        case INTEGER -> integer(value);
        case NUMBER -> value instanceof Number number ? (Double) number.doubleValue() : null;
        case BOOLEAN -> value instanceof Boolean ? value : null;
        case TEXT -> value instanceof String ? value : null;
        case NUMBERS -> value instanceof List<?> list && allNumbers(list) ? list : null;
        case OBJECT -> value instanceof Map<?, ?> ? value : null;
      };
    }

    static String show(Object value) {
      return ShownValue.of(value);
    }

    private static Long integer(Object value) {
      if (!(value instanceof Number number)) {
        return null;
      }
      if (number instanceof Long integer) {
        return integer;
      }
      double real = number.doubleValue();
      return real == Math.rint(real) && Math.abs(real) < 0x1p63 ? (Long) number.longValue() : null;
    }

    private static boolean allNumbers(List<?> list) {
      return list.stream().allMatch(element -> element instanceof Number);
    }
  }
}
