package io.synapse.cli.train;

/** The views that {@code --progress} can name. */
public enum ProgressMode {
  auto,
  live,
  plain,
  jsonl,
  none
}
