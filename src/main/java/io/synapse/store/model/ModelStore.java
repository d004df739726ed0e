package io.synapse.store.model;

import io.synapse.files.JsonFile;
import io.synapse.files.SyncThrottle;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.store.model.ModelExport.ModelDocuments;
import io.synapse.store.model.ModelFiles.ModelFileCopier;
import io.synapse.store.model.StoredModel.ModelFile;
import io.synapse.store.model.StoredModel.ModelJson;
import io.synapse.store.registry.Registry;
import io.synapse.store.registry.Sql;
import io.synapse.store.registry.Sql.SqlWork;
import io.synapse.store.registry.StagingFolder;
import io.synapse.store.registry.StoreEntries;
import io.synapse.store.registry.StoreLayout;
import io.synapse.store.registry.StoreLayout.EntryKind;
import io.synapse.store.run.ResumableRuns;
import io.synapse.store.run.RunTable;
import io.synapse.store.run.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models of a store. */
public final class ModelStore {

  /** The folder of a model with its files. */
  static final String FILES = "files";

  /** The file of a model that describes it. */
  static final String RECORD = "model.json";

  private static final EntryKind KIND = EntryKind.MODELS;

  private final StoreLayout layout;
  private final Registry registry;
  private final StoreEntries entries;
  private final ModelReferences references;
  private final SyncThrottle pace = new SyncThrottle(System::nanoTime);

  public ModelStore(StoreLayout layout, Registry registry, StoreEntries entries) {
    this.layout = layout;
    this.registry = registry;
    this.entries = entries;
    this.references = new ModelReferences(layout);
  }

  /**
   * Keeps a model. It is there whole when the call returns, and not at all when it throws. At most
   * once a second the call also waits until the files are on the disk.
   *
   * @throws UnfitModelException when there is nothing at the path, or it holds what a model may not
   * @throws OperationFailedException when it doesn't fit on the disk
   */
  public StoredModel save(NewModel source) {
    return entries.staged(
        "save a model",
        staging -> {
          Files.createDirectory(staging.content());
          Path files = Files.createDirectory(staging.content().resolve(FILES));
          ModelFileCopier build = new ModelFileCopier(files, source.ownership());
          List<ModelFile> taken = build.take(ModelFiles.of(source.path()));
          if (isSyncDue()) {
            build.sync(taken);
          }
          return registry.write(sql -> publish(sql, staging, source, taken));
        });
  }

  private boolean isSyncDue() {
    synchronized (pace) {
      return pace.isDue();
    }
  }

  private StoredModel publish(
      Sql sql, StagingFolder staging, NewModel source, List<ModelFile> files)
      throws SQLException, IOException {
    long id = entries.nextId(sql, KIND);
    StoredModel model = model(id, source, files);
    Files.writeString(staging.content().resolve(RECORD), JsonFile.text(model.toJson()));
    insert(sql, model);
    entries.publish(staging, KIND, Long.toString(id));
    return model;
  }

  private StoredModel model(long id, NewModel source, List<ModelFile> files) {
    return new StoredModel(
        id,
        source.name(),
        source.runId(),
        source.trialId(),
        source.config(),
        source.metrics(),
        files,
        source.fingerprints(),
        source.time(),
        folder(id));
  }

  private static void insert(Sql sql, StoredModel model) throws SQLException {
    sql.update(
        "INSERT INTO models (id, name, run_id, trial_id, files, size, saved)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        model.id(),
        model.name(),
        model.runId(),
        model.trialId(),
        model.files().size(),
        model.size(),
        model.time().toString());
  }

  /** All models in the order of their ids. */
  public List<ModelSummary> list() {
    return registry.read(sql -> sql.list("SELECT * FROM models ORDER BY id", ModelStore::row));
  }

  /** The models of one run in the order of their ids. */
  public List<ModelSummary> list(String runId) {
    return registry.read(
        sql ->
            sql.list("SELECT * FROM models WHERE run_id = ? ORDER BY id", ModelStore::row, runId));
  }

  /**
   * The model with an id.
   *
   * @throws OperationFailedException when its record is damaged
   */
  public Optional<StoredModel> find(long id) {
    boolean known =
        registry.read(sql -> sql.number("SELECT count(*) FROM models WHERE id = ?", id)) > 0;
    return known ? Optional.of(ModelJson.read(folder(id))) : Optional.empty();
  }

  /**
   * The model with an id that a person gave.
   *
   * @throws InvalidInputException when there is none
   */
  public StoredModel existing(long id) {
    return find(id).orElseThrow(() -> unknown(id));
  }

  /**
   * Reads a model's files and compares them with what was saved.
   *
   * @throws OperationFailedException when a file is missing or damaged
   */
  public void verify(StoredModel model) {
    new ModelContent(model).verify();
  }

