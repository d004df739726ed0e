package io.synapse.execute.provider;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.python.Interpreter;
import java.util.Optional;
import java.util.OptionalDouble;

/** A place where the trials of one run can run, found by an {@link ExecutorProvider}. */
public interface ExecutionTarget {

  /**
   * What each trial asks for.
   *
   * @param cpus {@code num_cpus}
   * @param gpus {@code num_gpus}; empty leaves devices visible and uncounted
   */
  record TrialDemand(double cpus, OptionalDouble gpus) {}

  /** What found it. */
  ExecutorProvider provider();

  /**
   * How many trials can run here in parallel.
   *
   * @param requested as many as the job and the user allow
   * @throws io.synapse.problem.InvalidInputException when not one trial fits
   */
  Concurrency limit(Concurrency requested, TrialDemand demand);

  /**
   * Among how many workers the memory is divided.
   *
   * @param requested as many as the job and the user allow
   * @param limited what {@link #limit} made of it
   */
  default int mostWorkers(Concurrency requested, Concurrency limited) {
    return limited.slots();
  }

  /** The interpreter that plugins in Python have here unless another is named. */
  default Optional<Interpreter> interpreter() {
    return Optional.empty();
  }

  /** The address of the cluster; empty where there is none, or where it is started for the run. */
  default Optional<String> address() {
    return Optional.empty();
  }

  /** Whether trials run on this machine, so that what it offers matters. */
  default boolean usesThisMachine() {
    return true;
  }

  /**
   * Whether paused trials may wait in their workers, which keep what they have of the machine
   * meanwhile.
   */
  boolean mayPark(WorkerShare share);

  /** Adds what a plan says of where trials run. */
  void describe(ExecutionDescription description);

  /**
   * The executor, which the caller closes.
   *
   * @throws io.synapse.problem.OperationFailedException when the place is not there any more
   */
  TrialExecutor create(ExecutorSetup setup, EventQueue events) throws InterruptedException;
}
