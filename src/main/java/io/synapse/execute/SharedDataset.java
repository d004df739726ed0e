package io.synapse.execute;

import io.synapse.api.Dataset;
import io.synapse.dataset.DatasetContent.DatasetItem;
import io.synapse.dataset.DatasetContent.PreparedDataset;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;

/** The prepared data set as plugins see it; read-only and shared by all trials. */
public final class SharedDataset implements Dataset {

  private final PreparedDataset prepared;

  /** The plugins' view of a prepared data set. */
  public SharedDataset(PreparedDataset prepared) {
    this.prepared = prepared;
  }

  @Override
  public int id() {
    return prepared.id();
  }

  @Override
  public String name() {
    return prepared.name();
  }

  @Override
  public Path path() {
    return prepared.content().path();
  }

  @Override
  public List<String> categories() {
    return prepared.content().categories();
  }

  @Override
  public List<Item> items(String category) {
    List<DatasetItem> items = prepared.content().items(category);
    return new AbstractList<>() {
      @Override
      public Item get(int index) {
        return new SharedItem(items.get(index));
      }

      @Override
      public int size() {
        return items.size();
      }
    };
  }

  private record SharedItem(DatasetItem item) implements Item {

    @Override
    public List<Path> files() {
      return item.files();
    }

    @Override
    public Map<String, Object> data() {
      return item.data();
    }
  }
}
