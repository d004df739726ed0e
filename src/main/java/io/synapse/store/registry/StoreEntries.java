package io.synapse.store.registry;

import io.synapse.files.StorageFailure;
import io.synapse.problem.OperationFailedException;
import io.synapse.store.registry.Sql.SqlWork;
import io.synapse.store.registry.StoreLayout.EntryKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * How entries appear and disappear, the same for every kind: the folder by an atomic rename and the
 * row by the transaction around it. A process that dies in between leaves a note, by which {@link
 * CrashRecovery} undoes the half.
 */
public final class StoreEntries implements AutoCloseable {

  private final StoreLayout layout;
  private final Registry registry;
  private final CrashRecovery leftovers;

  /**
   * Staging folders to use again: file systems such as ext4 take long to make files while many were
   * deleted in the last seconds.
   */
  private final Queue<StagingFolder> idle = new ConcurrentLinkedQueue<>();

  public StoreEntries(StoreLayout layout, Registry registry) {
    this.layout = layout;
    this.registry = registry;
    this.leftovers = new CrashRecovery(layout, registry);
  }

  /** Builds an entry in a staging folder. */
  @FunctionalInterface
  public interface EntryBuilder<T> {
    T in(StagingFolder staging) throws IOException;
  }

  /** Gives a staging folder to something that may add an entry, and clears up after it. */
  public <T> T staged(String step, EntryBuilder<T> building) {
    try {
      StagingFolder used = idle.poll();
      return built(used == null ? StagingFolder.create(layout) : used, building);
    } catch (IOException e) {
      throw StorageFailure.of(step, layout.root(), e);
    }
  }

  private <T> T built(StagingFolder staging, EntryBuilder<T> building) throws IOException {
    T result;
    try {
      result = building.in(staging);
    } catch (Throwable failure) {
      undo(staging, failure);
      discard(staging);
      throw failure;
    }
    keep(staging);
    return result;
  }

  /** Makes the built content appear; within the transaction that inserts the row. */
  public void publish(StagingFolder staging, EntryKind kind, String key) throws IOException {
    Path folder = layout.folder(kind, key);
    refuseForeign(folder);
    staging.intend(kind, key);
    try {
      Files.move(staging.content(), folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      Files.createDirectories(folder.getParent());
      Files.move(staging.content(), folder, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void refuseForeign(Path folder) {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new OperationFailedException(
          folder + " is there, and the registry doesn't know it; move it away and try again");
    }
  }

  /**
   * Takes an entry's row and folder away; a folder that is gone already doesn't matter.
   *
   * @param permitted checks, within the transaction, that it may go
   */
  public void remove(EntryKind kind, String key, SqlWork<?> permitted) {
    staged(
        "remove from the store",
        staging ->
            registry.write(
                sql -> {
                  permitted.with(sql);
                  staging.intend(kind, key);
                  Path folder = layout.folder(kind, key);
                  if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(folder, staging.content(), StandardCopyOption.ATOMIC_MOVE);
                  }
                  return sql.update("DELETE FROM " + kind.table() + " WHERE id = ?", key);
                }));
  }

  /**
   * The number that a new entry gets: never one that was used before, and never one whose folder is
   * there.
   */
  public long nextId(Sql sql, EntryKind kind) throws SQLException {
    long next = sql.number("SELECT seq FROM sqlite_sequence WHERE name = ?", kind.table()) + 1;
    while (Files.exists(layout.folder(kind, Long.toString(next)), LinkOption.NOFOLLOW_LINKS)) {
      next++;
    }
    return next;
  }

  /** After a failed commit the entry's folder may be in its place without a row. */
  private void undo(StagingFolder staging, Throwable failure) {
    try {
      leftovers.settle(staging.folder());
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void keep(StagingFolder staging) {
    try {
      staging.clear();
      idle.add(staging);
    } catch (IOException e) {
      discard(staging);
    }
  }

  private static void discard(StagingFolder staging) {
    try {
      staging.close();
    } catch (IOException e) {
      // A later process that opens the store deletes it.
    }
  }

  /** Gives the staging folders back. */
  @Override
  public void close() {
    for (StagingFolder staging = idle.poll(); staging != null; staging = idle.poll()) {
      discard(staging);
    }
  }
}
