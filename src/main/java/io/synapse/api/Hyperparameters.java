package io.synapse.api;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The hyperparameters of one training: a read-only map from names to JSON values (text, {@link
 * Long}, {@link Double}, {@link Boolean}, null, lists, maps), with typed look-ups.
 *
 * <p>A look-up without a default fails when the name is missing; both kinds fail, naming the
 * parameter and its value, when the value is of another type. {@code 4.0} is the integer 4; {@code
 * 4.5} is not an integer.
 */
public final class Hyperparameters extends AbstractMap<String, Object> {

  private final Map<String, Object> values;

  /**
   * Wraps a copy of the values.
   *
   * @param values the values, in the order to keep
   */
  public Hyperparameters(Map<String, ?> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return values.entrySet();
  }

  @Override
  public Object get(Object name) {
    return values.get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return values.containsKey(name);
  }

  /**
   * An integer that fits an {@code int}.
   *
   * @param name the parameter
   * @return its value
   * @throws IllegalArgumentException when it is missing or no such integer
   */
  public int getInt(String name) {
    return toInt(name, require(name));
  }

  /**
   * An integer that fits an {@code int}, or a default.
   *
   * @param name the parameter
   * @param fallback the value when the parameter is missing or null
   * @return its value
   * @throws IllegalArgumentException when it is no such integer
   */
  public int getInt(String name, int fallback) {
    return isSet(name) ? getInt(name) : fallback;
  }

  /**
   * An integer.
   *
   * @param name the parameter
   * @return its value
   * @throws IllegalArgumentException when it is missing or not an integer
   */
  public long getLong(String name) {
    return toLong(name, require(name));
  }

  /**
   * An integer, or a default.
   *
   * @param name the parameter
   * @param fallback the value when the parameter is missing or null
   * @return its value
   * @throws IllegalArgumentException when it is not an integer
   */
  public long getLong(String name, long fallback) {
    return isSet(name) ? getLong(name) : fallback;
  }

  /**
   * A number.
   *
   * @param name the parameter
   * @return its value
   * @throws IllegalArgumentException when it is missing or not a number
   */
  public double getDouble(String name) {
    Object value = require(name);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrongType(name, value, "a number");
  }

  /**
   * A number, or a default.
   *
   * @param name the parameter
   * @param fallback the value when the parameter is missing or null
   * @return its value
   * @throws IllegalArgumentException when it is not a number
   */
  public double getDouble(String name, double fallback) {
    return isSet(name) ? getDouble(name) : fallback;
  }

  /**
   * A text.
   *
   * @param name the parameter
   * @return its value
   * @throws IllegalArgumentException when it is missing or not a text
   */
  public String getString(String name) {
    Object value = require(name);
    if (value instanceof String text) {
      return text;
    }
    throw wrongType(name, value, "a text");
  }

  /**
   * A text, or a default.
   *
   * @param name the parameter
   * @param fallback the value when the parameter is missing or null
   * @return its value
   * @throws IllegalArgumentException when it is not a text
   */
  public String getString(String name, String fallback) {
    return isSet(name) ? getString(name) : fallback;
  }

  /**
   * A truth value.
   *
   * @param name the parameter
   * @return its value
   * @throws IllegalArgumentException when it is missing or neither true nor false
   */
  public boolean getBoolean(String name) {
    Object value = require(name);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw wrongType(name, value, "true or false");
  }

  /**
   * A truth value, or a default.
   *
   * @param name the parameter
   * @param fallback the value when the parameter is missing or null
   * @return its value
   * @throws IllegalArgumentException when it is neither true nor false
   */
  public boolean getBoolean(String name, boolean fallback) {
    return isSet(name) ? getBoolean(name) : fallback;
  }

  private boolean isSet(String name) {
    return values.get(name) != null;
  }

  private Object require(String name) {
    Object value = values.get(name);
    if (value == null) {
      String known = values.isEmpty() ? "none is given" : "given are " + values.keySet();
      throw new IllegalArgumentException(
          "hyperparameter '" + name + "' is required; " + known + ". Add it to the job file.");
    }
    return value;
  }

  private static int toInt(String name, Object value) {
    long number = toLong(name, value);
    if (number != (int) number) {
      throw wrongType(name, value, "an integer of 32 bits");
    }
    return (int) number;
  }

  private static long toLong(String name, Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())) {
      return toExactLong(name, number.doubleValue());
    }
    throw wrongType(name, value, "an integer");
  }

  private static long toExactLong(String name, double value) {
    if (Math.abs(value) > 1L << 53) {
      throw wrongType(name, value, "an integer that a double holds exactly");
    }
    return (long) value;
  }

  private static IllegalArgumentException wrongType(String name, Object value, String wanted) {
    String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    return new IllegalArgumentException(
        "hyperparameter '" + name + "' must be " + wanted + ", and is " + shown);
  }
}
