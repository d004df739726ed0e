package io.synapse.store.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
}
