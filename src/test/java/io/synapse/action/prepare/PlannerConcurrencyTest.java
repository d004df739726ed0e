package io.synapse.action.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.execute.provider.Concurrency;
import io.synapse.execute.provider.ExecutionTarget;
import io.synapse.execute.provider.ExecutorProvider;
import io.synapse.execute.provider.ExecutorProviders;
import io.synapse.execute.provider.RayProvider;
import io.synapse.execute.provider.RayTarget;
import io.synapse.execute.ray.RayNodes;
import io.synapse.execute.resources.MachineResources;
import io.synapse.job.Job;
import io.synapse.job.JobReader;
import io.synapse.job.JobSource;
import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.InvalidInputException;
import io.synapse.protocol.BridgeEvent.ClusterNode;
import io.synapse.python.Interpreter;
import io.synapse.python.Interpreter.InterpreterOrigin;
import io.synapse.python.RayInterpreter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerConcurrencyTest {

  private static final List<AlgorithmSpecification> ALGORITHMS =
      List.of(new AlgorithmSpecification("plain", List.of(), "", List.of()));

  private static final ClusterNode SMALL = new ClusterNode("a1", "small", 2, 0);
  private static final ClusterNode LARGE = new ClusterNode("b2", "large", 5, 1);

  @Test
  void theSmallestOfTheRequestedLimitsCounts() {
    Job job = job("max_concurrent_trials: 5", "");

    assertThat(Planner.requested(job, OptionalInt.empty(), 9))
        .isEqualTo(new Concurrency(5, "max_concurrent_trials 5"));
    assertThat(Planner.requested(job, OptionalInt.of(3), 9))
        .isEqualTo(new Concurrency(3, "--max-concurrent 3"));
    assertThat(Planner.requested(job, OptionalInt.of(3), 2))
        .isEqualTo(new Concurrency(2, "the number of trials"));
  }

  @Test
  void aMachineMayHoldLess() {
    MachineResources machine =
        new MachineResources(4, List.of()).offering(OptionalDouble.empty(), OptionalDouble.of(1));

    assertThat(on(9, on(machine), job("", "num_cpus: 2")))
        .isEqualTo(new Concurrency(2, "num_cpus 2 of 4"));
    assertThat(on(9, on(machine), job("", "num_gpus: 0.5")))
        .isEqualTo(new Concurrency(2, "num_gpus 0.5 of 1"));
    assertThat(on(1, on(machine), job("", ""))).isEqualTo(requested(1));
  }

  @Test
  void nodesHoldWhatFitsOnEachOfThem() {
    assertThat(on(9, cluster(SMALL, LARGE), job("", "num_cpus: 2")))
        .isEqualTo(new Concurrency(3, "num_cpus 2 of 2 nodes, 7 CPUs, 1 GPU"));
    assertThat(on(9, cluster(SMALL, LARGE), job("", "num_gpus: 0.25")))
        .isEqualTo(new Concurrency(4, "num_cpus 1, num_gpus 0.25 of 2 nodes, 7 CPUs, 1 GPU"));
    assertThat(on(9, cluster(SMALL), job("", "num_cpus: 0.25")).slots()).isEqualTo(8);
  }

  @Test
  void whatIsRequestedStaysWhereNodesHoldIt() {
    assertThat(on(3, cluster(SMALL, LARGE), job("", ""))).isEqualTo(requested(3));
    assertThat(on(9, cluster(SMALL), job("", "num_cpus: 0"))).isEqualTo(requested(9));
  }

  @Test
  void moreProcessorsThanAnyNodeHasAreRefused() {
    assertThatThrownBy(() -> on(9, cluster(SMALL, LARGE), job("", "num_cpus: 6")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "params.num_cpus: one trial asks for num_cpus 6 on one node, and none of the cluster"
                + " offers that (small: 2 CPUs; large: 5 CPUs, 1 GPU); lower it, or add such a"
                + " node");
  }

  @Test
  void moreDevicesThanAnyNodeHasAreRefused() {
    assertThatThrownBy(() -> on(9, cluster(SMALL, LARGE), job("", "num_gpus: 2")))
        .hasMessageStartingWith(
            "params.num_gpus: one trial asks for num_cpus 1, num_gpus 2 on one node, and none");
    assertThatThrownBy(
            () ->
                on(
                    9,
                    cluster(new ClusterNode("a", "a", 8, 0), new ClusterNode("b", "b", 1, 1)),
                    job("", "num_cpus: 2\nnum_gpus: 1")))
        .hasMessageStartingWith(
            "params.num_gpus: one trial asks for num_cpus 2, num_gpus 1 on one");
  }

  @Test
  void aLocalInstanceOffersWhatTheUserSays() {
    RayTarget local =
        new RayTarget(new RayProvider(), python(), Optional.empty(), new RayNodes(List.of(SMALL)));

    assertThatThrownBy(() -> on(9, local, job("", "num_cpus: 6")))
        .hasMessageEndingWith("(small: 2 CPUs); lower it, or say what it offers with --cpus");
    assertThatThrownBy(() -> on(9, local, job("", "num_gpus: 1")))
        .hasMessageEndingWith("lower it, or say what it offers with --gpus");
  }

  @ParameterizedTest
  @CsvSource({"num_cpus, 0.00001", "num_gpus, 0.00009999"})
  void onAClusterNothingIsDividedFinerThanRayCounts(String field, String value) {
    ClusterNode huge = new ClusterNode("c3", "huge", 64, 8);
    assertThatThrownBy(() -> on(9, cluster(huge), job("", field + ": " + value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "params.%s: Ray counts in steps of 0.0001, and %s is less than one; write 0.0001 or more, or 0"
                .formatted(field, value));
    assertThat(on(9, cluster(huge), job("", field + ": 0.0001"))).isEqualTo(requested(9));
    assertThat(on(9, cluster(huge), job("", field + ": 0"))).isEqualTo(requested(9));
  }

  @Test
  void onThisMachineItMayBe() {
    MachineResources machine = new MachineResources(4, List.of());

    assertThat(on(9, on(machine), job("", "num_cpus: 0.00001"))).isEqualTo(requested(9));
  }

  @Test
  void noPartOfSeveralDevicesIsGiven() {
    assertThatThrownBy(() -> on(9, cluster(LARGE), job("", "num_gpus: 1.5")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "params.num_gpus: a trial gets a part of one device or a whole number of them, not"
                + " 1.5; write 1 or 2");
  }

  private static Concurrency on(int requested, ExecutionTarget target, Job job) {
    return target.limit(
        requested(requested), new ExecutionTarget.TrialDemand(job.numCpus(), job.numGpus()));
  }

  private static ExecutionTarget on(MachineResources machine) {
    return ExecutorProviders.standard()
        .locate(
            new ExecutorProvider.Request(machine, Optional.empty(), Optional.empty(), Map.of()));
  }

  private static Concurrency requested(int slots) {
    return new Concurrency(slots, "the number of trials");
  }

  private static RayTarget cluster(ClusterNode... nodes) {
    return new RayTarget(
        new RayProvider(), python(), Optional.of("head:6379"), new RayNodes(List.of(nodes)));
  }

  private static RayInterpreter python() {
    Interpreter interpreter = new Interpreter(Path.of("/usr/bin/python3"), InterpreterOrigin.RAY);
    return new RayInterpreter(interpreter, "3.11.7", "2.60.0");
  }

  private static Job job(String tuneConfig, String more) {
    String text =
        """
        name: x
        dataset: 1
        is_tune: true
        hyperparameters: [{name: x, type: uniform, min: 0, max: 1}]
        tune_config: {mode: min, metric: loss, %s}
        %s
        """
            .formatted(tuneConfig, more);
    JobSource source =
        JobSource.standardInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return new JobReader(ALGORITHMS, ALGORITHMS).read(source, List.of()).job();
  }
}