  /**
   * Copies a model out of the store, its files verified on the way, with its card and its record
   * ({@code model-card.md}, {@code model.json}) beside them: everything or, on a failure, nothing.
   *
   * @param card the text about it for people
   * @param target a folder, made when it is missing, or a file that ends with {@code .zip}
   * @param existing what to do with a folder that has files already, or a file that is there
   * @throws InvalidInputException when the target is in the store, is another file, or is there and
   *     not to be replaced
   * @throws OperationFailedException when the model is damaged or does not fit on the disk
   */
  public void export(StoredModel model, String card, Path target, ExistingFiles existing) {
    Path place = target.toAbsolutePath().normalize();
    layout.refuseInside(place);
    new ModelExport(model, ModelDocuments.of(model, card)).to(place, existing);
  }

  /** What the run that made a model recorded of itself, as far as it is there still. */
  public ModelProvenance origin(StoredModel model) {
    Optional<StoredRun> run = registry.read(sql -> RunTable.withId(sql, model.runId()));
    return run.map(found -> ModelProvenance.of(found, found.folder(layout)))
        .orElseGet(
            () ->
                ModelProvenance.unknown(
                    "the run %s is not there any more".formatted(model.runId())));
  }

  /** What an export does with a target that is there already. */
  public enum ExistingFiles {
    /** It is an error. */
    REFUSE,
    /** An archive is replaced, and files with the names of the model's; others stay. */
    REPLACE
  }

  /**
   * Deletes a model that no run needs any more.
   *
   * @throws InvalidInputException when there is none with the id, or a run refers to it
   */
  public void remove(long id) {
    remove(id, sql -> refuseNeeded(id, references.to(sql, id)));
  }

  /**
   * Deletes a model, whatever refers to it.
   *
   * @throws InvalidInputException when there is none with the id
   */
  public void removeNeeded(long id) {
    remove(id, sql -> null);
  }

  /** What refers to a model, for a person; empty when nothing does. */
  public List<String> references(long id) {
    return registry.read(sql -> references.to(sql, id));
  }

  /**
   * Refuses a model that a run needs.
   *
   * @throws InvalidInputException when one does, with what and how
   */
  public void requireUnneeded(long id) {
    refuseNeeded(id, references(id));
  }

  private void remove(long id, SqlWork<?> permitted) {
    entries.remove(
        KIND,
        Long.toString(id),
        sql -> {
          if (sql.number("SELECT count(*) FROM models WHERE id = ?", id) == 0) {
            throw unknown(id);
          }
          return permitted.with(sql);
        });
  }

  private static Void refuseNeeded(long id, List<String> reasons) {
    ResumableRuns.refuseNeeded("model " + id, reasons);
    return null;
  }

  private Path folder(long id) {
    return layout.folder(KIND, Long.toString(id));
  }

  private InvalidInputException unknown(long id) {
    long latest = registry.read(sql -> sql.number("SELECT max(id) FROM models"));
    String there = latest == 0 ? "it has none yet" : "its newest is " + latest;
    return new InvalidInputException(
        "the store %s has no model %d; %s; 'synapse model list' shows them"
            .formatted(layout.root(), id, there));
  }

  private static ModelSummary row(ResultSet row) throws SQLException {
    return new ModelSummary(
        row.getLong("id"),
        row.getString("name"),
        row.getString("run_id"),
        row.getString("trial_id"),
        row.getLong("files"),
        row.getLong("size"),
        Instant.parse(row.getString("saved")));
  }

  /** Which runs still need a model. */
  static final class ModelReferences {

    private final ResumableRuns runs;

    ModelReferences(StoreLayout layout) {
      this.runs = new ResumableRuns(layout);
    }

    /** What refers to a model, a sentence's part each: {@code it is the best of run digits-1}. */
    List<String> to(Sql sql, long model) throws SQLException {
      List<String> found = new ArrayList<>();
      for (StoredRun run : RunTable.all(sql)) {
        if (run.outcome().modelId().orElse(-1) == model) {
          found.add("it is the best of run " + run.id());
        } else if (runs.needs(run, job -> startsFrom(job, model))) {
          found.add("run " + run.id() + ", which can go on, starts from it");
        }
      }
      return found;
    }

    private static boolean startsFrom(Map<?, ?> job, long model) {
      return job.get("params") instanceof Map<?, ?> params
          && params.get("checkpoint") instanceof Number checkpoint
          && checkpoint.longValue() == model;
    }
  }

  /**
   * A model in a list.
   *
   * @param id its number
   * @param name the name it is kept under
   * @param runId the run that made it
   * @param trialId the trial that made it
   * @param files how many files it has
   * @param size their bytes
   * @param time when it was made
   */
  public record ModelSummary(
      long id, String name, String runId, String trialId, long files, long size, Instant time) {}
}
