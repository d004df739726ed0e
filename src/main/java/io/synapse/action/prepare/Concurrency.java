package io.synapse.action.prepare;

import io.synapse.execute.ray.RayNodes;
import io.synapse.execute.resources.GpuPool;
import io.synapse.execute.resources.MachineResources;
import io.synapse.job.Job;
import io.synapse.job.TuneConfig;
import io.synapse.problem.InvalidInputException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How many trials run at once.
 *
 * @param slots the number, at least 1
 * @param reason which limit set it, for people
 */
public record Concurrency(int slots, String reason) {

  /** Into so many a CPU or a GPU is divided at most. */
  private static final int RAY_STEPS = 10_000;

  /** Checks the number. */
  public Concurrency {
    if (slots < 1) {
      throw new InvalidInputException(
          "at least one trial has to run at a time; " + reason + " leaves none");
    }
  }

  /** What is wished for: the smallest of the job's limit, the user's and the number of trials. */
  static Concurrency wished(Job job, OptionalInt maxConcurrent, int trialCount) {
    Concurrency smallest = new Concurrency(trialCount, "the number of trials");
    OptionalInt ofJob =
        job.tuning()
            .map(Job.Tuning::config)
            .map(TuneConfig::maxConcurrentTrials)
            .orElse(OptionalInt.empty());
    smallest = smallest.or(ofJob, "max_concurrent_trials");
    return smallest.or(maxConcurrent, "--max-concurrent");
  }

  /**
   * As much of it as a machine's CPUs and GPUs allow.
   *
   * @throws InvalidInputException when the machine cannot hold one trial
   */
  Concurrency on(MachineResources machine, Job job) {
    Concurrency smallest = or(onProcessors(job.numCpus(), machine.cpus()));
    return job.numGpus().isPresent()
        ? smallest.or(onDevices(job.numGpus().getAsDouble(), machine))
        : smallest;
  }

  /**
   * As much of it as the nodes of a cluster allow.
   *
   * @throws InvalidInputException when no node can hold one trial
   */
  Concurrency on(RayTarget target, Job job) {
    RayNodes nodes = target.nodes();
    refuseTooFine("cpus", job.numCpus());
    job.numGpus().ifPresent(each -> refuseTooFine("gpus", each));
    job.numGpus().ifPresent(Concurrency::refuseUnshareable);
    int fits = nodes.slots(job.numCpus(), job.numGpus(), slots);
    if (fits == 0) {
      boolean lacksCpus = nodes.slots(job.numCpus(), OptionalDouble.empty(), 1) == 0;
      throw tooLarge(job, lacksCpus ? "cpus" : "gpus", target);
    }
    return or(Optional.of(new Concurrency(fits, asked(job) + " of " + nodes.offer())));
  }

  /** Ray rounds to its steps; what would be none at all it refuses, trial by trial. */
  private static void refuseTooFine(String what, double each) {
    if (each > 0 && (long) (each * RAY_STEPS) == 0) {
      throw new InvalidInputException(
          "params.num_" + what,
          "Ray counts in steps of 0.0001, and %s is less than one; write 0.0001 or more, or 0"
              .formatted(plain(each)));
    }
  }

  private static InvalidInputException tooLarge(Job job, String lacking, RayTarget target) {
    String remedy = target.isLocal() ? "say what it offers with --" + lacking : "add such a node";
    return new InvalidInputException(
        "params.num_" + lacking,
        "one trial asks for %s on one node, and none of the cluster offers that (%s); lower it, or %s"
            .formatted(asked(job), target.nodes().list(), remedy));
  }

  private static String asked(Job job) {
    String cpus = "num_cpus " + plain(job.numCpus());
    return job.numGpus().isPresent()
        ? cpus + ", num_gpus " + plain(job.numGpus().getAsDouble())
        : cpus;
  }

  private Concurrency or(OptionalInt limit, String name) {
    return limit.isPresent()
        ? or(Optional.of(new Concurrency(limit.getAsInt(), name + " " + limit.getAsInt())))
        : this;
  }

  private Concurrency or(Optional<Concurrency> limit) {
    return limit.filter(other -> other.slots() < slots).orElse(this);
  }

  private static Optional<Concurrency> onProcessors(double each, double offered) {
    if (each <= 0) {
      return Optional.empty();
    }
    // Decimal arithmetic, so that 0.1 fits ten times into 1.
    BigDecimal fits = BigDecimal.valueOf(offered).divideToIntegralValue(BigDecimal.valueOf(each));
    int slots = fits.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    return fitting("cpus", each, plain(offered), slots);
  }

  /** A trial's devices lie on one worker: what is left of each device counts for itself. */
  private static Optional<Concurrency> onDevices(double each, MachineResources machine) {
    if (each <= 0) {
      return Optional.empty();
    }
    refuseUnshareable(each);
    String offered = plain(machine.gpuTotal().doubleValue());
    return fitting("gpus", each, offered, GpuPool.capacity(machine.gpus(), each));
  }

  private static void refuseUnshareable(double each) {
    if (!GpuPool.isShareable(each)) {
      throw new InvalidInputException(
          "params.num_gpus",
          "a trial gets a part of one device or a whole number of them, not %s; write %s or %s"
              .formatted(plain(each), plain(Math.floor(each)), plain(Math.ceil(each))));
    }
  }

  private static Optional<Concurrency> fitting(
      String what, double each, String offered, int slots) {
    if (slots == 0) {
      throw new InvalidInputException(
          "params.num_" + what,
          "one trial asks for %s and this machine offers %s; lower num_%s or say what it offers with --%s"
              .formatted(plain(each), offered, what, what));
    }
    String reason = "num_%s %s of %s".formatted(what, plain(each), offered);
    return Optional.of(new Concurrency(slots, reason));
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
