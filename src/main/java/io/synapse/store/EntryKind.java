package io.synapse.store;

import java.util.Locale;

/**
 * What a store holds: each kind has a table of the registry and a folder of the same name, in which
 * an entry's folder is named by its {@code id}.
 */
enum EntryKind {
  DATASETS,
  MODELS,
  RUNS;

  String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  String folder() {
    return table();
  }
}
