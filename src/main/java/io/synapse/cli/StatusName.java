package io.synapse.cli;

import io.synapse.store.RunStatus;

/** Where runs can stand, as {@code --status} names it. */
enum StatusName {
  running,
  completed,
  interrupted,
  failed;

  boolean is(RunStatus status) {
    return status.text().equals(name());
  }
}
