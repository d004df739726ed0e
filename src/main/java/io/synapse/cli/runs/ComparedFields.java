package io.synapse.cli.runs;

import io.synapse.cli.runs.ComparisonText.ComparedValue;
import io.synapse.cli.runs.ReadRun.RunOrigins;
import io.synapse.space.FlatValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings and the origins of a run, as one flat object. */
final class ComparedFields {

  private static final String SPACE = "hyperparameters";

  /** A training's hyperparameters are its trial's configuration. */
  private static final Set<String> ELSEWHERE = Set.of(SPACE, "hyperparameter");

  /** The others repeat the job, or say where it lay. */
  private static final List<String> OPTIONS =
      List.of(
          "concurrency",
          "max_concurrent",
          "cpus",
          "gpus",
          "executor",
          "ray_address",
          "ray_python",
          "worker_java_opts",
          "warm_start");

  private ComparedFields() {}

  /** Field to value: {@code tune_config.num_samples}, {@code hyperparameters.x}. */
  static Map<String, Object> of(ReadRun run) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Optional<Map<String, Object>> record = run.facts().job();
    Map<String, Object> job = record.map(found -> object(found.get("job"))).orElse(Map.of());
    Map<String, Object> params = new LinkedHashMap<>(object(job.get("params")));
    addSpace(params.get(SPACE), fields);
    params.keySet().removeAll(ELSEWHERE);
    FlatValues.of(params).forEach((name, value) -> fields.put(name.replace('/', '.'), value));
    fields.put("python", job.get("python"));
    Map<String, Object> options =
        record.map(found -> object(found.get("options"))).orElse(Map.of());
    OPTIONS.forEach(name -> fields.put("options." + name, options.get(name)));
    addOrigins(run.origins(), fields);
    return fields;
  }

  private static void addSpace(Object space, Map<String, Object> fields) {
    if (space instanceof List<?> list) {
      for (Object each : list) {
        Map<String, Object> hyperparameter = new LinkedHashMap<>(object(each));
        fields.put(SPACE + "." + hyperparameter.remove("name"), inWords(hyperparameter));
      }
    }
  }

  /** {@code loguniform min=0.001 max=0.1}. */
  private static String inWords(Map<String, Object> hyperparameter) {
    Object type = hyperparameter.remove("type");
    String rest =
        hyperparameter.entrySet().stream()
            .map(entry -> " " + entry.getKey() + "=" + ComparedValue.plain(entry.getValue()))
            .collect(Collectors.joining());
    return type + rest;
  }

  private static void addOrigins(RunOrigins origins, Map<String, Object> fields) {
    fields.put("seed", origins.seed());
    fields.put("plugin", origins.plugin());
    fields.put("plugin fingerprint", origins.pluginFingerprint());
    fields.put("data set", origins.dataset());
    fields.put("data set fingerprint", origins.datasetFingerprint());
  }

  /** JSON objects have texts as names, so the cast cannot fail later. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
