package io.synapse.bench;

import io.synapse.tune.Journal;
import io.synapse.tune.RecordedEvent;

/** Keeps nothing. */
public final class NoJournal implements Journal {
  @Override
  public void append(RecordedEvent event) {}

  @Override
  public void flush() {}

  @Override
  public void sync() {}

  @Override
  public void close() {}
}
