package io.synapse.action.resume;

import io.synapse.action.prepare.Preparation;
import io.synapse.action.prepare.RunOptions;
import io.synapse.action.prepare.RunOptions.JobOrigin;
import io.synapse.action.prepare.RunOptions.PythonRequirements;
import io.synapse.action.prepare.RunOptions.RayOptions;
import io.synapse.action.prepare.TrainPlan;
import io.synapse.execute.provider.ExecutorProvider;
import io.synapse.execute.provider.ExecutorProviders;
import io.synapse.job.Bindings.PythonReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The options of a run as its {@code job.json} keeps them, so that a resume needs nothing else. */
public final class StoredOptions {

  private static final String MAX_CONCURRENT = "max_concurrent";
  private static final String PLUGIN = "plugin_given";
  private static final String PYTHON = "python_given";
  private static final String INSTALL = "install";
  private static final String DATASET = "dataset_given";
  private static final String RAY_ADDRESS = "ray_address";
  private static final String RAY_PYTHON = "ray_python";
  private static final String JOBS_LIMIT = "tune_config.max_concurrent_trials";

  private final Map<String, Object> job;
  private final Map<?, ?> fields;

  /**
   * Stored options.
   *
   * @param record the content of {@code job.json}
   */
  @SuppressWarnings("unchecked") // an object of JSON has texts as names
  StoredOptions(Map<String, Object> record) {
    this.job = (Map<String, Object>) record.get("job");
    this.fields = record.get("options") instanceof Map<?, ?> options ? options : Map.of();
  }

  /** The options to store. */
  public static Map<String, Object> of(Preparation preparation) {
    RunOptions options = preparation.options();
    TrainPlan plan = preparation.plan();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(
        "class_path", preparation.plugin().classPath().stream().map(Object::toString).toList());
    fields.put("seed", plan.seed());
    fields.put("concurrency", plan.concurrency().slots());
    fields.put("file", options.origin().file().map(Object::toString).orElse(null));
    fields.put("overrides", options.origin().overrides());
    fields.put(PLUGIN, options.plugin().isPresent());
    fields.put(PYTHON, options.python().isPresent());
    fields.put(INSTALL, options.requirements() == PythonRequirements.INSTALLED);
    fields.put(DATASET, options.dataset().isPresent());
    fields.put(MAX_CONCURRENT, options.maxConcurrent().stream().boxed().findFirst().orElse(null));
    fields.put("cpus", options.cpus().stream().boxed().findFirst().orElse(null));
    fields.put("gpus", options.gpus().stream().boxed().findFirst().orElse(null));
    fields.put("executor", plan.execution().target().provider().name());
    fields.put(RAY_ADDRESS, plan.execution().target().address().orElse(null));
    fields.put(RAY_PYTHON, options.ray().python().map(Object::toString).orElse(null));
    fields.put("worker_java_opts", plan.execution().workerJavaOptions());
    fields.put("warm_start", plan.warmStart().sources());
    return fields;
  }

  /** The job that they belong to. */
  Map<String, Object> job() {
    return job;
  }

  /** Where the job was read from. */
  JobOrigin origin() {
    return new JobOrigin(text("file").map(Path::of), texts("overrides"));
  }

  OptionalLong seed() {
    return fields.get("seed") instanceof Number seed
        ? OptionalLong.of(seed.longValue())
        : OptionalLong.empty();
  }

  /**
   * What counts when a run is resumed: what is given now, else what was given before.
   *
   * @param origin where the job now comes from
   */
  RunOptions under(RunOptions given, JobOrigin origin) {
    return new RunOptions(
        given.plugin().or(() -> isGiven(PLUGIN) ? new StoredPaths(job).plugin() : Optional.empty()),
        given.classPath().isEmpty()
            ? texts("class_path").stream().skip(1).map(Path::of).toList()
            : given.classPath(),
        given.python().or(() -> isGiven(PYTHON) ? new StoredPaths(job).python() : Optional.empty()),
        requirements(given),
        given
            .dataset()
            .or(() -> isGiven(DATASET) ? new StoredPaths(job).dataset() : Optional.empty()),
        given.maxConcurrent().isPresent() ? given.maxConcurrent() : maxConcurrent(given),
        given.cpus().isPresent() ? given.cpus() : real("cpus"),
        given.gpus().isPresent() ? given.gpus() : real("gpus"),
        seed(),
        given.executor().or(this::executor),
        given.ray().or(ray()),
        given.workerJavaOptions().or(() -> Optional.of(texts("worker_java_opts"))),
        List.of(),
        origin);
  }

  private RayOptions ray() {
    Optional<PythonReference> python =
        text(RAY_PYTHON).map(written -> PythonReference.parse(written, Path.of("/")));
    return new RayOptions(text(RAY_ADDRESS), python);
  }

  /** What was installed once is installed again where it has been removed meanwhile. */
  private PythonRequirements requirements(RunOptions given) {
    return Boolean.TRUE.equals(fields.get(INSTALL))
        ? PythonRequirements.INSTALLED
        : given.requirements();
  }

  /** Whether the command line named it; of a run that does not say, it stays what it was. */
  private boolean isGiven(String name) {
    return !Boolean.FALSE.equals(fields.get(name));
  }

  /** An old option must not hold back the limit that the user raises now. */
  private OptionalInt maxConcurrent(RunOptions given) {
    boolean replaced =
        given.origin().overrides().stream()
            .map(override -> override.replaceFirst("(?s)=.*", "").strip())
            .anyMatch(key -> key.equals(JOBS_LIMIT) || key.equals("params." + JOBS_LIMIT));
    return replaced ? OptionalInt.empty() : whole(MAX_CONCURRENT);
  }

  private Optional<ExecutorProvider> executor() {
    return text("executor").flatMap(ExecutorProviders::named);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).map(Object::toString);
  }

  private List<String> texts(String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }

  private OptionalInt whole(String name) {
    return fields.get(name) instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  private OptionalDouble real(String name) {
    return fields.get(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }
}
