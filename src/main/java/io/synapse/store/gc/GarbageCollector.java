package io.synapse.store.gc;

import io.synapse.files.DiskUsage;
import io.synapse.files.StorageFailure;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.RunFolder;
import io.synapse.store.registry.CrashRecovery;
import io.synapse.store.registry.Registry;
import io.synapse.store.registry.Sql;
import io.synapse.store.registry.StoreEntries;
import io.synapse.store.registry.StoreLayout;
import io.synapse.store.registry.StoreLayout.EntryKind;
import io.synapse.store.run.RunStore;
import io.synapse.store.run.RunTable;
import io.synapse.store.run.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds and deletes what nothing in a store refers to. Never anything of a run that a process runs,
 * and nothing that was changed within {@link #SAFETY_AGE}, but for folders of processes that are
 * known to be dead. Several may work at once, and one that is killed leaves a store that is whole.
 */
public final class GarbageCollector {

  /** What is younger may be in the making. */
  public static final Duration SAFETY_AGE = Duration.ofHours(1);

  private static final Pattern TEMPORARY = Pattern.compile("\\.[0-9a-f]{8}\\.tmp|.+\\.unfinished");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final StoreLayout layout;
  private final Registry registry;
  private final StoreEntries entries;
  private final RunStore runs;

  public GarbageCollector(
      StoreLayout layout, Registry registry, StoreEntries entries, RunStore runs) {
    this.layout = layout;
    this.registry = registry;
    this.entries = entries;
    this.runs = runs;
  }

  /**
   * Looks for garbage; changes nothing.
   *
   * @param now what ages are counted to
   * @throws OperationFailedException when the store cannot be read
   */
  public List<Garbage> find(Instant now) {
    try {
      List<Garbage> found = new ArrayList<>(staging(now));
      found.addAll(entriesWithoutRow(EntryKind.DATASETS, now));
      found.addAll(entriesWithoutRow(EntryKind.MODELS, now));
      found.addAll(entriesWithoutRow(EntryKind.RUNS, now));
      for (StoredRun run : runs.list()) {
        if (!runs.isAlive(run)) {
          found.addAll(ofRun(run.folder(layout), now));
        }
      }
      return once(found);
    } catch (IOException e) {
      throw StorageFailure.of("look through the store", layout.root(), e);
    }
  }

  /** What a dead process was making may have no row, too. */
  private static List<Garbage> once(List<Garbage> found) {
    Map<Path, Garbage> byPath = new LinkedHashMap<>();
    found.forEach(each -> byPath.putIfAbsent(each.path(), each));
    return List.copyOf(byPath.values());
  }

  private List<Garbage> staging(Instant now) throws IOException {
    List<Garbage> found = new ArrayList<>();
    for (Path folder : children(layout.staging())) {
      boolean left = CrashRecovery.isNamedAsStaging(folder) && CrashRecovery.isLeft(folder);
      if (left) {
        String reason = "a process died while it changed the store";
        found.add(garbage(Garbage.GarbageKind.STAGING, folder, reason, ""));
        for (Path entry : new CrashRecovery(layout, registry).doomed(folder)) {
          found.add(garbage(Garbage.GarbageKind.STAGING, entry, "its making was cut short", ""));
        }
      } else if (!CrashRecovery.isNamedAsStaging(folder) && isOld(folder, now)) {
        found.add(
            garbage(Garbage.GarbageKind.TEMPORARY, folder, "nothing of synapse's is named so", ""));
      }
    }
    return found;
  }

  /**
   * A registry that never had an entry of a kind is newer than the folders of that kind: it was
   * lost and made anew, and they may be all that is left.
   */
  private List<Garbage> entriesWithoutRow(EntryKind kind, Instant now) throws IOException {
    List<Garbage> found = new ArrayList<>();
    if (registry.read(sql -> lastNumber(sql, kind)) == 0) {
      return found;
    }
    for (Path folder : children(layout.folder(kind))) {
      String key = folder.getFileName().toString();
      boolean entry =
          Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
              && (kind == EntryKind.RUNS || NUMBER.matcher(key).matches());
      if (entry
          && !registry.read(sql -> CrashRecovery.hasRow(sql, kind, key))
          && isOld(folder, now)) {
        String reason = "the registry has nothing of that id among its " + kind.table();
        found.add(garbage(Garbage.GarbageKind.ENTRY, folder, reason, ""));
      }
    }
    return found;
  }

  private static long lastNumber(Sql sql, EntryKind kind) throws SQLException {
    return sql.number("SELECT seq FROM sqlite_sequence WHERE name = ?", kind.table());
  }

  private List<Garbage> ofRun(RunFolder run, Instant now) throws IOException {
    List<Garbage> found = new ArrayList<>();
    if (!Files.isDirectory(run.path())) {
      return found;
    }
    for (Path checkpoint : UnusedCheckpoints.of(run)) {
      if (isOld(checkpoint, now)) {
        String reason = "no trial goes on from this checkpoint";
        found.add(garbage(Garbage.GarbageKind.CHECKPOINT, checkpoint, reason, run.runId()));
      }
    }
    try (Stream<Path> files = Files.walk(run.path(), 1)) {
      for (Path file : files.filter(GarbageCollector::isTemporary).toList()) {
        if (isOld(file, now)) {
          String reason = "a process died while it wrote this";
          found.add(garbage(Garbage.GarbageKind.TEMPORARY, file, reason, run.runId()));
        }
      }
    }
    return found;
  }

  private static boolean isTemporary(Path path) {
    return TEMPORARY.matcher(path.getFileName().toString()).matches();
  }

  private static Garbage garbage(Garbage.GarbageKind kind, Path path, String reason, String owner)
      throws IOException {
    return new Garbage(kind, path, DiskUsage.of(path).own(), reason, owner);
  }

  private static boolean isOld(Path path, Instant now) throws IOException {
    return DiskUsage.of(path).latest().isBefore(now.minus(SAFETY_AGE));
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (var stream = Files.newDirectoryStream(folder)) {
        stream.forEach(found::add);
      }
    }
    found.sort(null);
    return found;
  }

  /**
   * Deletes what was found, unless something needs it by now.
   *
   * @param now what ages are counted to
   * @return whether it is gone by this call; false when another process was faster, too
   * @throws OperationFailedException when it cannot be deleted
   */
  public boolean delete(Garbage garbage, Instant now) {
    return switch (garbage.kind()) {
      // Opening the store to change it has deleted these.
      case STAGING -> !Files.exists(garbage.path(), LinkOption.NOFOLLOW_LINKS);
      case ENTRY, TEMPORARY, CHECKPOINT -> moveAway(garbage, now);
    };
  }

  /** By a rename within a transaction; a kill after it leaves a folder for the next to clear. */
  private boolean moveAway(Garbage garbage, Instant now) {
    return entries.staged(
        "delete what nothing refers to",
        staging ->
            registry.write(
                sql -> {
                  if (isNeeded(sql, garbage) || !isOld(garbage.path(), now)) {
                    return false;
                  }
                  try {
                    Files.move(garbage.path(), staging.content(), StandardCopyOption.ATOMIC_MOVE);
                    return true;
                  } catch (NoSuchFileException e) {
                    return false;
                  }
                }));
  }

  private boolean isNeeded(Sql sql, Garbage garbage) throws SQLException {
    if (garbage.kind() == Garbage.GarbageKind.ENTRY) {
      return hasRow(sql, garbage.path());
    }
    Optional<StoredRun> run = RunTable.withId(sql, garbage.owner());
    return run.filter(runs::isAlive).isPresent();
  }

  private boolean hasRow(Sql sql, Path folder) throws SQLException {
    for (EntryKind kind : EntryKind.values()) {
      if (folder.startsWith(layout.folder(kind))) {
        return CrashRecovery.hasRow(sql, kind, folder.getFileName().toString());
      }
    }
    return true;
  }

  /**
   * Something in a store that nothing refers to.
   *
   * @param kind what it is
   * @param path where it is, absolute
   * @param size the bytes that deleting it frees; what shares its content with a model frees
   *     nothing
   * @param reason why nothing needs it, for a person
   * @param owner the run whose folder it is in; empty outside of runs
   */
  public record Garbage(GarbageKind kind, Path path, long size, String reason, String owner) {

    /** What it is. */
    public enum GarbageKind {
      /** A folder of a process that died while it changed the store, or an entry it was making. */
      STAGING,
      /** A folder that the registry has no entry for. */
      ENTRY,
      /** A file that was being written by a process that died. */
      TEMPORARY,
      /** A checkpoint that no trial can continue from. */
      CHECKPOINT
    }
  }
}
