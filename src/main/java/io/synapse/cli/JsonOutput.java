package io.synapse.cli;

import tools.jackson.databind.json.JsonMapper;

/** JSON documents for scripts. */
final class JsonOutput {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonOutput() {}

  /**
   * A JSON value as an indented document, ended by a line break; NaN and infinities are the texts
   * "NaN", "Infinity" and "-Infinity".
   */
  static String text(Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }
}
