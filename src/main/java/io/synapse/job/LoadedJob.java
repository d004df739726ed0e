package io.synapse.job;

import io.synapse.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job file after reading.
 *
 * @param job the checked job
 * @param bindings what it means on this machine
 * @param document the job as a document with the envelope, migrated and with overrides applied:
 *     JSON values in the file's order
 * @param warnings what the author should know
 */
public record LoadedJob(
    Job job, Bindings bindings, Map<String, Object> document, List<Problem> warnings) {

  /**
   * The document with the bindings as absolute paths, those of {@code synapse.yaml} included: a job
   * file that means the same in any folder of this machine.
   */
  public Map<String, Object> standaloneDocument() {
    Map<String, Object> standalone = new LinkedHashMap<>(document);
    bindings.plugin().ifPresent(plugin -> standalone.put(JobFields.PLUGIN, plugin.toString()));
    if (!bindings.datasets().isEmpty()) {
      Map<String, Object> datasets = new LinkedHashMap<>();
      bindings.datasets().forEach((id, path) -> datasets.put(id.toString(), path.toString()));
      standalone.put(JobFields.DATASETS, datasets);
    }
    return standalone;
  }
}
