package io.synapse.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a store's staging folders. */
public final class StagedContents {

  private StagedContents() {}

  /** Whatever is being built, or was and is left: all but the notes of folders to use again. */
  public static List<Path> in(Store store) throws IOException {
    Path staging = store.folder().resolve("tmp");
    if (!Files.exists(staging)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(staging)) {
      return paths.filter(path -> path.endsWith("content")).toList();
    }
  }
}
