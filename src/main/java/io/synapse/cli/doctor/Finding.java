package io.synapse.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was found of one part of the machine.
 *
 * @param part its name, for people and programs
 * @param state whether runs can use it
 * @param found what is there
 * @param remedy what to do about it; empty when nothing is to be done
 */
public record Finding(String part, CheckState state, String found, String remedy) {

  /** Whether runs can use a part. */
  public enum CheckState {
    /** It is as it should be. */
    OK,
    /** Some runs cannot use it. */
    LIMITED,
    /** What was asked about does not work without it. */
    BROKEN
  }

  static Finding ok(String part, String found) {
    return new Finding(part, CheckState.OK, found, "");
  }

  static Finding limited(String part, String found, String remedy) {
    return new Finding(part, CheckState.LIMITED, found, remedy);
  }

  static Finding broken(String part, String found, String remedy) {
    return new Finding(part, CheckState.BROKEN, found, remedy);
  }

  /** The same with more of what is there. */
  public Finding and(String more) {
    return new Finding(part, state, found + "; " + more, remedy);
  }

  /** For a program. */
  public Map<String, Object> toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("part", part);
    fields.put("state", state.name().toLowerCase(Locale.ROOT));
    fields.put("found", found);
    fields.put("remedy", remedy.isEmpty() ? null : remedy);
    return fields;
  }
}
