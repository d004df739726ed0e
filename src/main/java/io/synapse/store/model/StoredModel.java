package io.synapse.store.model;

import io.synapse.files.JsonFile;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.RunEventCodec;
import io.synapse.store.model.StoredModel.ModelFile;
import io.synapse.store.model.StoredModel.ModelFingerprints;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model in a store, as its {@code model.json} says.
 *
 * @param id its number
 * @param name the name it is kept under
 * @param runId the run that made it
 * @param trialId the trial that made it
 * @param config the trial's hyperparameters
 * @param metrics the trial's final metrics; NaN and infinities are texts
 * @param files its files, sorted by name
 * @param fingerprints what it was made from
 * @param time when it was made
 * @param folder its folder in the store, absolute
 */
public record StoredModel(
    long id,
    String name,
    String runId,
    String trialId,
    Map<String, Object> config,
    Map<String, Object> metrics,
    List<ModelFile> files,
    ModelFingerprints fingerprints,
    Instant time,
    Path folder) {

  /** The folder with its files, which nobody may change. */
  public Path filesFolder() {
    return folder.resolve(ModelStore.FILES);
  }

  /** The bytes of all its files. */
  public long size() {
    return files.stream().mapToLong(ModelFile::size).sum();
  }

  /** The documented form, as in {@code model.json}. */
  public Map<String, Object> toJson() {
    return ModelJson.of(this);
  }

  /**
   * One file of a model.
   *
   * @param name its path in the model's folder, with {@code /}
   * @param size its bytes
   * @param sha256 the SHA-256 of its content, 64 lower-case hex digits
   */
  public record ModelFile(String name, long size, String sha256) {}

  /**
   * What a model was made from.
   *
   * @param dataset the data set's fingerprint; empty when it is not known
   * @param plugin the plugin's fingerprint; empty when it is not known
   */
  public record ModelFingerprints(String dataset, String plugin) {}

  /** The documented form of a model: what {@code model.json} holds. */
  static final class ModelJson {

    private ModelJson() {}

    static Map<String, Object> of(StoredModel model) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("id", model.id());
      fields.put("name", model.name());
      fields.put("run_id", model.runId());
      fields.put("trial_id", model.trialId());
      fields.put("config", model.config());
      fields.put("metrics", model.metrics());
      fields.put("files", model.files().stream().map(ModelJson::file).toList());
      fields.put("fingerprints", fingerprints(model.fingerprints()));
      fields.put("time", RunEventCodec.time(model.time()));
      return fields;
    }

    private static Map<String, Object> file(ModelFile file) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", file.name());
      fields.put("size", file.size());
      fields.put("sha256", file.sha256());
      return fields;
    }

    private static Map<String, Object> fingerprints(ModelFingerprints fingerprints) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("dataset", orNull(fingerprints.dataset()));
      fields.put("plugin", orNull(fingerprints.plugin()));
      return fields;
    }

    private static String orNull(String text) {
      return text.isEmpty() ? null : text;
    }

    /** The model in a folder of the store. */
    static StoredModel read(Path folder) {
      Path file = folder.resolve(ModelStore.RECORD);
      Map<String, Object> fields = JsonFile.read(file);
      try {
        return model(fields, folder);
      } catch (ClassCastException | NullPointerException | DateTimeException e) {
        throw new OperationFailedException(
            file + " is damaged: a field is missing or of another type; remove the model", e);
      }
    }

    private static StoredModel model(Map<String, Object> fields, Path folder) {
      List<ModelFile> files = objects(fields.get("files")).stream().map(ModelJson::file).toList();
      Map<String, Object> fingerprints = object(fields.get("fingerprints"));
      return new StoredModel(
          (Long) fields.get("id"),
          (String) fields.get("name"),
          (String) fields.get("run_id"),
          (String) fields.get("trial_id"),
          object(fields.get("config")),
          object(fields.get("metrics")),
          files,
          new ModelFingerprints(
              orEmpty(fingerprints.get("dataset")), orEmpty(fingerprints.get("plugin"))),
          Instant.parse((String) fields.get("time")),
          folder);
    }

    private static ModelFile file(Map<String, Object> fields) {
      return new ModelFile(
          (String) fields.get("name"), (Long) fields.get("size"), (String) fields.get("sha256"));
    }

    private static String orEmpty(Object text) {
      return text == null ? "" : (String) text;
    }

    private static List<Map<String, Object>> objects(Object list) {
      return ((List<?>) list).stream().map(ModelJson::object).toList();
    }

    /** JSON objects have texts as names, so the cast cannot fail later. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
      return (Map<String, Object>) Objects.requireNonNull(value);
    }
  }
}
