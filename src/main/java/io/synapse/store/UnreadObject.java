package io.synapse.store;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A JSON object that is read when somebody looks into it for the first time. */
final class UnreadObject extends AbstractMap<String, Object> {

  private Supplier<Map<String, Object>> reading;
  private Map<String, Object> read;

  UnreadObject(Supplier<Map<String, Object>> reading) {
    this.reading = reading;
  }

  private Map<String, Object> read() {
    if (read == null) {
      read = reading.get();
      reading = null;
    }
    return read;
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return read().entrySet();
  }

  @Override
  public Object get(Object name) {
    return read().get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return read().containsKey(name);
  }
}
