package io.synapse.problem;

import java.util.List;
import java.util.Map;

/** Brings JSON values to an option's type. */
final class OptionValues {

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
