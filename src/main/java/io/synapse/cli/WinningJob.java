package io.synapse.cli;

import io.synapse.problem.OperationFailedException;
import io.synapse.store.RunFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The job that trains once with the hyperparameters of a run's best trial. What it names are
 * absolute paths, so that it runs from any folder.
 */
final class WinningJob {

  private static final String SUFFIX = " best";
  private static final List<String> OF_TUNING =
      List.of("is_tune", "hyperparameter", "hyperparameters", "tune_config");

  private WinningJob() {}

  /**
   * The job as a document with the envelope.
   *
   * @param record the run's {@code job.json}
   * @throws OperationFailedException when the record is damaged
   */
  static Map<String, Object> of(Map<String, Object> record, TrialEntry best, RunFolder folder) {
    Map<String, Object> job = object(record, "job", folder);
    Map<String, Object> params = new LinkedHashMap<>(object(job, "params", folder));
    params.keySet().removeAll(OF_TUNING);
    params.computeIfPresent("name", (key, name) -> name + SUFFIX);
    params.put("is_tune", false);
    params.put("hyperparameter", best.config());
    Map<String, Object> winning = new LinkedHashMap<>(job);
    winning.put("params", params);
    return winning;
  }

  /** What the plugin needs beside itself; a job file has no field for it. */
  static List<String> furtherClassPath(Map<String, Object> record) {
    if (record.get("options") instanceof Map<?, ?> options
        && options.get("class_path") instanceof List<?> classPath) {
      return classPath.stream().skip(1).map(Object::toString).toList();
    }
    return List.of();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(
      Map<String, Object> holder, String name, RunFolder folder) {
    if (holder.get(name) instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new OperationFailedException(
        folder.jobFile() + " is damaged: it has no object '" + name + "'");
  }
}
