package io.synapse.store;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;

/** A JSON list that is read when somebody looks into it for the first time. */
final class UnreadList extends AbstractList<Object> {

  private Supplier<List<Object>> reading;
  private List<Object> read;

  UnreadList(Supplier<List<Object>> reading) {
    this.reading = reading;
  }

  private List<Object> read() {
    if (read == null) {
      read = reading.get();
      reading = null;
    }
    return read;
  }

  @Override
  public Object get(int index) {
    return read().get(index);
  }

  @Override
  public int size() {
    return read().size();
  }
}
