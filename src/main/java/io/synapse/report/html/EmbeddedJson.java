package io.synapse.report.html;

import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that may stand inside a {@code script} element. Characters that HTML or old scripts take for
 * something else occur in JSON only within texts, where they can be written as escapes.
 *
 * @param text the JSON; NaN and infinities are texts
 */
record EmbeddedJson(String text) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The JSON of maps, lists, texts and numbers. */
  static EmbeddedJson of(Object value) {
    return new EmbeddedJson(
        MAPPER
            .writeValueAsString(value)
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029"));
  }
}
