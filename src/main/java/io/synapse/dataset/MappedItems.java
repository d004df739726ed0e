package io.synapse.dataset;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/** Items made when they are asked for, so that a million files cost their names alone. */
final class MappedItems<T> extends AbstractList<DatasetItem> implements RandomAccess {

  private final List<T> sources;
  private final Function<T, DatasetItem> toItem;

  MappedItems(List<T> sources, Function<T, DatasetItem> toItem) {
    this.sources = sources;
    this.toItem = toItem;
  }

  @Override
  public DatasetItem get(int index) {
    return toItem.apply(sources.get(index));
  }

  @Override
  public int size() {
    return sources.size();
  }
}
