package io.synapse.cli;

/** The views that {@code --progress} can name. */
enum ProgressMode {
  auto,
  live,
  plain,
  jsonl,
  none
}
