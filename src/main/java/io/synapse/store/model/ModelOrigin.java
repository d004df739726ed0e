package io.synapse.store.model;

import io.synapse.problem.OperationFailedException;
import io.synapse.run.JournalReader;
import io.synapse.run.RunFolder;
import io.synapse.store.run.StoredRun;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the run that made a model recorded of itself. Objects are as the journal has them, and empty
 * where it tells nothing.
 *
 * @param run the run; empty when it was removed
 * @param job the job's document
 * @param plugin name, path, fingerprint and, in Python, interpreter and packages
 * @param dataset id, name, path and fingerprint
 * @param versions of synapse and Java
 * @param seed the run's seed; empty when it is not told
 * @param trouble why this is not everything; empty when it is
 */
public record ModelOrigin(
    Optional<StoredRun> run,
    Map<String, Object> job,
    Map<String, Object> plugin,
    Map<String, Object> dataset,
    Map<String, Object> versions,
    Optional<Object> seed,
    Optional<String> trouble) {

  /** Of a run that is gone. */
  static ModelOrigin unknown(String why) {
    return new ModelOrigin(
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.of(why));
  }

  /** Of a run in the store, which may be damaged. */
  static ModelOrigin of(StoredRun run, RunFolder folder) {
    Map<String, Object> told = new LinkedHashMap<>();
    Optional<String> trouble = Optional.empty();
    try {
      if (Files.exists(folder.jobFile())) {
        told.put("job", folder.job().get("job"));
      }
      readJournal(folder, told);
    } catch (OperationFailedException e) {
      trouble = Optional.of(String.valueOf(e.getMessage()));
    }
    return new ModelOrigin(
        Optional.of(run),
        object(told.get("job")),
        object(told.get("plugin")),
        object(told.get("dataset")),
        object(told.get("versions")),
        Optional.ofNullable(told.get("seed")),
        trouble);
  }

  /** A run that went on may have done so with another plugin or Java: the last ones count. */
  private static void readJournal(RunFolder folder, Map<String, Object> told) {
    if (!Files.exists(folder.journalFile())) {
      return;
    }
    try (Stream<Map<String, Object>> lines = JournalReader.read(folder.journalFile())) {
      lines.forEach(line -> take(line, told));
    }
  }

  private static void take(Map<String, Object> line, Map<String, Object> told) {
    String event = String.valueOf(line.get("event"));
    if (event.equals("run") || event.equals("resume")) {
      Stream.of("plugin", "versions", "seed")
          .filter(line::containsKey)
          .forEach(name -> told.put(name, line.get(name)));
    } else if (event.equals("dataset")) {
      Map<String, Object> dataset = new LinkedHashMap<>(line);
      dataset.keySet().removeAll(Set.of("seq", "time", "event"));
      told.put("dataset", dataset);
    }
  }

  /** What the job says beside where things are: its parameters. */
  public Map<String, Object> params() {
    return object(job.get("params"));
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

  /** JSON objects have texts as names, so the cast cannot fail later. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
