package io.synapse.cli.completion;

import java.util.List;

/**
 * A value of a job that {@code --set} can change.
 *
 * @param key the dotted path into the job; with a dot at its end, the start of paths that are free
 * @param description one clause
 * @param values the values there are; empty when they are too many
 */
record JobSetting(String key, String description, List<String> values) {

  JobSetting {
    PlainText.requireWord(key);
    description = PlainText.firstClause(description);
    values = List.copyOf(values);
    values.forEach(PlainText::requireWord);
  }

  /** What is suggested for the key: it goes on with a value, or with more of the path. */
  String start() {
    return key.endsWith(".") ? key : key + "=";
  }
}
