package io.synapse.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How SQLite keeps its transactions whole, and how long a commit waits for the disk.
 *
 * <p>With a write-ahead log {@code synchronous = NORMAL} cannot damage the file; a power failure
 * may cost the newest transactions. A rollback journal needs {@code FULL}.
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
