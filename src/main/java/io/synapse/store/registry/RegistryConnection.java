package io.synapse.store.registry;

import io.synapse.files.NetworkFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to a registry with the settings that its place needs. */
final class RegistryConnection {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private RegistryConnection() {}

  /** A connection that creates the file when it is missing. */
  static Connection forWriting(Path file, JournalMode mode) {
    try {
      return inJournalMode(connect(url(file), settings()), mode);
    } catch (SQLException e) {
      throw RegistryFailure.of(file, e);
    }
  }

  /**
   * A connection that changes nothing. On a read-only disk SQLite can't set up what it shares with
   * other processes; when none of them has set it up either, the file alone is the whole registry
   * and is read as it is.
   */
  static Connection forReading(Path file) {
    SQLiteConfig settings = settings();
    settings.setReadOnly(true);
    settings.resetOpenMode(SQLiteOpenMode.CREATE);
    try {
      return connect(url(file), settings);
    } catch (SQLException e) {
      if (!RegistryFailure.isReadOnly(e)) {
        throw RegistryFailure.of(file, e);
      }
    }
    return immutable(file, settings);
  }

  private static Connection immutable(Path file, SQLiteConfig settings) {
    try {
      return connect(url(file) + "?immutable=1", settings);
    } catch (SQLException e) {
      throw RegistryFailure.of(file, e);
    }
  }

  private static SQLiteConfig settings() {
    SQLiteConfig settings = new SQLiteConfig();
    settings.setBusyTimeout(Math.toIntExact(Registry.BUSY_TIMEOUT.toMillis()));
    settings.enforceForeignKeys(true);
    return settings;
  }

  /** Connects, and reads the file so that one which cannot be used fails here. */
  private static Connection connect(String url, SQLiteConfig settings) throws SQLException {
    Connection connection = settings.createConnection(url);
    try {
      RegistrySchema.versionOf(new Sql(connection));
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static Connection inJournalMode(Connection connection, JournalMode wanted)
      throws SQLException {
    Sql sql = new Sql(connection);
    try {
      boolean log = setJournalMode(sql, wanted).equalsIgnoreCase(JournalMode.WAL.name());
      JournalMode used = log ? JournalMode.WAL : JournalMode.DELETE;
      sql.run("PRAGMA synchronous = " + used.synchronous());
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Changing the mode needs the file alone; SQLite's busy timeout does not cover all of that. */
  private static String setJournalMode(Sql sql, JournalMode mode) throws SQLException {
    long giveUp = System.nanoTime() + Registry.BUSY_TIMEOUT.toNanos();
    while (true) {
      try {
        return sql.first("PRAGMA journal_mode = " + mode, row -> row.getString(1)).orElse("");
      } catch (SQLException e) {
        if (!RegistryFailure.isBusy(e) || System.nanoTime() > giveUp) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** The file in the form in which {@code ? # %} in its path are not taken for something else. */
  private static String url(Path file) {
    String path = file.toAbsolutePath().toString().replace('\\', '/');
    String encoded = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23");
    return "jdbc:sqlite:file:" + (encoded.startsWith("/") ? "" : "/") + encoded;
  }

  /**
   * How SQLite keeps its transactions whole, and how long a commit waits for the disk.
   *
   * <p>With a write-ahead log {@code synchronous = NORMAL} cannot damage the file; a power failure
   * may cost the latest transactions. A rollback journal needs {@code FULL}.
   */
  enum JournalMode {
    /** A write-ahead log: fast, and readers don't wait; for disks of this machine. */
    WAL("NORMAL"),
    /** A rollback journal, deleted at each commit; for network file systems. */
    DELETE("FULL");

    private final String synchronous;

    JournalMode(String synchronous) {
      this.synchronous = synchronous;
    }

    /** What suits the disk of an existing folder. */
    static JournalMode suiting(Path folder) throws IOException {
      return NetworkFileSystem.holds(folder) ? DELETE : WAL;
    }

    /** The value of SQLite's {@code synchronous} that goes with it. */
    String synchronous() {
      return synchronous;
    }
  }
}
