package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OptionSpecification;
import io.synapse.space.Objective;
import java.util.List;
import java.util.Map;

/**
 * How ASHA compares trials.
 *
 * @param mode which values are better
 * @param mostTime where trials end
 * @param grace the lowest rung of the first bracket
 * @param reduction how many times fewer trials each rung keeps, and how far apart rungs are
 * @param brackets how many there are
 * @param promotes whether trials pause at rungs
 */
record AshaSettings(
    Objective.Mode mode,
    double mostTime,
    double grace,
    double reduction,
    int brackets,
    boolean promotes) {

  private static final String MOST_TIME = "max_t";
  private static final String GRACE = "grace_period";
  private static final String BRACKETS = "brackets";
  private static final String PROMOTE = "promote";

  /** The options that a job file may have, of which {@code promote} is this product's own. */
  static final List<OptionSpecification> OPTIONS =
      List.of(
          SchedulerOptions.timeAttribute(),
          SchedulerOptions.mostTime(100L),
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
   * @throws InvalidInputException when they don't go together
   */
  static AshaSettings of(SchedulerSettings settings) {
    Map<String, Object> options = settings.options();
    double mostTime = SchedulerOptions.integer(options, MOST_TIME);
    double grace = SchedulerOptions.integer(options, GRACE);
    double reduction = SchedulerOptions.number(options, SchedulerOptions.REDUCTION_FACTOR);
    long brackets = SchedulerOptions.integer(options, BRACKETS);
    refuseAbove(mostTime, grace);
    refuseAbove(RungTimes.power(reduction, mostTime / grace) + 1, brackets);
    return new AshaSettings(
        settings.objective().mode(),
        mostTime,
        grace,
        reduction,
        (int) brackets,
        SchedulerOptions.truth(options, PROMOTE));
  }

  private static void refuseAbove(double mostTime, double grace) {
    if (grace > mostTime) {
      throw new InvalidInputException(
          SchedulerOptions.path(GRACE),
          "must be at most max_t, which is %s, and is %s"
              .formatted(RungReasons.text(mostTime), RungReasons.text(grace)));
    }
  }

  private static void refuseAbove(int most, long brackets) {
    if (brackets > most) {
      throw new InvalidInputException(
          SchedulerOptions.path(BRACKETS),
          "must be at most %d with these rungs, and is %d; further brackets would be like the last"
              .formatted(most, brackets));
    }
  }

  /** The rungs of a bracket, the lowest first. */
  List<RungMembers> rungs(int bracket) {
    double lowest = grace * Math.pow(reduction, bracket);
    return RungMembers.rungs(RungTimes.from(lowest, reduction, mostTime), this::keeps);
  }

  /**
   * Promotion rounds down and waits for more to come. Stopping can take nothing back, and rounds
   * up: of few trials one goes on, and of those that start slowly more are seen at the next rung.
   */
  private int keeps(int trials) {
    double share = trials / reduction;
    return promotes ? RungTimes.floor(share) : RungTimes.ceil(share);
  }
}
