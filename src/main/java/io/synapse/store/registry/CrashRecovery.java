package io.synapse.store.registry;

import io.synapse.files.FileTree;
import io.synapse.files.ProcessIdentity;
import io.synapse.files.StorageFailure;
import io.synapse.run.RunStatus;
import io.synapse.store.registry.StoreLayout.EntryKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts right what processes left that died while they changed the store: an entry has its row and
 * its folder, or neither.
 */
public final class CrashRecovery {

  /** After this, a folder of another host counts as left: nothing takes that long to build. */
  private static final Duration FOREIGN_AGE = Duration.ofDays(7);

  private static final Pattern STAGING = Pattern.compile("\\d{1,18}-\\d{1,18}-[0-9a-f]{8}-.+");

  private final StoreLayout layout;
  private final Registry registry;

  public CrashRecovery(StoreLayout layout, Registry registry) {
    this.layout = layout;
    this.registry = registry;
  }

  /** Looks for folders of dead processes. What cannot be deleted stays for the next time. */
  public void sweep() {
    try {
      for (Path folder : entries(layout.staging())) {
        if (isLeft(folder)) {
          settle(folder);
          FileTree.delete(folder);
        }
      }
    } catch (IOException e) {
      throw StorageFailure.of("clear up after an interrupted process", layout.staging(), e);
    }
  }

  /**
   * The entries that {@link #sweep} deletes along with a folder; changes nothing.
   *
   * @param stagingFolder of a dead process
   */
  public List<Path> doomed(Path stagingFolder) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path note : entries(stagingFolder)) {
      String name = note.getFileName().toString();
      if (name.startsWith(StagingFolder.IMPORT)) {
        found.addAll(ofImport(name.substring(StagingFolder.IMPORT.length())));
      }
      for (EntryKind kind : EntryKind.values()) {
        String prefix = kind.folder() + "-";
        if (name.startsWith(prefix) && !hasRow(kind, name.substring(prefix.length()))) {
          found.add(layout.folder(kind, name.substring(prefix.length())));
        }
      }
    }
    return found.stream().filter(each -> Files.exists(each, LinkOption.NOFOLLOW_LINKS)).toList();
  }

  private List<Path> ofImport(String runId) {
    return registry.read(
        sql -> {
          List<Path> found = new ArrayList<>();
          if (isRunning(sql, runId)) {
            found.add(layout.folder(EntryKind.RUNS, runId));
            models(sql, runId).forEach(id -> found.add(layout.folder(EntryKind.MODELS, id)));
          }
          return found;
        });
  }

  private boolean hasRow(EntryKind kind, String key) {
    return registry.read(sql -> hasRow(sql, kind, key));
  }

  /** Makes row and folder agree for every entry that was about to change. */
  public void settle(Path stagingFolder) throws IOException {
    for (Path note : entries(stagingFolder)) {
      String name = note.getFileName().toString();
      if (name.startsWith(StagingFolder.IMPORT)) {
        takeBack(name.substring(StagingFolder.IMPORT.length()));
      }
      for (EntryKind kind : EntryKind.values()) {
        String prefix = kind.folder() + "-";
        if (name.startsWith(prefix)) {
          settle(kind, name.substring(prefix.length()));
        }
      }
    }
  }

  private void settle(EntryKind kind, String key) {
    registry.write(
        sql -> {
          Path folder = layout.folder(kind, key);
          boolean hasFolder = Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
          boolean hasRow = hasRow(sql, kind, key);
          if (hasFolder && !hasRow) {
            FileTree.delete(folder);
          } else if (hasRow && !hasFolder) {
            sql.update("DELETE FROM " + kind.table() + " WHERE id = ?", key);
          }
          return null;
        });
  }

  /** An import that was cut short was no result yet. Rows go last, so that a kill repeats it. */
  private void takeBack(String runId) {
    registry.write(
        sql -> {
          if (!isRunning(sql, runId)) {
            return null;
          }
          for (String model : models(sql, runId)) {
            FileTree.delete(layout.folder(EntryKind.MODELS, model));
          }
          FileTree.delete(layout.folder(EntryKind.RUNS, runId));
          sql.update("DELETE FROM models WHERE run_id = ?", runId);
          sql.update("DELETE FROM runs WHERE id = ?", runId);
          return null;
        });
  }

  private static boolean isRunning(Sql sql, String runId) throws SQLException {
    return sql.number(
            "SELECT count(*) FROM runs WHERE id = ? AND status = ?",
            runId,
            RunStatus.RUNNING.text())
        > 0;
  }

  private static List<String> models(Sql sql, String runId) throws SQLException {
    return sql.list("SELECT id FROM models WHERE run_id = ?", row -> row.getString("id"), runId);
  }

  public static boolean hasRow(Sql sql, EntryKind kind, String key) throws SQLException {
    return sql.number("SELECT count(*) FROM " + kind.table() + " WHERE id = ?", key) > 0;
  }

  /** Whether a folder is named as {@link StagingFolder} names its own. */
  public static boolean isNamedAsStaging(Path folder) {
    return isNameOfStaging(folder.getFileName().toString());
  }

  public static boolean isNameOfStaging(String name) {
    return STAGING.matcher(name).matches();
  }

  public static boolean isLeft(Path folder) throws IOException {
    return isLeft(folder, folder.getFileName().toString());
  }

  /**
   * Whether the process that makes a file or folder is dead.
   *
   * @param name what says whose it is, as the name of a {@link StagingFolder} folder does
   */
  public static boolean isLeft(Path folder, String name) throws IOException {
    String[] parts = name.split("-", 4);
    ProcessIdentity own = ProcessIdentity.current();
    if (parts.length == 4 && parts[2].equals(StagingFolder.hostHash(own))) {
      long pid = Long.parseLong(parts[0]);
      long started = Long.parseLong(parts[1]);
      ProcessIdentity owner = new ProcessIdentity(pid, started, own.host());
      return owner.state() == ProcessIdentity.ProcessState.DEAD;
    }
    Instant changed = Files.getLastModifiedTime(folder).toInstant();
    return changed.isBefore(Instant.now().minus(FOREIGN_AGE));
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (var stream = Files.newDirectoryStream(folder)) {
        stream.forEach(found::add);
      }
    }
    return found;
  }
}
