package io.synapse.cli.train;

/** The executors that {@code --executor} can name. */
public enum ExecutorName {
  process,
  inline,
  ray
}
