package io.synapse.store.dataset;

import io.synapse.dataset.ByteProgress;
import io.synapse.dataset.DatasetContent;
import io.synapse.dataset.DatasetImport;
import io.synapse.dataset.DatasetImport.ImportLimits;
import io.synapse.dataset.DatasetReader;
import io.synapse.files.Sha256;
import io.synapse.files.StorageFailure;
import io.synapse.problem.InvalidInputException;
import io.synapse.store.dataset.StoredDataset.NewDataset;
import io.synapse.store.registry.Registry;
import io.synapse.store.registry.Sql;
import io.synapse.store.registry.StagingFolder;
import io.synapse.store.registry.StoreEntries;
import io.synapse.store.registry.StoreLayout;
import io.synapse.store.registry.StoreLayout.EntryKind;
import io.synapse.store.run.ResumableRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The data sets of a store. */
public final class DatasetStore {

  private static final EntryKind KIND = EntryKind.DATASETS;

  private final StoreLayout layout;
  private final Registry registry;
  private final StoreEntries entries;
  private final DatasetReferences references;

  public DatasetStore(StoreLayout layout, Registry registry, StoreEntries entries) {
    this.layout = layout;
    this.registry = registry;
    this.entries = entries;
    this.references = new DatasetReferences(layout);
  }

  /**
   * Adds a data set: points to a folder or file, or imports it.
   *
   * @param added what to add
   * @param progress receives the number of bytes imported
   * @throws InvalidInputException when there is no data set at the path, an archive is unsafe or
   *     damaged, or the id is taken; the message then gives the next free one
   */
  public StoredDataset add(NewDataset added, ByteProgress progress) {
    Path source = added.path();
    boolean archive = Files.isRegularFile(source) && DatasetImport.isArchive(source);
    DatasetImport.refuseForeignArchive(source);
    registry.read(sql -> chooseId(sql, added));
    if (archive || added.placement() == NewDataset.Placement.COPIED) {
      return entries.staged("import a data set", staging -> imported(added, staging, progress));
    }
    DatasetContent content = DatasetReader.read(source);
    return registry.write(
        sql ->
            insert(
                sql,
                new NewDatasetRow(chooseId(sql, added), added, content, source.toString(), false)));
  }

  private StoredDataset imported(NewDataset added, StagingFolder staging, ByteProgress progress) {
    Path target = staging.content();
    Path path = DatasetImport.importTo(added.path(), target, ImportLimits.DEFAULT, progress);
    DatasetContent content = DatasetReader.read(path);
    return registry.write(
        sql -> {
          int id = chooseId(sql, added);
          String key = Integer.toString(id);
          Path place = layout.folder(KIND, key).resolve(target.relativize(path));
          String stored = layout.root().relativize(place).normalize().toString();
          StoredDataset dataset = insert(sql, new NewDatasetRow(id, added, content, stored, true));
          entries.publish(staging, KIND, key);
          return dataset;
        });
  }

  /** All data sets in the order of their ids. */
  public List<StoredDataset> list() {
    return registry.read(sql -> sql.list("SELECT * FROM datasets ORDER BY id", this::row));
  }

  /** The data set with an id. */
  public Optional<StoredDataset> find(int id) {
    return registry.read(sql -> find(sql, id));
  }

  /**
   * The data set with an id that a person gave.
   *
   * @throws InvalidInputException when there is none
   */
  public StoredDataset existing(int id) {
    return find(id).orElseThrow(() -> unknown(id));
  }

  /** Notes the fingerprint that was computed last. */
  public void recordFingerprint(int id, String fingerprint) {
    registry.write(
        sql -> sql.update("UPDATE datasets SET fingerprint = ? WHERE id = ?", fingerprint, id));
  }

  /**
   * Forgets a data set and deletes what was imported for it; never a folder that was only pointed
   * to.
   *
   * @throws InvalidInputException when there is none with the id, or a run needs what was imported
   */
  public StoredDataset remove(int id) {
    return remove(id, this::refuseNeeded);
  }

  /**
   * Does the same, whatever run needs it.
   *
   * @throws InvalidInputException when there is none with the id
   */
  public StoredDataset removeNeeded(int id) {
    return remove(id, (sql, dataset) -> {});
  }

  /**
   * Refuses a data set whose removal would take away what a run needs.
   *
   * @throws InvalidInputException when one does, with what and how
   */
  public void requireUnneeded(int id) {
    StoredDataset dataset = existing(id);
    registry.read(
        sql -> {
          refuseNeeded(sql, dataset);
          return dataset;
        });
  }

  /** Checks that a data set may go. */
  @FunctionalInterface
  private interface RemovalCheck {
    void check(Sql sql, StoredDataset dataset) throws SQLException;
  }

