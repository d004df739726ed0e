package io.synapse.schedule;

import io.synapse.problem.OptionSpecification;
import io.synapse.problem.OptionSpecification.ValueRange;
import io.synapse.problem.Problems;
import io.synapse.run.SavedCheckpoint;
import io.synapse.space.Distribution;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of population based training in a job file. */
final class PbtOptions {

  static final String INTERVAL = "perturbation_interval";
  static final String BURN_IN = "burn_in_period";
  static final String QUANTILE = "quantile_fraction";
  private static final String RESAMPLE = "resample_probability";
  private static final String FACTORS = "perturbation_factors";
  private static final String MUTATIONS = "hyperparam_mutations";

  private static final ValueRange SHARE = new ValueRange(0, 1, true);
  private static final ValueRange AT_MOST_HALF = new ValueRange(0, 0.5, true);

  static final List<OptionSpecification> ALL =
      List.of(
          SchedulerOptions.timeAttribute(),
          OptionSpecification.integer(INTERVAL, 5L, 1, "how far apart perturbations are"),
          OptionSpecification.integer(BURN_IN, 0L, 0, "no perturbation before it"),
          OptionSpecification.number(
              QUANTILE, 0.25, AT_MOST_HALF, "the share at the top and at the bottom"),
          OptionSpecification.number(RESAMPLE, 0.25, SHARE, "how often a value is drawn anew"),
          ofType(
              FACTORS,
              OptionSpecification.Type.NUMBERS,
              List.of(1.2, 0.8),
              "what values change by"),
          ofType(
              MUTATIONS,
              OptionSpecification.Type.OBJECT,
              null,
              "what is perturbed; every dimension of the search space when left out"));

  private PbtOptions() {}

  private static OptionSpecification ofType(
      String name, OptionSpecification.Type type, Object defaultValue, String description) {
    return new OptionSpecification(
        name, type, defaultValue, Optional.empty(), List.of(), description);
  }

  /**
   * Reads how configurations are explored.
   *
   * @throws io.synapse.problem.InvalidInputException with all errors
   */
  static Mutations mutations(Map<String, Object> options, SearchSpace space) {
    Problems problems = new Problems();
    List<Double> factors = SchedulerOptions.numbers(options, FACTORS);
    if (factors.isEmpty() || !factors.stream().allMatch(PbtOptions::isFactor)) {
      problems.error(
          SchedulerOptions.path(FACTORS),
          "must hold finite numbers above 0, such as 1.2 and 0.8, and is " + factors);
    }
    Map<String, Distribution> distributions =
        distributions(options.get(MUTATIONS), space, problems);
    problems.throwIfAny();
    return new Mutations(space, distributions, SchedulerOptions.number(options, RESAMPLE), factors);
  }

  private static boolean isFactor(double factor) {
    return factor > 0 && Double.isFinite(factor);
  }

  private static Map<String, Distribution> distributions(
      Object json, SearchSpace space, Problems problems) {
    return json instanceof Map<?, ?> given
        ? new MutationsReader(space, SchedulerOptions.path(MUTATIONS), problems).read(given)
        : MutationsReader.allDimensions(space);
  }

  /**
   * The times at which trials are compared: the multiples of a length after the burn-in period.
   *
   * @param length the length of an interval, in the scheduler's time
   * @param burnIn the time before which no trial is compared
   * @param timeAttribute the metric that counts as time
   */
  record PbtIntervals(double length, double burnIn, String timeAttribute) {

    static PbtIntervals of(Map<String, Object> options) {
      return new PbtIntervals(
          SchedulerOptions.integer(options, PbtOptions.INTERVAL),
          SchedulerOptions.integer(options, PbtOptions.BURN_IN),
          (String) options.get(SchedulerOptions.TIME_ATTRIBUTE));
    }

    /**
     * The number of the last interval that ends at or before a time, counted from 1; 0 if there is
     * none.
     */
    long reached(double time) {
      double interval = Math.floor(time / length);
      return interval * length >= burnIn ? Math.max(0, (long) interval) : 0;
    }

    /**
     * The number of the last interval that ends at or before the time of a checkpoint; 0 if there
     * is none.
     */
    long reached(SavedCheckpoint checkpoint) {
      return checkpoint.metrics().get(timeAttribute) instanceof Number time
          ? reached(time.doubleValue())
          : 0;
    }

    /** The time at which an interval ends. */
    double time(long interval) {
      return interval * length;
    }
  }
}
