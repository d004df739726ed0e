package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OptionSpecification;
import io.synapse.space.Objective;
import java.util.List;
import java.util.Map;

/**
 * The validated options of {@link AshaScheduler}.
 *
 * @param mode whether lower or higher values are better
 * @param maxTime the time at which trials end
 * @param gracePeriod the time of the lowest rung of the first bracket
 * @param reductionFactor the factor by which rungs reduce the number of trials, and by which their
 *     times grow
 * @param brackets the number of brackets
 * @param promotes whether trials pause at rungs, to be promoted later
 */
record AshaSettings(
    Objective.Mode mode,
    double maxTime,
    double gracePeriod,
    double reductionFactor,
    int brackets,
    boolean promotes) {

  private static final String MAX_TIME = "max_t";
  private static final String GRACE_PERIOD = "grace_period";
  private static final String BRACKETS = "brackets";
  private static final String PROMOTE = "promote";

  /** The options in a job file; Ray Tune has all of them but {@code promote}. */
  static final List<OptionSpecification> OPTIONS =
      List.of(
          SchedulerOptions.timeAttribute(),
          SchedulerOptions.maxTime(100L),
          SchedulerOptions.gracePeriod(1),
          SchedulerOptions.reductionFactor(4.0),
          OptionSpecification.integer(
              BRACKETS, 1L, 1, "how many there are; each begins to compare a rung later"),
          OptionSpecification.truth(
              PROMOTE, false, "whether trials pause at rungs, to be promoted later on"));

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "asha",
          List.of(),
          "asynchronous successive halving: at each rung the best trials go on",
          OPTIONS);

  /**
   * Reads the options.
   *
   * @throws InvalidInputException if they are inconsistent
   */
  static AshaSettings of(SchedulerSettings settings) {
    Map<String, Object> options = settings.options();
    double maxTime = SchedulerOptions.integer(options, MAX_TIME);
    double gracePeriod = SchedulerOptions.integer(options, GRACE_PERIOD);
    double reductionFactor = SchedulerOptions.number(options, SchedulerOptions.REDUCTION_FACTOR);
    long brackets = SchedulerOptions.integer(options, BRACKETS);
    checkGracePeriod(maxTime, gracePeriod);
    checkBrackets(RungTimes.largestPower(reductionFactor, maxTime / gracePeriod) + 1, brackets);
    return new AshaSettings(
        settings.objective().mode(),
        maxTime,
        gracePeriod,
        reductionFactor,
        (int) brackets,
        SchedulerOptions.truth(options, PROMOTE));
  }

  private static void checkGracePeriod(double maxTime, double gracePeriod) {
    if (gracePeriod > maxTime) {
      throw new InvalidInputException(
          SchedulerOptions.path(GRACE_PERIOD),
          "must be at most max_t, which is %s, and is %s"
              .formatted(RungReasons.text(maxTime), RungReasons.text(gracePeriod)));
    }
  }

  private static void checkBrackets(int max, long brackets) {
    if (brackets > max) {
      throw new InvalidInputException(
          SchedulerOptions.path(BRACKETS),
          "must be at most %d with these rungs, and is %d; further brackets would be like the last"
              .formatted(max, brackets));
    }
  }

  /** Creates the rungs of a bracket, the lowest first. */
  List<RungMembers> rungs(int bracket) {
    double lowest = gracePeriod * Math.pow(reductionFactor, bracket);
    return RungMembers.rungs(RungTimes.from(lowest, reductionFactor, maxTime), this::keptOf);
  }

  /**
   * How many of a number of trials are kept. Promotion rounds down, because it can wait for more
   * trials. Stopping is irreversible and rounds up: even of few trials one continues, and more of
   * those that start slowly are seen at the next rung.
   */
  private int keptOf(int trials) {
    double share = trials / reductionFactor;
    return promotes ? RungTimes.floor(share) : RungTimes.ceil(share);
  }
}
