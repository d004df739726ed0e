package io.synapse.job;

import static io.synapse.job.SchemaParts.schema;

import io.synapse.job.JobReader.LoadedJob;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table of every field of a job file. */
final class JobFieldRows {

  private JobFieldRows() {}

  /**
   * One field.
   *
   * @param path where it stands
   * @param reading what the job makes of it
   * @param whenLeftOut what that is when it is left out; a {@link Refusal} where it is required
   * @param other another value in the job file
   * @param otherReading what the job makes of that
   * @param wrong a value that is refused
   * @param complaint part of the message
   */
  record Row(
      String path,
      Function<LoadedJob, Object> reading,
      Object whenLeftOut,
      Object other,
      Object otherReading,
      Object wrong,
      String complaint) {

    @Override
    public String toString() {
      return path;
    }
  }

  record Refusal(String message) {}

  private static final Path HERE = Path.of("").toAbsolutePath();

  static List<Row> all() {
    return Stream.of(outermost(), params(), tuneConfig(), algorithms())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Row> outermost() {
    return List.of(
        row("action", job -> job.document().get("action"), "train", "train", "train")
            .wrong("learn", "there is one action"),
        row(
                "params",
                job -> job.job().name(),
                new Refusal("params is required"),
                schema("name", "b", "dataset", 1L, "hyperparameter", Map.of()),
                "b")
            .wrong(3L, "must be an object, and is 3"),
        row(
                "plugin",
                job -> job.bindings().plugin().map(Object::toString),
                Optional.empty(),
                "a.jar#Net",
                Optional.of(HERE.resolve("a.jar") + "#Net"))
            .wrong(3L, "must be a text, and is 3"),
        row(
                "python",
                job -> job.bindings().python().map(Object::toString),
                Optional.empty(),
                "envs/torch",
                Optional.of(HERE.resolve("envs/torch").toString()))
            .wrong(3.11, "must be a text, and is 3.11"),
        row(
                "datasets",
                job -> job.bindings().datasets(),
                Map.of(),
                Map.of("7", "seven"),
                Map.of(7, HERE.resolve("seven")))
            .wrong("seven", "must be an object, and is \"seven\""),
        row(
                "track",
                job -> job.bindings().tracking().map(Object::toString),
                Optional.empty(),
                "mlflow:https://tracking.example/team/",
                Optional.of("mlflow:https://tracking.example/team"))
            .wrong("http://localhost:5000", "this is mlflow:URI with the address of a tracking"));
  }

  private static List<Row> params() {
    return List.of(
        row("params.name", job -> job.job().name(), new Refusal("name is required"), "이름", "이름")
            .wrong("", "must not be blank"),
        row("params.description", job -> job.job().description(), "", "some\ntext", "some\ntext")
            .wrong(false, "must be a text, and is false"),
        row("params.dataset", job -> job.job().dataset(), new Refusal("dataset is required"), 5L, 5)
            .wrong(2147483648L, "must be at least 0 and at most 2147483647"),
        row(
                "params.checkpoint",
                job -> job.job().checkpoint(),
                OptionalInt.empty(),
                789L,
                OptionalInt.of(789))
            .wrong("last", "must be an integer, and is \"last\""),
        row("params.is_tune", job -> job.job().isTune(), false, true, true)
            .wrong("true", "must be true or false, and is \"true\""),
        row("params.num_cpus", job -> job.job().numCpus(), 1.0, 0.5, 0.5)
            .wrong(-0.5, "must be at least 0, and is -0.5"),
        row(
                "params.num_gpus",
                job -> job.job().numGpus(),
                OptionalDouble.empty(),
                0L,
                OptionalDouble.of(0))
            .wrong("all", "must be a number, and is \"all\""),
        row(
                "params.hyperparameter",
                job -> job.job().hyperparameter(),
                new Refusal("hyperparameter is required when is_tune=False"),
                Map.of("x", 1L),
                Map.of("x", 1L))
            .wrong(List.of(), "must be an object when is_tune=False, and is a list"),
        row(
                "params.hyperparameters",
                job -> tuning(job).space().names(),
                new Refusal("hyperparameters is required when is_tune=True"),
                List.of(schema("name", "y", "type", "randint", "min", 1L, "max", 2L)),
                List.of("y"))
            .wrong(schema("y", 1L), "must be a list when is_tune=True"),
        row(
                "params.tune_config",
                job -> config(job).objective().metric(),
                new Refusal("tune_config is required when is_tune=True"),
                schema("metric", "f1", "mode", "max"),
                "f1")
            .wrong(List.of(), "must be an object, and is a list"));
  }

  private static List<Row> tuneConfig() {
    return List.of(
        tune("metric", c -> c.objective().metric(), new Refusal("metric is required"), "f", "f")
            .wrong(" ", "must not be blank"),
        tune(
                "mode",
                c -> c.objective().mode(),
                new Refusal("mode is required"),
                "min",
                Objective.Mode.MIN)
            .wrong("minimum", "must be one of [max, min], and is \"minimum\""),
        tune("num_samples", TuneConfig::numSamples, 1, 50L, 50)
            .wrong(0L, "must be at least 1 and at most 2147483647, and is 0"),
        tune(
                "max_concurrent_trials",
                TuneConfig::maxConcurrentTrials,
                OptionalInt.empty(),
                2L,
                OptionalInt.of(2))
            .wrong(0.5, "must be an integer, and is 0.5"),
        tune("seed", TuneConfig::seed, OptionalLong.empty(), -1L, OptionalLong.of(-1))
            .wrong("now", "must be an integer, and is \"now\""),
        tune("time_budget_s", c -> c.limits().timeBudget(), none(), 1.5, seconds(1.5))
            .wrong(0L, "must be above 0, and is 0"),
        tune("trial_timeout_s", c -> c.limits().trialTimeout(), none(), 60L, seconds(60))
            .wrong(-1L, "must be above 0, and is -1"),
        tune("stop_grace_s", c -> c.limits().stopGrace(), Duration.ofSeconds(30), 0L, Duration.ZERO)
            .wrong(-1L, "must be at least 0, and is -1"),
        tune("stop", c -> c.limits().stop(), Map.of(), Map.of("m", 1L), Map.of("m", 1.0))
            .wrong(Map.of("m", true), "must be a number, and is true"),
        tune("max_failures", c -> c.failures().mostRetries(), 0, -1L, -1)
            .wrong(-2L, "must be at least -1"),
        tune("fail_fast", c -> c.failures().failFast(), false, true, true)
            .wrong(1L, "must be true or false, and is 1"),
        tune("stop_when_all_fail", c -> c.failures().stopWhenAllFail(), true, false, false)
            .wrong("no", "must be true or false, and is \"no\""),
        tune("keep_checkpoints", TuneConfig::keepCheckpoints, 1, 3L, 3)
            .wrong(0L, "must be at least 1"));
  }

  private static List<Row> algorithms() {
    return List.of(
        tune(
                "search_alg",
                c -> c.search().name(),
                "basicvariantgenerator",
                Map.of(),
                "basicvariantgenerator")
            .wrong("hyperoptsearch", "write it like {\"name\": \"hyperoptsearch\"}"),
        tune(
                "search_alg.name",
                c -> c.search().name(),
                "basicvariantgenerator",
                "HyperOptSearch",
                "hyperoptsearch")
            .wrong("tpe", "there are basicvariantgenerator, bayesoptsearch, hyperoptsearch"),
        tune(
                "search_alg.points_to_evaluate",
                c -> c.search().pointsToEvaluate().stream().map(Config::new).toList(),
                List.of(),
                List.of(Map.of("x", 1L), Map.of()),
                List.of(new Config(Map.of("x", 1.0)), new Config(Map.of())))
            .wrong("x", "must be a list, and is \"x\""),
        tune("search_alg.options", c -> c.search().options(), Map.of(), Map.of(), Map.of())
            .wrong(Map.of("seed", 1L), "unknown option of basicvariantgenerator"),
        tune(
                "scheduler",
                c -> c.scheduler().name(),
                "fifo",
                Map.of("name", "hyperband"),
                "hyperband")
            .wrong(true, "write it like {\"name\": \"fifo\"}"),
        tune("scheduler.name", c -> c.scheduler().name(), "fifo", "hyperband", "hyperband")
            .wrong("asha", "there are fifo, hyperband"),
        tune("scheduler.options", c -> c.scheduler().options(), Map.of(), Map.of(), Map.of())
            .wrong(Map.of("max_t", 3L), "unknown option of fifo"));
  }

  private record Reading(
      String path,
      Function<LoadedJob, Object> reading,
      Object whenLeftOut,
      Object other,
      Object otherReading) {

    Row wrong(Object wrong, String complaint) {
      return new Row(path, reading, whenLeftOut, other, otherReading, wrong, complaint);
    }
  }

  private static Reading row(
      String path,
      Function<LoadedJob, Object> reading,
      Object whenLeftOut,
      Object other,
      Object otherReading) {
    return new Reading(path, reading, whenLeftOut, other, otherReading);
  }

  private static Reading tune(
      String name,
      Function<TuneConfig, Object> reading,
      Object whenLeftOut,
      Object other,
      Object otherReading) {
    return row(
        "params.tune_config." + name,
        job -> reading.apply(config(job)),
        whenLeftOut,
        other,
        otherReading);
  }

  private static Job.Tuning tuning(LoadedJob job) {
    return job.job().tuning().orElseThrow();
  }

  private static TuneConfig config(LoadedJob job) {
    return tuning(job).config();
  }

  private static Optional<Duration> none() {
    return Optional.empty();
  }

  private static Optional<Duration> seconds(double seconds) {
    return Optional.of(Duration.ofMillis((long) (seconds * 1000)));
  }
}
