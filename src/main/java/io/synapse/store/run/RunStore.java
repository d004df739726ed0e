package io.synapse.store.run;

import io.synapse.files.FolderName;
import io.synapse.files.ProcessIdentity;
import io.synapse.files.StorageFailure;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.NearestName;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.JournalWriter.JournalLock;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.store.registry.CrashRecovery;
import io.synapse.store.registry.Registry;
import io.synapse.store.registry.Sql;
import io.synapse.store.registry.StagingFolder;
import io.synapse.store.registry.StoreEntries;
import io.synapse.store.registry.StoreLayout;
import io.synapse.store.registry.StoreLayout.EntryKind;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The runs of a store. */
public final class RunStore {

  /** The name for the run that was started last. */
  public static final String LAST = "last";

  private static final EntryKind KIND = EntryKind.RUNS;
  private static final Duration MOST_WITHOUT_JOURNAL = Duration.ofHours(1);
  private static final int MOST_TOLD = 5;

  private final StoreLayout layout;
  private final Registry registry;
  private final StoreEntries entries;

  public RunStore(StoreLayout layout, Registry registry, StoreEntries entries) {
    this.layout = layout;
    this.registry = registry;
    this.entries = entries;
  }

  /**
   * Starts a run in this process: makes its folder, named after the job and the time, and its row.
   * Two runs that start at once get different folders.
   */
  public RunFolder create(NewRun created) {
    return create(created, runId -> {});
  }

  /**
   * Starts the import of a run.
   *
   * @return its folder, and its end, which {@link #finish} comes before
   */
  public ImportedRun createImported(NewRun created) {
    try {
      StagingFolder staging = StagingFolder.create(layout);
      RunFolder folder = create(created, staging::intendImport);
      return new ImportedRun(folder, staging, new CrashRecovery(layout, registry));
    } catch (IOException e) {
      throw StorageFailure.of("start an import", layout.root(), e);
    }
  }

  /** What is done before a new run appears. */
  private interface FolderPreparation {
    void of(String runId) throws IOException;
  }

  private RunFolder create(NewRun created, FolderPreparation preparation) {
    return entries.staged(
        "start a run",
        staging -> {
          Files.createDirectory(staging.content());
          return registry.write(
              sql -> {
                StoredRun run = new NewRunRow(layout).of(sql, created);
                preparation.of(run.id());
                RunTable.insert(sql, run);
                entries.publish(staging, KIND, run.id());
                return folder(run);
              });
        });
  }

  /**
   * Goes on with a run in this process.
   *
   * @param run as it was when it was looked at
   * @throws InvalidInputException when another process runs it at this moment, or has since
   */
  public RunFolder reopen(StoredRun run) {
    return registry.write(
        sql -> {
          StoredRun current = current(sql, run);
          refuseLive(current, "resumed");
          refuseOther(current, run);
          RunTable.updateStart(sql, run.id());
          return folder(run);
        });
  }

  /** Records that a run ended, how, and its outcome. */
  public void finish(String runId, RunStatus status, RunOutcome outcome, Instant finished) {
    registry.write(
        sql -> {
          RunTable.updateOutcome(sql, runId, outcome);
          RunTable.updateEnd(sql, runId, status, finished);
          return null;
        });
  }

  /** All runs in the order in which they were started. */
  public List<StoredRun> list() {
    return registry.read(RunTable::all);
  }

  /**
   * The run that a person names.
   *
   * @param text its id, the start of one, or {@value #LAST}
   * @throws InvalidInputException when no run, or more than one, is meant
   */
  public StoredRun find(String text) {
    if (text.equals(LAST)) {
      return registry.read(RunTable::latest).orElseThrow(() -> unknown(text));
    }
    Optional<StoredRun> exact = registry.read(sql -> RunTable.withId(sql, text));
    if (exact.isPresent()) {
      return exact.get();
    }
    List<StoredRun> meant =
        text.isEmpty() ? List.of() : registry.read(sql -> RunTable.withPrefix(sql, text));
    if (meant.size() > 1) {
      throw new InvalidInputException(
          "'%s' is the start of %d runs: %s; write more of the one you mean"
              .formatted(text, meant.size(), reported(meant)));
    }
    return meant.stream().findFirst().orElseThrow(() -> unknown(text));
  }

  /** Where a run's files are. */
  public RunFolder folder(StoredRun run) {
    return run.folder(layout);
  }

  /**
   * The results of a run.
   *
   * @throws OperationFailedException when it has none, because it didn't end, or they are damaged
   */
  public Map<String, Object> results(StoredRun run) {
    Path file = folder(run).resultsFile();
    if (!Files.exists(file)) {
      throw new OperationFailedException(
          "run %s has no results: it is %s, and %s is not there"
              .formatted(run.id(), statusOf(run).text(), file));
    }
    return folder(run).results();
  }

