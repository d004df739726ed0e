package io.synapse.store;

import io.synapse.files.DiskUsage;
import io.synapse.files.StorageFailure;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.store.dataset.DatasetStore;
import io.synapse.store.gc.GarbageCollector;
import io.synapse.store.model.ModelStore;
import io.synapse.store.registry.CrashRecovery;
import io.synapse.store.registry.Registry;
import io.synapse.store.registry.RegistrySchema;
import io.synapse.store.registry.StoreEntries;
import io.synapse.store.registry.StoreLayout;
import io.synapse.store.registry.StoreLayout.EntryKind;
import io.synapse.store.run.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The local registry of data sets, models and runs. Several processes may use one store at once;
 * within a process it may be used from any thread. The caller closes it.
 *
 * <p>Every method of the stores in it throws {@link OperationFailedException}, with the path and a
 * remedy, when the disk is full, read-only or not permitted, and leaves nothing half-written.
 */
public final class Store implements AutoCloseable {

  private final StoreLayout layout;
  private final Registry registry;
  private final StoreEntries entries;
  private final DatasetStore datasets;
  private final ModelStore models;
  private final RunStore runs;

  private Store(StoreLayout layout, Registry registry) {
    this.layout = layout;
    this.registry = registry;
    this.entries = new StoreEntries(layout, registry);
    this.datasets = new DatasetStore(layout, registry, entries);
    this.models = new ModelStore(layout, registry, entries);
    this.runs = new RunStore(layout, registry, entries);
  }

  /**
   * Opens a store to read and write it: creates it when it is missing, migrates an older one, and
   * clears up after processes that died.
   *
   * @param folder the store's folder, such as {@code .synapse}
   * @throws OperationFailedException when the folder cannot be made or used, or when a newer
   *     synapse wrote it
   */
  public static Store open(Path folder) {
    StoreLayout layout = new StoreLayout(folder);
    refuseFile(layout);
    try {
      Files.createDirectories(layout.root());
    } catch (IOException e) {
      throw StorageFailure.of("make the store", layout.root(), e);
    }
    Registry registry = Registry.open(layout.registry(), RegistrySchema.current());
    new CrashRecovery(layout, registry).sweep();
    return new Store(layout, registry);
  }

  /**
   * Opens a store that exists, also on a read-only disk. What would change it fails.
   *
   * @param folder the store's folder
   * @throws InvalidInputException when there is no store
   * @throws OperationFailedException when it cannot be read, or when a newer synapse wrote it
   */
  public static Store openForReading(Path folder) {
    StoreLayout layout = new StoreLayout(folder);
    refuseFile(layout);
    if (!exists(folder)) {
      throw new InvalidInputException(
          "there is no store at %s; name one with --store, or make it by running a job"
              .formatted(layout.root()));
    }
    return new Store(layout, Registry.openForReading(layout.registry(), RegistrySchema.current()));
  }

  /** Whether there is a store in a folder. */
  public static boolean exists(Path folder) {
    return Files.isRegularFile(new StoreLayout(folder).registry());
  }

  /** The store's folder, absolute. */
  public Path folder() {
    return layout.root();
  }

  /** The folder of what is installed for plugins, absolute; it need not exist. */
  public Path environments() {
    return layout.environments();
  }

  /** Its data sets. */
  public DatasetStore datasets() {
    return datasets;
  }

  /** Its models. */
  public ModelStore models() {
    return models;
  }

  /** Its runs. */
  public RunStore runs() {
    return runs;
  }

  /** Finds what nothing in it refers to. */
  public GarbageCollector garbage() {
    return new GarbageCollector(layout, registry, entries, runs);
  }

  /**
   * What its parts take of the disk, in the order in which they are shown.
   *
   * @throws OperationFailedException when it cannot be read
   */
  public List<StoreUsage> use() {
    try {
      return List.of(
          use(EntryKind.DATASETS.folder(), datasets.list().size()),
          use(EntryKind.MODELS.folder(), models.list().size()),
          use(EntryKind.RUNS.folder(), runs.list().size()),
          use(layout.root().relativize(layout.environments()).toString(), 0),
          use(layout.root().relativize(layout.staging()).toString(), 0));
    } catch (IOException e) {
      throw StorageFailure.of("look through the store", layout.root(), e);
    }
  }

  private StoreUsage use(String part, long count) throws IOException {
    return new StoreUsage(part, count, DiskUsage.of(layout.root().resolve(part)).bytes());
  }

  private static void refuseFile(StoreLayout layout) {
    if (Files.isRegularFile(layout.root())) {
      throw new OperationFailedException(
          "the store %s is a file; a store is a folder, so name another path with --store"
              .formatted(layout.root()));
    }
  }

  @Override
  public void close() {
    entries.close();
    registry.close();
  }

  /**
   * What one part of a store takes of the disk.
   *
   * @param part the name of its folder
   * @param entries how many things it holds; 0 where that is not counted
   * @param bytes of its files, each counted once
   */
  public record StoreUsage(String part, long entries, long bytes) {}
}
