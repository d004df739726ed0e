package io.synapse.store.model;

import io.synapse.files.JsonFields;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.RunFolder;
import io.synapse.run.RunRecord;
import io.synapse.run.RunStatus;
import io.synapse.store.run.StoredRun;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the run that made a model recorded of itself. Objects are as the journal has them, and empty
 * where it says nothing.
 *
 * @param run the run; empty when it was removed
 * @param job the job's document
 * @param plugin name, path, fingerprint and, in Python, interpreter and packages
 * @param dataset id, name, path and fingerprint
 * @param versions of synapse and Java
 * @param seed the run's seed; empty when it is not recorded
 * @param trouble why this is not everything; empty when it is
 */
public record ModelProvenance(
    Optional<StoredRun> run,
    Map<String, Object> job,
    Map<String, Object> plugin,
    Map<String, Object> dataset,
    Map<String, Object> versions,
    Optional<Object> seed,
    Optional<String> trouble) {

  /** Of a run that is gone. */
  static ModelProvenance unknown(String why) {
    return new ModelProvenance(
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.of(why));
  }

  /** Of a run in the store, which may be damaged. */
  static ModelProvenance of(StoredRun run, RunFolder folder) {
    Map<String, Object> job = Map.of();
    Optional<String> trouble = Optional.empty();
    try {
      if (Files.exists(folder.jobFile())) {
        job = JsonFields.object(folder.job(), "job");
      }
    } catch (OperationFailedException e) {
      trouble = Optional.of(String.valueOf(e.getMessage()));
    }
    // A run that was ended before it began has no journal.
    RunStatus status = Files.exists(folder.journalFile()) ? run.status() : RunStatus.RUNNING;
    RunRecord record = RunRecord.read(folder, status, RunRecord.Detail.RUN);
    return new ModelProvenance(
        Optional.of(run),
        job,
        record.plugin(),
        record.dataset(),
        record.versions(),
        record.seed(),
        trouble.or(record::trouble));
  }

  /** What the job says beside where things are: its parameters. */
  public Map<String, Object> params() {
    return JsonFields.object(job, "params");
  }

  /** The documented form. */
  public Map<String, Object> toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("job", orNull(job));
    fields.put("plugin", orNull(plugin));
    fields.put("dataset", orNull(dataset));
    fields.put("seed", seed.orElse(null));
    fields.put("versions", orNull(versions));
    return fields;
  }

  private static Object orNull(Map<String, Object> values) {
    return values.isEmpty() ? null : values;
  }
}