  /** Whether a process runs it at this moment. */
  public boolean isAlive(StoredRun run) {
    return run.status() == RunStatus.RUNNING
        && switch (run.process().state()) {
          case ALIVE -> true;
          case DEAD -> false;
          case ELSEWHERE -> isAliveElsewhere(run);
        };
  }

  private boolean isAliveElsewhere(StoredRun run) {
    Path journal = folder(run).journalFile();
    return Files.exists(journal)
        ? JournalLock.isHeld(journal)
        : run.started().isAfter(Instant.now().minus(MOST_WITHOUT_JOURNAL));
  }

  /** Where a run really stands: one whose process died is interrupted. */
  public RunStatus statusOf(StoredRun run) {
    boolean died = run.status() == RunStatus.RUNNING && !isAlive(run);
    return died ? RunStatus.INTERRUPTED : run.status();
  }

  /** Whether nothing more will come of a run: it ended, its process died, or it was removed. */
  public boolean hasEnded(String runId) {
    Optional<StoredRun> run = registry.read(sql -> RunTable.withId(sql, runId));
    return run.map(found -> statusOf(found) != RunStatus.RUNNING).orElse(true);
  }

  /**
   * Deletes a run with all its files. Its models stay.
   *
   * @throws InvalidInputException when it runs at this moment
   */
  public void remove(StoredRun run) {
    entries.remove(
        KIND,
        run.id(),
        sql -> {
          refuseLive(current(sql, run), "removed");
          return run;
        });
  }

  private StoredRun current(Sql sql, StoredRun run) throws SQLException {
    return RunTable.withId(sql, run.id()).orElseThrow(() -> unknown(run.id()));
  }

  /**
   * Refuses to change a run that a process runs at this moment.
   *
   * @param change what is to be done with it: {@code removed}
   * @throws InvalidInputException when it is alive
   */
  public void refuseLive(StoredRun run, String change) {
    if (isAlive(run)) {
      throw new InvalidInputException(
          "run %s is running (process %d on %s), so it cannot be %s; wait for its end or stop it"
              .formatted(run.id(), run.process().pid(), run.process().host(), change));
    }
  }

  /** Its journal is longer now than the one that was read. */
  private static void refuseOther(StoredRun current, StoredRun seen) {
    if (!current.process().equals(seen.process()) || !current.finished().equals(seen.finished())) {
      throw new InvalidInputException(
          "another process (%d on %s) has gone on with run %s meanwhile, so it cannot be resumed as it was; do so anew"
              .formatted(current.process().pid(), current.process().host(), current.id()));
    }
  }

  private InvalidInputException unknown(String text) {
    List<StoredRun> runs = list();
    if (runs.isEmpty()) {
      return new InvalidInputException(
          "the store %s has no runs yet; 'synapse train' makes one".formatted(layout.root()));
    }
    List<String> ids = runs.stream().map(StoredRun::id).toList();
    return new InvalidInputException(
        "the store %s has no run '%s'%s; 'synapse runs list' shows them"
            .formatted(layout.root(), text, NearestName.hint(text, ids)));
  }

  private static String reported(List<StoredRun> runs) {
    String first =
        runs.stream().map(StoredRun::id).limit(MOST_TOLD).collect(Collectors.joining(", "));
    return runs.size() > MOST_TOLD ? first + " …" : first;
  }

  /** A new run's row, with an id and a start of its trials' ids that no run has yet. */
  record NewRunRow(StoreLayout layout) {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .withZone(ZoneId.systemDefault());
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
          || RunTable.withId(sql, id).isPresent();
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

  /**
   * A run that comes from elsewhere, whole or not at all: unless it was finished before this is
   * closed, the run and its models are taken back. Should this process die meanwhile, the next
   * process that opens the store next does that.
   */
  public static final class ImportedRun implements AutoCloseable {

    private final RunFolder folder;
    private final StagingFolder staging;
    private final CrashRecovery leftovers;

    ImportedRun(RunFolder folder, StagingFolder staging, CrashRecovery leftovers) {
      this.folder = folder;
      this.staging = staging;
      this.leftovers = leftovers;
    }

    /** Where its files go. */
    public RunFolder folder() {
      return folder;
    }

    @Override
    public void close() {
      try {
        leftovers.settle(staging.folder());
        staging.close();
      } catch (IOException e) {
        throw StorageFailure.of("clear up after an import", staging.folder(), e);
      }
    }
  }
}
