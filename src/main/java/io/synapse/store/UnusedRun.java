package io.synapse.store;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A new run's row, with an id and a start of its trials' ids that no run has yet. */
record UnusedRun(StoreLayout layout) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PREFIX_BYTES = 4;

  /** Within the transaction that inserts it. */
  StoredRun of(Sql sql, NewRun created) throws SQLException {
    return new StoredRun(
        unusedId(sql, created),
        unusedPrefix(sql),
        created.jobName(),
        created.mode(),
        created.objective(),
        RunStatus.RUNNING,
        created.started(),
        Optional.empty(),
        RunOutcome.NONE,
        ProcessIdentity.current());
  }

  private String unusedId(Sql sql, NewRun created) throws SQLException {
    String name = FolderName.of(created.jobName()) + "-" + TIME.format(created.started());
    String id = name;
    for (int copy = 2; isTaken(sql, id); copy++) {
      id = name + "-" + copy;
    }
    return id;
  }

  private boolean isTaken(Sql sql, String id) throws SQLException {
    return Files.exists(layout.folder(EntryKind.RUNS, id), LinkOption.NOFOLLOW_LINKS)
        || RunRows.withId(sql, id).isPresent();
  }

  private static String unusedPrefix(Sql sql) throws SQLException {
    byte[] bytes = new byte[PREFIX_BYTES];
    String prefix;
    do {
      RANDOM.nextBytes(bytes);
      prefix = HexFormat.of().formatHex(bytes);
    } while (sql.number("SELECT count(*) FROM runs WHERE trial_prefix = ?", prefix) > 0);
    return prefix;
  }
}
