package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import io.synapse.testing.RayTestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cluster that loses its head node. */
@NeedsPython(module = "ray")
class RayHeadTest extends RayClusterRuns {

  private static final List<Integer> TWO = List.of(1, 2);

  /** The bridge waits 20 s for the cluster and then ends its workers; others try for a minute. */
  private static final Duration REASONABLE = Duration.ofSeconds(105);

  /** Trials are on a node that stays. */
  @Override
  RayTestCluster startCluster() {
    RayTestCluster started = RayTestCluster.start(python, 0);
    started.add("far", 1);
    return started;
  }

  @Test
  void theRunIsInterruptedAndGoesOnOnAnotherCluster() throws Exception {
    TrainProcess run = start(gated(TWO, ""));
    awaitReady(run, 1);
    openGate(1);
    awaitReady(run, 2);
    cluster().kill(RayTestCluster.HEAD);
    long killed = System.nanoTime();
    run.awaitUntil(() -> site.journal("slots").size() >= 2);

    assertThat(run.awaitEnd()).as(run.said()).isEqualTo(130);
    assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(REASONABLE);
    assertThat(run.said())
        .containsPattern(
            "nothing can run on a cluster that is out of reach \\(tried again until \\d")
        .contains("the Ray cluster is gone: no Ray cluster answers at ");
    assertThat(site.results()).containsEntry("status", "interrupted");
    assertThat(trials()).hasSize(1);
    site.assertNothingLeft();
    // The actor ends with its raylet, which waits a minute for the head.
    cluster().awaitNoWorkers();
    goOnElsewhere();
  }

  private void goOnElsewhere() throws Exception {
    Map<String, Object> before = trials().get(0);
    openGate();
    try (RayTestCluster other = RayTestCluster.start(python, 1)) {
      openSite(other.variables());
      TrainProcess again = resume("--ray-address", other.address());

      assertThat(again.awaitEnd()).as(again.said()).isZero();
      other.awaitNoTrials();
    }
    assertAllDone(TWO);
    assertThat(trials()).contains(before);
    assertThat(site.journal("attempt"))
        .hasSize(3)
        .last()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("training_iteration", GatedPlugin.STEPS_BEFORE_GATE));
  }
}
