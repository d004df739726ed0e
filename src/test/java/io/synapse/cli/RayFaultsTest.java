package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import io.synapse.testing.RayTestCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Processes of a run on a cluster that are killed, one after another. */
@NeedsPython(module = "ray")
class RayFaultsTest extends RayClusterRuns {

  private static final List<Integer> TWO = List.of(1, 2);

  @Override
  RayTestCluster startCluster() {
    return RayTestCluster.start(python, 2);
  }

  @Test
  void aTrialWhoseActorIsKilledHasFailed() throws Exception {
    TrainProcess run = start(gated(List.of(1), ""));
    awaitReady(run, 1);
    killActors();

    assertThat(run.awaitEnd()).isEqualTo(1);
    List<Map<String, Object>> failed = TrainFixture.trials(site.results(), "failed_trials");
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).get("error"))
        .asString()
        .contains("the worker's Ray actor is gone: ")
        .doesNotContain("\n");
    assertThat(String.join("\n", run.messages())).contains("the worker's Ray actor is gone: ");
    assertNothingLeft();
  }

  @Test
  void withARetryItGoesOnFromItsCheckpoint() throws Exception {
    TrainProcess run = start(gated(List.of(1), "max_failures: 1"));
    awaitReady(run, 1);
    List<ProcessHandle> workers = cluster().workers();
    killActors();
    openGate();

    assertThat(run.awaitEnd()).as(run.said()).isZero();
    assertAllDone(List.of(1));
    assertThat(attempts("retry"))
        .singleElement()
        .satisfies(
            again ->
                assertThat(again)
                    .containsEntry("training_iteration", GatedPlugin.STEPS_BEFORE_GATE));
    assertThat(workers).isNotEmpty();
    cluster().awaitEnd(workers);
    assertNothingLeft();
  }

  private void killActors() {
    assertThat(cluster().actors()).isNotEmpty().allMatch(ProcessHandle::destroyForcibly);
  }

  @Test
  void aRunWhoseBridgeIsKilledConnectsAgain() throws Exception {
    TrainProcess run = start(gated(TWO, ""));
    awaitReady(run, 2);
    List<ProcessHandle> workers = cluster().workers();
    assertThat(processes("synapse-ray.py")).hasSize(1).allMatch(ProcessHandle::destroyForcibly);
    awaitReady(run, 4);

    assertThat(workers).hasSizeGreaterThanOrEqualTo(4);
    cluster().awaitEnd(workers);
    openGate();
    assertThat(run.awaitEnd()).as(run.said()).isZero();
    assertAllDone(TWO);
    assertThat(attempts("place_lost")).hasSize(2);
    assertThat(site.journal("slots")).extracting("slots").containsSequence(2L, 0L, 2L);
    assertNothingLeft();
  }

  @Test
  void aDriverThatIsKilledLeavesNothing() throws Exception {
    TrainProcess run = start(gated(TWO, ""));
    awaitReady(run, 2);

    assertThat(run.kill()).isTrue();
    assertNothingLeft();
  }

  @Test
  void anInterruptedRunLeavesNothingAndGoesOnLater() throws Exception {
    TrainProcess run = start(gated(TWO, "stop_grace_s: 0"));
    awaitReady(run, 2);
    run.signal("INT");

    assertThat(run.awaitEnd()).as(run.said()).isEqualTo(130);
    assertNothingLeft();
    openGate();
    TrainProcess again = resume();
    assertThat(again.awaitEnd()).as(again.said()).isZero();
    assertAllDone(TWO);
    assertThat(attempts("resume_run"))
        .hasSize(2)
        .allMatch(line -> line.get("training_iteration").equals(GatedPlugin.STEPS_BEFORE_GATE));
    assertNothingLeft();
  }
}
