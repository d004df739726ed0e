package io.synapse.tune;

import io.synapse.run.Journal;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import java.util.ArrayList;
import java.util.List;

/** A journal in memory, which knows what was flushed. */
final class RecordingJournal implements Journal {

  private final List<RecordedEvent> appended = new ArrayList<>();
  private int flushed;

  List<RunEvent> events() {
    return appended.stream().map(RecordedEvent::event).toList();
  }

  <T extends RunEvent> List<T> events(Class<T> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<RecordedEvent> recorded() {
    return List.copyOf(appended);
  }

  /** As a new process finds it that goes on elsewhere. */
  void clear() {
    appended.clear();
    flushed = 0;
  }

  int flushed() {
    return flushed;
  }

  @Override
  public void append(RecordedEvent event) {
    appended.add(event);
  }

  @Override
  public void flush() {
    flushed = appended.size();
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}
}
