package io.synapse.store;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Which runs still need the files of a data set. */
final class DatasetReferences {

  private final RunsToGoOn runs;

  DatasetReferences(StoreLayout layout) {
    this.runs = new RunsToGoOn(layout);
  }

  /**
   * What refers to a data set, a sentence's part each: {@code run digits-1, which can go on, reads
   * it}. To one that is used in place nothing does: its files stay, and a run knows where they are.
   */
  List<String> to(Sql sql, StoredDataset dataset) throws SQLException {
    if (!dataset.imported()) {
      return List.of();
    }
    return runs.needing(sql, job -> reads(job, dataset)).stream()
        .map(run -> "run " + run.id() + ", which can go on, reads it")
        .toList();
  }

  private static boolean reads(Map<?, ?> job, StoredDataset dataset) {
    return job.get("datasets") instanceof Map<?, ?> places
        && places.entrySet().stream().anyMatch(place -> reads(place, dataset));
  }

  /** The number counts where the place is gone, as in a store that was moved. */
  private static boolean reads(Map.Entry<?, ?> place, StoredDataset dataset) {
    try {
      Path path = Path.of(String.valueOf(place.getValue())).normalize();
      boolean named = String.valueOf(place.getKey()).equals(Integer.toString(dataset.id()));
      return path.startsWith(dataset.path()) || (named && !Files.exists(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
