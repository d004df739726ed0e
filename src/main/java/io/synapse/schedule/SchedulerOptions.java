package io.synapse.schedule;

import io.synapse.problem.OptionSpecification;
import io.synapse.problem.OptionSpecification.ValueRange;
import java.util.List;
import java.util.Map;

/** The options that several schedulers share. */
public final class SchedulerOptions {

  /** The option for the metric that counts as time; schedulers that do not use reports lack it. */
  public static final String TIME_ATTRIBUTE = "time_attr";

  static final String REDUCTION_FACTOR = "reduction_factor";

  private static final ValueRange ABOVE_ONE = new ValueRange(1, Double.POSITIVE_INFINITY, false);

  private SchedulerOptions() {}

  static OptionSpecification timeAttribute() {
    return OptionSpecification.text(
        TIME_ATTRIBUTE, "training_iteration", List.of(), "the metric that counts as time");
  }

  static OptionSpecification maxTime(long defaultValue) {
    return OptionSpecification.integer(
        "max_t", defaultValue, 1, "the most that one trial may reach");
  }

  static OptionSpecification reductionFactor(double defaultValue) {
    return OptionSpecification.number(
        REDUCTION_FACTOR, defaultValue, ABOVE_ONE, "how many times fewer trials each rung keeps");
  }

  static OptionSpecification gracePeriod(long min) {
    return OptionSpecification.integer("grace_period", 1L, min, "no trial is stopped before it");
  }

  /** The path of an option in a job file. */
  static String path(String option) {
    return "params.tune_config.scheduler.options." + option;
  }

  static List<Double> numbers(Map<String, Object> options, String name) {
    return ((List<?>) options.get(name))
        .stream().map(number -> ((Number) number).doubleValue()).toList();
  }

  static long integer(Map<String, Object> options, String name) {
    return ((Number) options.get(name)).longValue();
  }

  static double number(Map<String, Object> options, String name) {
    return ((Number) options.get(name)).doubleValue();
  }

  static boolean truth(Map<String, Object> options, String name) {
    return Boolean.TRUE.equals(options.get(name));
  }
}
