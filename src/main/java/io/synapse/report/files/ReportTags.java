package io.synapse.report.files;

import java.util.Set;

/**
 * How Ray Tune names the numbers of a report in TensorBoard: {@code log_trial_result} in {@code
 * ray/tune/logger/tensorboardx.py}.
 */
final class ReportTags {

  private static final String PREFIX = "ray/tune/";

  /** What Ray Tune leaves out: the step itself, and what is no curve. */
  private static final Set<String> LEFT_OUT =
      Set.of("pid", "timestamp", ResultLine.TIME_TOTAL, ResultLine.ITERATION);

  /** Every report has it, and nothing else. */
  private static final String MARK = PREFIX + "iterations_since_restore";

  private ReportTags() {}

  static String of(String metric) {
    return PREFIX + metric;
  }

  /** Whether a number of a result has a curve. */
  static boolean isShown(String name) {
    return !LEFT_OUT.contains(name);
  }

  /** Whether an event with this tag is a report. */
  static boolean marksReport(String tag) {
    return tag.equals(MARK);
  }
}
