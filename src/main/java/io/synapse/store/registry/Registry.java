package io.synapse.store.registry;

import io.synapse.files.StorageFailure;
import io.synapse.problem.OperationFailedException;
import io.synapse.store.registry.RegistryConnection.JournalMode;
import io.synapse.store.registry.Sql.SqlWork;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The SQLite file with the store's tables. Several processes may use it at once: every change is a
 * transaction that holds SQLite's write lock from its start, so what it reads cannot change under
 * it. Thread-safe; the threads of one process take turns.
 */
public final class Registry implements AutoCloseable {

  /** How long one process waits for others. */
  static final Duration BUSY_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration MAKING_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Path file;
  private final Sql sql;

  private Registry(Path file, Connection connection) {
    this.file = file;
    this.sql = new Sql(connection);
  }

  /** Opens a registry to read and write it; creates or migrates it when needed. */
  public static Registry open(Path file, RegistrySchema schema) {
    try {
      return open(file, schema, JournalMode.suiting(file.getParent()));
    } catch (IOException e) {
      throw StorageFailure.of("open the registry", file, e);
    }
  }

  public static Registry open(Path file, RegistrySchema schema, JournalMode mode) {
    Registry registry = new Registry(file, RegistryConnection.forWriting(file, mode));
    registry.checkedAgainst(schema, () -> registry.migrate(schema));
    return registry;
  }

  /** Opens a registry that exists and that this user perhaps cannot write. */
  public static Registry openForReading(Path file, RegistrySchema schema) {
    Registry registry = new Registry(file, RegistryConnection.forReading(file));
    registry.checkedAgainst(schema, () -> registry.refuseOlder(schema));
    return registry;
  }

  /** Runs work that only reads. */
  public synchronized <T> T read(SqlWork<T> work) {
    try {
      return work.with(sql);
    } catch (SQLException e) {
      throw RegistryFailure.of(file, e);
    } catch (IOException e) {
      throw StorageFailure.of("read the store", file.getParent(), e);
    }
  }

  /** Runs work as one transaction: all of it happens or, when it fails, none. */
  public synchronized <T> T write(SqlWork<T> work) {
    try {
      sql.run("BEGIN IMMEDIATE");
      return committed(work);
    } catch (SQLException e) {
      throw RegistryFailure.of(file, e);
    } catch (IOException e) {
      throw StorageFailure.of("write to the store", file.getParent(), e);
    }
  }

  private <T> T committed(SqlWork<T> work) throws SQLException, IOException {
    try {
      T result = work.with(sql);
      sql.run("COMMIT");
      return result;
    } catch (Throwable failure) {
      rollBack(failure);
      throw failure;
    }
  }

  /** SQLite has rolled back already after some failures, such as a full disk. */
  private void rollBack(Throwable failure) {
    try {
      sql.run("ROLLBACK");
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private void checkedAgainst(RegistrySchema schema, Runnable migration) {
    boolean usable = false;
    try {
      refuseNewer(read(RegistrySchema::versionOf), schema);
      migration.run();
      usable = true;
    } finally {
      if (!usable) {
        close();
      }
    }
  }

  private void migrate(RegistrySchema schema) {
    if (read(RegistrySchema::versionOf) == schema.version()) {
      return;
    }
    write(
        transaction -> {
          refuseNewer(RegistrySchema.versionOf(transaction), schema);
          schema.migrate(transaction);
          return null;
        });
  }

  private void refuseNewer(int version, RegistrySchema schema) {
    if (version > schema.version()) {
      throw new OperationFailedException(
          "the registry %s has version %d, and this synapse knows versions up to %d; use the newer"
                  .formatted(file, version, schema.version())
              + " synapse that wrote it, or another store with --store");
    }
  }

  private void refuseOlder(RegistrySchema schema) {
    int version = versionOnceMade();
    if (version == 0) {
      throw new OperationFailedException(
          "the registry %s has no tables: whoever was making it has not come to an end; try again,"
                  .formatted(file)
              + " or run a job, which makes them");
    }
    if (version < schema.version()) {
      throw new OperationFailedException(
          "the read-only registry %s has version %d, and this synapse needs version %d; make it"
                  .formatted(file, version, schema.version())
              + " writable once so that it can be migrated");
    }
  }

  /** The file appears before its tables do, when another process makes the store just now. */
  private int versionOnceMade() {
    long giveUp = System.nanoTime() + MAKING_TIMEOUT.toNanos();
    int version = read(RegistrySchema::versionOf);
    while (version == 0 && System.nanoTime() < giveUp) {
      LockSupport.parkNanos(PAUSE.toNanos());
      version = read(RegistrySchema::versionOf);
    }
    return version;
  }

  @Override
  public synchronized void close() {
    try {
      sql.connection().close();
    } catch (SQLException e) {
      throw RegistryFailure.of(file, e);
    }
  }
}
