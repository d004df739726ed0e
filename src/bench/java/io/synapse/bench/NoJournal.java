package io.synapse.bench;

import io.synapse.run.Journal;
import io.synapse.run.RecordedEvent;

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
