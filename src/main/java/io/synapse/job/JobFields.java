package io.synapse.job;

import io.synapse.problem.OptionSpecification;
import io.synapse.problem.OptionSpecification.ValueRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of a job file. The checker and the JSON Schema both follow these lists. */
final class JobFields {

  static final String ACTION = "action";
  static final String PARAMS = "params";
  static final String PLUGIN = "plugin";
  static final String PYTHON = "python";
  static final String DATASETS = "datasets";
  static final String TRACK = "track";

  /** What stands beside {@code params} and may stand in a {@code synapse.yaml} too. */
  static final List<String> BINDINGS = List.of(PLUGIN, PYTHON, DATASETS, TRACK);

  /** The one action there is. */
  static final String TRAIN = "train";

  static final String HYPERPARAMETER = "hyperparameter";
  static final String HYPERPARAMETERS = "hyperparameters";
  static final String TUNE_CONFIG = "tune_config";

  static final String HYPERPARAMETER_NAME = "name";

  static final String STOP = "stop";
  static final String SEARCH_ALG = "search_alg";
  static final String SCHEDULER = "scheduler";

  static final String ALGORITHM_NAME = "name";
  static final String ALGORITHM_OPTIONS = "options";
  static final String POINTS_TO_EVALUATE = "points_to_evaluate";

  private static final ValueRange IDENTIFIERS = new ValueRange(0, Integer.MAX_VALUE, true);
  private static final ValueRange COUNTS = new ValueRange(1, Integer.MAX_VALUE, true);
  private static final ValueRange RETRIES = new ValueRange(-1, Integer.MAX_VALUE, true);
  private static final ValueRange NOT_NEGATIVE = new ValueRange(0, Double.POSITIVE_INFINITY, true);
  private static final ValueRange POSITIVE = new ValueRange(0, Double.POSITIVE_INFINITY, false);

  static final OptionSpecification NAME = text("name", null, "the job's name");
  static final OptionSpecification DESCRIPTION = text("description", "", "free text");
  static final OptionSpecification DATASET =
      integer("dataset", null, IDENTIFIERS, "id of the data set");
  static final OptionSpecification CHECKPOINT =
      integer("checkpoint", null, IDENTIFIERS, "id of the model to start from");
  static final OptionSpecification IS_TUNE =
      OptionSpecification.truth("is_tune", false, "whether hyperparameters are searched for");
  static final OptionSpecification NUM_CPUS =
      OptionSpecification.number("num_cpus", 1.0, NOT_NEGATIVE, "CPUs of one trial");
  static final OptionSpecification NUM_GPUS =
      OptionSpecification.number(
          "num_gpus", null, NOT_NEGATIVE, "GPUs of one trial; 0 hides them, unset leaves them");

  static final OptionSpecification METRIC = text("metric", null, "the metric to optimise");
  static final OptionSpecification MODE =
      OptionSpecification.text("mode", null, List.of("max", "min"), "which values are better");
  static final OptionSpecification NUM_SAMPLES =
      integer("num_samples", 1L, COUNTS, "the number of trials");
  static final OptionSpecification MAX_CONCURRENT_TRIALS =
      integer("max_concurrent_trials", null, COUNTS, "the most trials at once");
  static final OptionSpecification SEED =
      new OptionSpecification(
          "seed",
          OptionSpecification.Type.INTEGER,
          null,
          Optional.empty(),
          List.of(),
          "seed of every random choice");
  static final OptionSpecification TIME_BUDGET_S =
      OptionSpecification.number("time_budget_s", null, POSITIVE, "seconds the run may take");
  static final OptionSpecification TRIAL_TIMEOUT_S =
      OptionSpecification.number("trial_timeout_s", null, POSITIVE, "seconds one attempt may take");
  static final OptionSpecification STOP_GRACE_S =
      OptionSpecification.number(
          "stop_grace_s", 30.0, NOT_NEGATIVE, "seconds a plugin has to end once asked to");
  static final OptionSpecification MAX_FAILURES =
      integer("max_failures", 0L, RETRIES, "retries of one trial; -1 without limit");
  static final OptionSpecification FAIL_FAST =
      OptionSpecification.truth("fail_fast", false, "whether the first failed trial ends the run");
  static final OptionSpecification STOP_WHEN_ALL_FAIL =
      OptionSpecification.truth(
          "stop_when_all_fail", true, "whether the run ends when its first trials all fail alike");
  static final OptionSpecification KEEP_CHECKPOINTS =
      integer("keep_checkpoints", 1L, COUNTS, "newest checkpoints kept of each trial");

  /** The simple fields of {@code params}. */
  static final List<OptionSpecification> OF_PARAMS =
      List.of(NAME, DESCRIPTION, DATASET, CHECKPOINT, IS_TUNE, NUM_CPUS, NUM_GPUS);

  /** The simple fields of {@code tune_config}. */
  static final List<OptionSpecification> OF_TUNE_CONFIG =
      List.of(
          METRIC,
          MODE,
          NUM_SAMPLES,
          MAX_CONCURRENT_TRIALS,
          SEED,
          TIME_BUDGET_S,
          TRIAL_TIMEOUT_S,
          STOP_GRACE_S,
          MAX_FAILURES,
          FAIL_FAST,
          STOP_WHEN_ALL_FAIL,
          KEEP_CHECKPOINTS);

  /** The simple fields that must be given. */
  static final List<OptionSpecification> REQUIRED = List.of(NAME, DATASET, METRIC, MODE);

  /** The simple fields that must hold more than white space. */
  static final List<OptionSpecification> NOT_BLANK = List.of(NAME, METRIC);

  private JobFields() {}

  /** Every key that {@code params} may hold. */
  static List<String> paramsKeys() {
    return with(OF_PARAMS, HYPERPARAMETER, HYPERPARAMETERS, TUNE_CONFIG);
  }

  /** Every key that {@code tune_config} may hold. */
  static List<String> tuneConfigKeys() {
    return with(OF_TUNE_CONFIG, STOP, SEARCH_ALG, SCHEDULER);
  }

  private static List<String> with(List<OptionSpecification> simple, String... composite) {
    return Stream.concat(simple.stream().map(OptionSpecification::name), Stream.of(composite))
        .toList();
  }

  private static OptionSpecification text(String name, String defaultValue, String description) {
    return OptionSpecification.text(name, defaultValue, List.of(), description);
  }

  private static OptionSpecification integer(
      String name, Long defaultValue, ValueRange range, String description) {
    return new OptionSpecification(
        name,
        OptionSpecification.Type.INTEGER,
        defaultValue,
        Optional.of(range),
        List.of(),
        description);
  }
}
