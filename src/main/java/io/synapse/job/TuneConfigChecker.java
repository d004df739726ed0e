package io.synapse.job;

import io.synapse.job.TuneConfig.SchedulerChoice;
import io.synapse.job.TuneConfig.SearchChoice;
import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.BlankText;
import io.synapse.problem.NearestName;
import io.synapse.problem.ShownValue;
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
import java.util.stream.Stream;

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
  TuneConfig check(FieldReader config, Optional<SearchSpace> space) {
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

  private static Objective objective(FieldReader config) {
    String metric = config.text(JobFields.METRIC);
    String mode = config.text(JobFields.MODE);
    return new Objective(
        metric,
        mode.isEmpty()
            ? Objective.Mode.MAX
            : Objective.Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
  }

  private static TuneConfig.Failures failures(FieldReader config) {
    return new TuneConfig.Failures(
        config.integer(JobFields.MAX_FAILURES).orElse(0),
        config.truth(JobFields.FAIL_FAST),
        config.truth(JobFields.STOP_WHEN_ALL_FAIL));
  }

  private static TuneConfig.Limits limits(FieldReader config) {
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

  private static Map<String, Double> stop(FieldReader config) {
    Map<String, Double> stop = new LinkedHashMap<>();
    if (config.has(JobFields.STOP)) {
      config
          .object(JobFields.STOP, "; write it like {\"accuracy\": 0.99}")
          .ifPresent(rules -> readStop(rules, stop));
    }
    return stop;
  }

  private static void readStop(FieldReader rules, Map<String, Double> stop) {
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

  private SearchChoice search(FieldReader config, Optional<SearchSpace> space) {
    AlgorithmChecker.CheckedAlgorithm choice = searchAlgorithms.check(config);
    List<Map<String, Object>> points =
        choice.fields().map(fields -> points(fields, space)).orElse(List.of());
    return new SearchChoice(choice.name(), choice.options(), points);
  }

  private static List<Map<String, Object>> points(FieldReader search, Optional<SearchSpace> space) {
    String name = JobFields.POINTS_TO_EVALUATE;
    if (!search.has(name)) {
      return List.of();
    }
    Optional<List<?>> list =
        search.list(name, FieldReader.LIST, "; write it like [{\"learning_rate\": 0.001}]");
    return list.isPresent() && space.isPresent()
        ? PointsReader.read(list.get(), space.get(), search.path(name), search.problems())
        : List.of();
  }

  private SchedulerChoice scheduler(FieldReader config) {
    AlgorithmChecker.CheckedAlgorithm choice = schedulers.check(config);
    return new SchedulerChoice(choice.name(), choice.options());
  }

  /** Checks {@code search_alg} and {@code scheduler}: a name and its options. */
  static final class AlgorithmChecker {

    private final String field;
    private final List<AlgorithmSpecification> known;
    private final List<String> keys;

    /**
     * A checker of one of the two.
     *
     * @param field its name
     * @param known what it can name, the default first
     * @param furtherKeys what it takes beside name and options
     */
    AlgorithmChecker(String field, List<AlgorithmSpecification> known, String... furtherKeys) {
      if (known.isEmpty()) {
        throw new IllegalArgumentException("there must be something that " + field + " can name");
      }
      this.field = field;
      this.known = List.copyOf(known);
      this.keys =
          Stream.concat(
                  Stream.of(JobFields.ALGORITHM_NAME, JobFields.ALGORITHM_OPTIONS),
                  Stream.of(furtherKeys))
              .toList();
    }

    /**
     * What a job chose.
     *
     * @param name the documented name
     * @param options every option, defaults filled in
     * @param fields the object itself, when the job has one
     */
    record CheckedAlgorithm(
        String name, Map<String, Object> options, Optional<FieldReader> fields) {}

    /** Checks the field of a {@code tune_config}; the default when it is left out. */
    CheckedAlgorithm check(FieldReader config) {
      if (!config.has(field)) {
        return new CheckedAlgorithm(
            fallback().name(), defaults(fallback(), config), Optional.empty());
      }
      Optional<FieldReader> chosen = config.object(field, remedy(config.raw(field)));
      return chosen
          .map(this::choice)
          .orElseGet(() -> new CheckedAlgorithm(fallback().name(), Map.of(), Optional.empty()));
    }

    private String remedy(Object written) {
      String name = written instanceof String text ? text : fallback().name();
      return "; write it like {\"name\": " + ShownValue.of(name) + "}";
    }

    private CheckedAlgorithm choice(FieldReader fields) {
      fields.refuseUnknown(keys);
      return specification(fields)
          .map(
              found ->
                  new CheckedAlgorithm(found.name(), options(found, fields), Optional.of(fields)))
          .orElseGet(() -> new CheckedAlgorithm(fallback().name(), Map.of(), Optional.of(fields)));
    }

    private Optional<AlgorithmSpecification> specification(FieldReader fields) {
      if (!fields.has(JobFields.ALGORITHM_NAME)) {
        return Optional.of(fallback());
      }
      if (!(fields.raw(JobFields.ALGORITHM_NAME) instanceof String written)) {
        fields.wrongType(JobFields.ALGORITHM_NAME, "a text", "; there are " + knownNames());
        return Optional.empty();
      }
      Optional<AlgorithmSpecification> found =
          known.stream().filter(candidate -> candidate.isNamed(written)).findFirst();
      if (found.isEmpty()) {
        fields.error(
            JobFields.ALGORITHM_NAME,
            "there is no "
                + field
                + " "
                + ShownValue.of(written)
                + "; there are "
                + knownNames()
                + NearestName.hint(written, allNames()));
      }
      return found;
    }

    private Map<String, Object> options(AlgorithmSpecification chosen, FieldReader fields) {
      String name = JobFields.ALGORITHM_OPTIONS;
      if (!fields.has(name)) {
        return defaults(chosen, fields);
      }
      return fields
          .map(name, FieldReader.OBJECT, "")
          .map(written -> chosen.check(written, fields.path(name), fields.problems()))
          .orElse(Map.of());
    }

    private static Map<String, Object> defaults(AlgorithmSpecification chosen, FieldReader fields) {
      return chosen.check(Map.of(), "", fields.problems());
    }

    private AlgorithmSpecification fallback() {
      return known.get(0);
    }

    private String knownNames() {
      return String.join(", ", known.stream().map(AlgorithmSpecification::name).toList());
    }

    private List<String> allNames() {
      return known.stream()
          .flatMap(each -> Stream.concat(Stream.of(each.name()), each.aliases().stream()))
          .toList();
    }
  }
}
