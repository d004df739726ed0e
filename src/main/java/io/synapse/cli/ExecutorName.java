package io.synapse.cli;

/** The executors that {@code --executor} can name. */
enum ExecutorName {
  process,
  inline,
  ray
}
