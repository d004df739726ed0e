package io.synapse.action;

import io.synapse.execute.MachineResources;
import io.synapse.job.Job;
import io.synapse.job.TuneConfig;
import io.synapse.job.Tuning;
import io.synapse.problem.InvalidInputException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many trials run at once.
 *
 * @param slots the number, at least 1
 * @param reason which limit set it, for people
 */
public record Concurrency(int slots, String reason) {

  /** Checks the number. */
  public Concurrency {
    if (slots < 1) {
      throw new InvalidInputException(
          "at least one trial has to run at a time; " + reason + " leaves none");
    }
  }

  /**
   * The smallest of all limits: the job's, the user's, the machine's CPUs and GPUs, and the number
   * of trials.
   *
   * @throws InvalidInputException when the machine cannot hold one trial
   */
  static Concurrency of(
      Job job, OptionalInt maxConcurrent, MachineResources machine, int trialCount) {
    Concurrency smallest = new Concurrency(trialCount, "the number of trials");
    OptionalInt ofJob =
        job.tuning()
            .map(Tuning::config)
            .map(TuneConfig::maxConcurrentTrials)
            .orElse(OptionalInt.empty());
    smallest = smallest.or(ofJob, "max_concurrent_trials");
    smallest = smallest.or(maxConcurrent, "--max-concurrent");
    smallest = smallest.or(fitting("num_cpus", "--cpus", job.numCpus(), machine.cpus()));
    if (job.numGpus().isPresent()) {
      smallest =
          smallest.or(fitting("num_gpus", "--gpus", job.numGpus().getAsDouble(), machine.gpus()));
    }
    return smallest;
  }

  private Concurrency or(OptionalInt limit, String name) {
    return limit.isPresent()
        ? or(Optional.of(new Concurrency(limit.getAsInt(), name + " " + limit.getAsInt())))
        : this;
  }

  private Concurrency or(Optional<Concurrency> limit) {
    return limit.filter(other -> other.slots() < slots).orElse(this);
  }

  private static Optional<Concurrency> fitting(
      String field, String option, double each, double offered) {
    if (each <= 0) {
      return Optional.empty();
    }
    // Decimal arithmetic, so that 0.1 fits ten times into 1.
    BigDecimal fits = BigDecimal.valueOf(offered).divideToIntegralValue(BigDecimal.valueOf(each));
    if (fits.signum() <= 0) {
      throw new InvalidInputException(
          "params." + field,
          "one trial asks for %s and this machine offers %s; lower %s or say what it offers with %s"
              .formatted(plain(each), plain(offered), field, option));
    }
    int slots = fits.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    String reason = "%s %s of %s".formatted(field, plain(each), plain(offered));
    return Optional.of(new Concurrency(slots, reason));
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
