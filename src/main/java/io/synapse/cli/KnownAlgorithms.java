package io.synapse.cli;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import io.synapse.problem.OptionSpecification.Range;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every search algorithm and scheduler that a job file can name: those that this version runs, and
 * the documented schedulers that it only knows, so that a documented job file is valid. A run with
 * one of the latter is refused when it is planned.
 */
final class KnownAlgorithms {

  private static final Range ABOVE_ONE = new Range(1, Double.POSITIVE_INFINITY, false);
  private static final Range SHARE = new Range(0, 1, true);
  private static final Range AT_MOST_HALF = new Range(0, 0.5, true);

  private static final List<AlgorithmSpecification> DOCUMENTED_SCHEDULERS =
      List.of(
          scheduler(
              "hyperband",
              "successive halving, with few and with many trials at once",
              hyperband()),
          scheduler(
              "asha",
              "asynchronous successive halving: at each rung the best trials go on",
              asha()),
          scheduler(
              "median", "trials that are worse than the median of the others end early", median()),
          scheduler(
              "pbt",
              "population based training: bad trials go on from copies of good ones",
              pbt()));

  private KnownAlgorithms() {}

  /** The search algorithms, the default first. */
  static List<AlgorithmSpecification> search() {
    return Searchers.specifications();
  }

  /** The schedulers, the default first. */
  static List<AlgorithmSpecification> schedulers() {
    List<AlgorithmSpecification> runnable = Schedulers.specifications();
    List<AlgorithmSpecification> all = new ArrayList<>(runnable);
    DOCUMENTED_SCHEDULERS.stream()
        .filter(known -> runnable.stream().noneMatch(each -> each.isNamed(known.name())))
        .forEach(all::add);
    return List.copyOf(all);
  }

  private static AlgorithmSpecification scheduler(
      String name, String description, List<OptionSpecification> options) {
    return new AlgorithmSpecification(name, List.of(), description, options);
  }

  private static List<OptionSpecification> hyperband() {
    return List.of(
        timeAttribute(),
        integer("max_t", 81, 1, "the most that one trial may reach"),
        reductionFactor(3),
        OptionSpecification.truth(
            "stop_last_trials", true, "whether trials end when they reach max_t"));
  }

  private static List<OptionSpecification> asha() {
    return List.of(
        timeAttribute(),
        integer("max_t", 100, 1, "the most that one trial may reach"),
        integer("grace_period", 1, 1, "no trial is stopped before it"),
        reductionFactor(4),
        integer("brackets", 1, 1, "the number of brackets"));
  }

  private static List<OptionSpecification> median() {
    return List.of(
        timeAttribute(),
        integer("grace_period", 1, 0, "no trial is stopped before it"),
        integer("min_samples_required", 3, 1, "the trials needed for a median"),
        OptionSpecification.truth(
            "hard_stop", true, "whether a trial is stopped rather than paused"));
  }

  private static List<OptionSpecification> pbt() {
    return List.of(
        timeAttribute(),
        integer("perturbation_interval", 5, 1, "how far apart perturbations are"),
        integer("burn_in_period", 0, 0, "no perturbation before it"),
        OptionSpecification.number(
            "quantile_fraction", 0.25, AT_MOST_HALF, "the share at the top and at the bottom"),
        OptionSpecification.number(
            "resample_probability", 0.25, SHARE, "how often a value is drawn anew"),
        ofType(
            "perturbation_factors",
            OptionSpecification.Type.NUMBERS,
            List.of(1.2, 0.8),
            "what values change by"),
        ofType(
            "hyperparam_mutations",
            OptionSpecification.Type.OBJECT,
            null,
            "what is perturbed; every dimension of the search space when left out"));
  }

  private static OptionSpecification timeAttribute() {
    return OptionSpecification.text(
        "time_attr", "training_iteration", List.of(), "the metric that counts as time");
  }

  private static OptionSpecification reductionFactor(double defaultValue) {
    return OptionSpecification.number(
        "reduction_factor", defaultValue, ABOVE_ONE, "how many times fewer trials each rung keeps");
  }

  private static OptionSpecification integer(
      String name, long defaultValue, long min, String description) {
    return OptionSpecification.integer(name, defaultValue, min, description);
  }

  private static OptionSpecification ofType(
      String name, OptionSpecification.Type type, Object defaultValue, String description) {
    return new OptionSpecification(
        name, type, defaultValue, Optional.empty(), List.of(), description);
  }
}
