package io.synapse.samples;

import io.synapse.api.Dataset;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set without categories.
 *
 * @param path the file or folder
 */
record SampleDataset(Path path) implements Dataset {

  @Override
  public int id() {
    return 123;
  }

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public List<String> categories() {
    return List.of();
  }

  @Override
  public List<Item> items(String category) {
    throw new IllegalArgumentException("no category '" + category + "'; there are none");
  }
}