  private void refuseNeeded(Sql sql, StoredDataset dataset) throws SQLException {
    ResumableRuns.refuseNeeded("data set " + dataset.id(), references.to(sql, dataset));
  }

  private StoredDataset remove(int id, RemovalCheck permission) {
    StoredDataset dataset = existing(id);
    String key = Integer.toString(id);
    if (dataset.imported()) {
      entries.remove(KIND, key, sql -> permitted(sql, id, permission));
    } else {
      registry.write(sql -> sql.update("DELETE FROM datasets WHERE id = ?", id));
    }
    deleteCache(cacheFile(key));
    return dataset;
  }

  private StoredDataset permitted(Sql sql, int id, RemovalCheck permission) throws SQLException {
    StoredDataset dataset = find(sql, id).orElseThrow(() -> unknown(id));
    permission.check(sql, dataset);
    return dataset;
  }

  /** Where the digests of a data set's files are remembered; its folder exists. */
  public Path fingerprintCache(int id) {
    return withFolder(cacheFile(Integer.toString(id)));
  }

  /** The same for a data set that the store doesn't know. */
  public Path fingerprintCache(Path dataset) {
    String path = dataset.toAbsolutePath().normalize().toString();
    String hash = Sha256.of(path.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    return withFolder(cacheFile("path-" + hash));
  }

  private Path cacheFile(String key) {
    return layout.folder(KIND).resolve(key + ".fingerprints");
  }

  private static Path withFolder(Path file) {
    try {
      Files.createDirectories(file.getParent());
      return file;
    } catch (IOException e) {
      throw StorageFailure.of("make a folder", file.getParent(), e);
    }
  }

  private static void deleteCache(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageFailure.of("delete a file", file, e);
    }
  }

  private int chooseId(Sql sql, NewDataset added) throws SQLException {
    long next = entries.nextId(sql, KIND);
    long free = next <= Integer.MAX_VALUE ? next : lowestFree(sql);
    if (added.id().isEmpty()) {
      return (int) free;
    }
    int id = added.id().getAsInt();
    if (id < 0) {
      throw new InvalidInputException(
          "the id of a data set is a whole number from 0; %d is not, %d is free"
              .formatted(id, free));
    }
    Optional<StoredDataset> taken = find(sql, id);
    if (taken.isPresent()) {
      throw new InvalidInputException(
          "data set %d is '%s' (%s) already; the next free id is %d"
              .formatted(id, taken.get().name(), taken.get().path(), free));
    }
    return id;
  }

  private static long lowestFree(Sql sql) throws SQLException {
    return sql.number(
        "SELECT min(candidate) FROM (SELECT 1 AS candidate UNION SELECT id + 1 FROM datasets)"
            + " WHERE candidate NOT IN (SELECT id FROM datasets)");
  }

  private InvalidInputException unknown(int id) {
    List<String> known = list().stream().map(dataset -> "" + dataset.id()).limit(20).toList();
    String there = known.isEmpty() ? "it has none" : "it has " + String.join(", ", known);
    return new InvalidInputException(
        "the store %s has no data set %d; %s; add one with 'synapse dataset add'"
            .formatted(layout.root(), id, there));
  }

  private record NewDatasetRow(
      int id, NewDataset added, DatasetContent content, String storedPath, boolean imported) {

    String name() {
      return added.name().orElseGet(() -> String.valueOf(added.path().getFileName()));
    }
  }

  private StoredDataset insert(Sql sql, NewDatasetRow row) throws SQLException {
    sql.update(
        "INSERT INTO datasets (id, name, path, kind, imported, size, items, added)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row.id(),
        row.name(),
        row.storedPath(),
        row.content().layout().name().toLowerCase(Locale.ROOT),
        row.imported() ? 1 : 0,
        row.content().bytes(),
        row.content().itemCount(),
        Instant.now().toString());
    return find(sql, row.id()).orElseThrow();
  }

  private Optional<StoredDataset> find(Sql sql, int id) throws SQLException {
    return sql.first("SELECT * FROM datasets WHERE id = ?", this::row, id);
  }

  private StoredDataset row(ResultSet row) throws SQLException {
    return new StoredDataset(
        row.getInt("id"),
        row.getString("name"),
        layout.root().resolve(row.getString("path")),
        DatasetContent.Layout.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getBoolean("imported"),
        row.getLong("size"),
        row.getLong("items"),
        Optional.ofNullable(row.getString("fingerprint")),
        Instant.parse(row.getString("added")));
  }

  /** Which runs still need the files of a data set. */
  static final class DatasetReferences {

    private final ResumableRuns runs;

    DatasetReferences(StoreLayout layout) {
      this.runs = new ResumableRuns(layout);
    }

    /**
     * What refers to a data set, a sentence's part each: {@code run digits-1, which can be resumed,
     * reads it}. To one that is used in place nothing does: its files stay, and a run knows where
     * they are.
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
}
