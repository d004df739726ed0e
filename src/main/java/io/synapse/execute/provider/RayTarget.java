package io.synapse.execute.provider;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.ray.RayCluster;
import io.synapse.execute.ray.RayConnection;
import io.synapse.execute.ray.RayExecutor;
import io.synapse.execute.ray.RayNodes;
import io.synapse.execute.ray.RayUnavailableException;
import io.synapse.execute.ray.RayWorkerProgram;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.plugin.PythonPlugin;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.python.Interpreter;
import io.synapse.python.PythonCode;
import io.synapse.python.RayInterpreter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Ray cluster that trials are to run on.
 *
 * @param provider what found it
 * @param python the interpreter that talks to it
 * @param address where it is; empty for a local instance, which is started with the run
 * @param nodes what it offers; of a local instance, what it will
 */
public record RayTarget(
    ExecutorProvider provider, RayInterpreter python, Optional<String> address, RayNodes nodes)
    implements ExecutionTarget {

  /** The parts into which Ray divides a CPU or a GPU at most. */
  private static final int RAY_STEPS = 10_000;

  /**
   * The same with the nodes as they are now. A local instance is started for that, and stopped.
   *
   * @param variables the environment of this process
   * @throws OperationFailedException when the cluster does not answer, or does not fit
   */
  public RayTarget looked(Map<String, String> variables) {
    try {
      Path log = Files.createTempFile("synapse-ray-", ".log");
      RayNodes found = look(connection(PythonCode.unpack(variables), log));
      return new RayTarget(provider, python, address, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RayNodes look(RayConnection connection) throws IOException {
    Path log = connection.log();
    boolean needed = false;
    try {
      return RayCluster.look(connection).nodes();
    } catch (RayUnavailableException e) {
      needed = e.getMessage().contains(log.toString());
      throw new OperationFailedException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationFailedException("interrupted while Ray was asked for its nodes", e);
    } finally {
      if (!needed) {
        Files.deleteIfExists(log);
      }
    }
  }

  /** Whether a local instance is started for the run. */
  public boolean isLocal() {
    return address.isEmpty();
  }

  @Override
  public boolean usesThisMachine() {
    return isLocal();
  }

  /** Plugins run with what Ray runs with, as any node has it. */
  @Override
  public Optional<Interpreter> interpreter() {
    return Optional.of(python.interpreter());
  }

  /** An actor keeps all that it has asked for. */
  @Override
  public boolean mayPark(WorkerShare share) {
    return false;
  }

  @Override
  public Concurrency limit(Concurrency requested, TrialDemand demand) {
    refuseTooFine("cpus", demand.cpus());
    demand.gpus().ifPresent(each -> refuseTooFine("gpus", each));
    demand.gpus().ifPresent(Concurrency::refuseUnshareable);
    int fits = nodes.slots(demand.cpus(), demand.gpus(), requested.slots());
    if (fits == 0) {
      boolean lacksCpus = nodes.slots(demand.cpus(), OptionalDouble.empty(), 1) == 0;
      throw tooLarge(demand, lacksCpus ? "cpus" : "gpus");
    }
    return requested.or(Optional.of(new Concurrency(fits, asked(demand) + " of " + nodes.offer())));
  }

  /** A cluster may grow: there is room for as many as are requested. */
  @Override
  public int mostWorkers(Concurrency requested, Concurrency limited) {
    return requested.slots();
  }

  /** Ray rounds to its steps; what would be none at all it refuses, trial by trial. */
  private static void refuseTooFine(String what, double each) {
    if (each > 0 && (long) (each * RAY_STEPS) == 0) {
      throw new InvalidInputException(
          "params.num_" + what,
          "Ray counts in steps of 0.0001, and %s is less than one; write 0.0001 or more, or 0"
              .formatted(Concurrency.plain(each)));
    }
  }

  private InvalidInputException tooLarge(TrialDemand demand, String lacking) {
    String remedy = isLocal() ? "say what it offers with --" + lacking : "add such a node";
    return new InvalidInputException(
        "params.num_" + lacking,
        "one trial asks for %s on one node, and none of the cluster offers that (%s); lower it, or %s"
            .formatted(asked(demand), nodes.list(), remedy));
  }

  private static String asked(TrialDemand demand) {
    String cpus = "num_cpus " + Concurrency.plain(demand.cpus());
    return demand.gpus().isPresent()
        ? cpus + ", num_gpus " + Concurrency.plain(demand.gpus().getAsDouble())
        : cpus;
  }

  @Override
  public void describe(ExecutionDescription description) {
    List<String> each = new ArrayList<>(List.of(description.cpus()));
    description.heapOnNode().ifPresent(each::add);
    boolean hasGpus = nodes.gpus() > 0;
    each.add(
        description.devices(
            hasGpus ? "all GPUs of its node, which they share" : "no GPU that Ray counts"));
    description.add("trials in", "workers on a Ray cluster, each with " + String.join(", ", each));
    description.addJavaOptions();
    description.add("ray", python.toString());
    description.add(
        "cluster",
        address
            .map(place -> place + ": " + nodes.offer())
            .orElse("Ray on this machine, started and stopped with the run"));
    if (!isLocal()) {
      nodes.all().forEach(node -> description.add("", nodes.describe(node)));
    }
  }

  @Override
  public TrialExecutor create(ExecutorSetup setup, EventQueue events) throws InterruptedException {
    try {
      return new RayExecutor(
          new RayExecutor.RaySettings(
              connection(PythonCode.unpack(System.getenv()), setup.clusterLog()),
              setup.message(),
              setup.share(),
              program(setup),
              WorkerLimits.usual(setup.stopGrace()),
              setup.printsFile()),
          events);
    } catch (RayUnavailableException e) {
      throw new OperationFailedException(e.getMessage(), e);
    }
  }

  /** What was named or installed for the plugin is needed; what Ray runs with, any node has. */
  private RayWorkerProgram program(ExecutorSetup setup) {
    if (setup.plugin() instanceof PythonPlugin plugin) {
      Path interpreter = plugin.python().interpreter();
      boolean ofRay = interpreter.equals(python.interpreter().executable());
      return new RayWorkerProgram.PythonOnNode(interpreter, !ofRay);
    }
    return new RayWorkerProgram.JavaOnNode(setup.workerJavaOptions());
  }

  /** How to connect to it. */
  RayConnection connection(PythonCode code, Path log) {
    return new RayConnection(
        python.interpreter().executable(),
        code,
        address,
        isLocal() ? OptionalDouble.of(nodes.cpus()) : OptionalDouble.empty(),
        isLocal() ? OptionalDouble.of(nodes.gpus()) : OptionalDouble.empty(),
        log,
        Map.of());
  }
}
