package io.synapse.store.model;

import io.synapse.files.StorageFailure;
import io.synapse.store.model.StoredModel.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What lies beside a model's files in an export: its card for people and its record. A model's own
 * file of that name stays what it is, and the document gets another name.
 *
 * @param contents the documents' bytes by their names
 */
record ModelDocuments(Map<String, byte[]> contents) {

  private static final String CARD = "model-card.md";
  private static final String OTHER = "synapse-";

  /** Nothing beside the files. */
  static final ModelDocuments NONE = new ModelDocuments(Map.of());

  /** The card and the record of a model. */
  static ModelDocuments of(StoredModel model, String card) {
    Set<String> taken =
        model.files().stream().map(ModelDocuments::topName).collect(Collectors.toSet());
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put(free(CARD, taken), card.getBytes(StandardCharsets.UTF_8));
    contents.put(free(ModelStore.RECORD, taken), record(model));
    return new ModelDocuments(contents);
  }

  private static byte[] record(StoredModel model) {
    Path file = model.folder().resolve(ModelStore.RECORD);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw StorageFailure.of("read the model's record", file, e);
    }
  }

  private static String free(String name, Set<String> taken) {
    String candidate = name;
    while (taken.contains(candidate)) {
      candidate = OTHER + candidate;
    }
    return candidate;
  }

  /** As file systems compare names that don't tell capitals from small letters. */
  private static String topName(ModelFile file) {
    return file.name().split("/", 2)[0].toLowerCase(Locale.ROOT);
  }

  long size() {
    return contents.values().stream().mapToLong(content -> content.length).sum();
  }
}
