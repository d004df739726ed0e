package io.synapse.job;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.BlankText;
import io.synapse.space.Mode;
import io.synapse.space.Objective;
import io.synapse.space.PointsReader;
import io.synapse.space.SearchSpace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Checks the content of {@code tune_config}. */
final class TuneConfigChecker {

  /** Longer times mean the same and would not fit into a count of nanoseconds. */
  private static final double MOST_SECONDS = 100.0 * 365 * 24 * 3600;

  private static final double NANOS_PER_SECOND = 1e9;

  private final AlgorithmChecker searchAlgorithms;
  private final AlgorithmChecker schedulers;

  TuneConfigChecker(
      List<AlgorithmSpecification> searchAlgorithms, List<AlgorithmSpecification> schedulers) {
    this.searchAlgorithms =
        new AlgorithmChecker(JobFields.SEARCH_ALG, searchAlgorithms, JobFields.POINTS_TO_EVALUATE);
    this.schedulers = new AlgorithmChecker(JobFields.SCHEDULER, schedulers);
  }

  /**
   * Checks a {@code tune_config}.
   *
   * @param space what points to evaluate must lie in; empty when it is wrong itself, and they are
   *     not checked
   * @return the configuration, usable when no problem was reported
   */
  TuneConfig check(Fields config, Optional<SearchSpace> space) {
    config.refuseUnknown(JobFields.tuneConfigKeys());
    return new TuneConfig(
        objective(config),
        config.integer(JobFields.NUM_SAMPLES).orElse(1),
        config.integer(JobFields.MAX_CONCURRENT_TRIALS),
        config.wideInteger(JobFields.SEED),
        limits(config),
        failures(config),
        config.integer(JobFields.KEEP_CHECKPOINTS).orElse(1),
        search(config, space),
        scheduler(config));
  }

  private static Objective objective(Fields config) {
    String metric = config.text(JobFields.METRIC);
    String mode = config.text(JobFields.MODE);
    return new Objective(
        metric, mode.isEmpty() ? Mode.MAX : Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
  }

  private static TuneConfig.Failures failures(Fields config) {
    return new TuneConfig.Failures(
        config.integer(JobFields.MAX_FAILURES).orElse(0),
        config.truth(JobFields.FAIL_FAST),
        config.truth(JobFields.STOP_WHEN_ALL_FAIL));
  }

  private static TuneConfig.Limits limits(Fields config) {
    return new TuneConfig.Limits(
        duration(config.number(JobFields.TIME_BUDGET_S)),
        duration(config.number(JobFields.TRIAL_TIMEOUT_S)),
        duration(config.number(JobFields.STOP_GRACE_S)).orElse(Duration.ZERO),
        stop(config));
  }

  /** Whole nanoseconds, at least one for a time above zero. */
  private static Optional<Duration> duration(OptionalDouble seconds) {
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    double nanos = Math.ceil(Math.min(seconds.getAsDouble(), MOST_SECONDS) * NANOS_PER_SECOND);
    return Optional.of(Duration.ofNanos((long) nanos));
  }

  private static Map<String, Double> stop(Fields config) {
    Map<String, Double> stop = new LinkedHashMap<>();
    if (config.has(JobFields.STOP)) {
      config
          .object(JobFields.STOP, "; write it like {\"accuracy\": 0.99}")
          .ifPresent(rules -> readStop(rules, stop));
    }
    return stop;
  }

  private static void readStop(Fields rules, Map<String, Double> stop) {
    for (String metric : rules.names()) {
      if (BlankText.isBlank(metric)) {
        rules.error(metric, "the name of a metric must not be blank");
      } else if (rules.raw(metric) instanceof Number value) {
        stop.put(metric, value.doubleValue());
      } else {
        rules.wrongType(metric, "a number", "; a trial ends when the metric reaches it");
      }
    }
  }

  private SearchChoice search(Fields config, Optional<SearchSpace> space) {
    AlgorithmChecker.Choice choice = searchAlgorithms.check(config);
    List<Map<String, Object>> points =
        choice.fields().map(fields -> points(fields, space)).orElse(List.of());
    return new SearchChoice(choice.name(), choice.options(), points);
  }

  private static List<Map<String, Object>> points(Fields search, Optional<SearchSpace> space) {
    String name = JobFields.POINTS_TO_EVALUATE;
    if (!search.has(name)) {
      return List.of();
    }
    Optional<List<?>> list =
        search.list(name, Fields.LIST, "; write it like [{\"learning_rate\": 0.001}]");
    return list.isPresent() && space.isPresent()
        ? PointsReader.read(list.get(), space.get(), search.path(name), search.problems())
        : List.of();
  }

  private SchedulerChoice scheduler(Fields config) {
    AlgorithmChecker.Choice choice = schedulers.check(config);
    return new SchedulerChoice(choice.name(), choice.options());
  }
}
