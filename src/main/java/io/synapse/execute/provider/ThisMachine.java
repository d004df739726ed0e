package io.synapse.execute.provider;

import io.synapse.execute.resources.GpuPool;
import io.synapse.execute.resources.MachineResources;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.problem.InvalidInputException;
import java.math.BigDecimal;
import java.util.Optional;

/** This machine: its processors and devices limit how many trials run in parallel. */
abstract class ThisMachine implements ExecutionTarget {

  private final ExecutorProvider provider;
  private final MachineResources machine;

  ThisMachine(ExecutorProvider provider, MachineResources machine) {
    this.provider = provider;
    this.machine = machine;
  }

  MachineResources machine() {
    return machine;
  }

  @Override
  public final ExecutorProvider provider() {
    return provider;
  }

  /** Never with a device that others could use. */
  @Override
  public final boolean mayPark(WorkerShare share) {
    boolean hidden = share.gpus().isPresent() && share.gpus().getAsDouble() == 0;
    return hidden || machine.gpus().isEmpty();
  }

  @Override
  public final Concurrency limit(Concurrency requested, TrialDemand demand) {
    Concurrency smallest = requested.or(onProcessors(demand.cpus()));
    return demand.gpus().isPresent()
        ? smallest.or(onDevices(demand.gpus().getAsDouble()))
        : smallest;
  }

  private Optional<Concurrency> onProcessors(double each) {
    if (each <= 0) {
      return Optional.empty();
    }
    // Decimal arithmetic, so that 0.1 fits ten times into 1.
    BigDecimal fits =
        BigDecimal.valueOf(machine.cpus()).divideToIntegralValue(BigDecimal.valueOf(each));
    int slots = fits.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    return fitting("cpus", each, Concurrency.plain(machine.cpus()), slots);
  }

  /** A trial's devices lie on one worker: what is left of each device counts for itself. */
  private Optional<Concurrency> onDevices(double each) {
    if (each <= 0) {
      return Optional.empty();
    }
    Concurrency.refuseUnshareable(each);
    String offered = Concurrency.plain(machine.gpuTotal().doubleValue());
    return fitting("gpus", each, offered, GpuPool.capacity(machine.gpus(), each));
  }

  private static Optional<Concurrency> fitting(
      String what, double each, String offered, int slots) {
    if (slots == 0) {
      throw new InvalidInputException(
          "params.num_" + what,
          "one trial asks for %s and this machine offers %s; lower num_%s or say what it offers with --%s"
              .formatted(Concurrency.plain(each), offered, what, what));
    }
    String reason = "num_%s %s of %s".formatted(what, Concurrency.plain(each), offered);
    return Optional.of(new Concurrency(slots, reason));
  }
}
