package io.synapse.cli.dataset;

import io.synapse.dataset.DatasetContent;
import io.synapse.run.RunEventCodec;
import io.synapse.store.dataset.StoredDataset;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A registered data set as JSON. */
final class DatasetJson {

  /** The names in {@link #of}, in their order. */
  static final List<String> FIELDS =
      List.of(
          "id",
          "name",
          "path",
          "layout",
          "imported",
          "available",
          "items",
          "size",
          "fingerprint",
          "added");

  private DatasetJson() {}

  /** What the registry knows, and whether the files are there. */
  static Map<String, Object> of(StoredDataset dataset) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", dataset.id());
    fields.put("name", dataset.name());
    fields.put("path", dataset.path().toString());
    fields.put("layout", layout(dataset));
    fields.put("imported", dataset.imported());
    fields.put("available", isAvailable(dataset));
    fields.put("items", dataset.items());
    fields.put("size", dataset.size());
    fields.put("fingerprint", dataset.fingerprint().orElse(null));
    fields.put("added", RunEventCodec.time(dataset.added()));
    return fields;
  }

  /** What is on the disk now. */
  static Map<String, Object> content(DatasetContent content) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("items", content.itemCount());
    fields.put("size", content.bytes());
    fields.put("categories", itemCounts(content));
    return fields;
  }

  /** Category to the number of its items. */
  static Map<String, Integer> itemCounts(DatasetContent content) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    content.categories().forEach(name -> counts.put(name, content.items(name).size()));
    return counts;
  }

  static String layout(StoredDataset dataset) {
    return dataset.layout().name().toLowerCase(Locale.ROOT);
  }

  static boolean isAvailable(StoredDataset dataset) {
    return Files.exists(dataset.path());
  }
}
