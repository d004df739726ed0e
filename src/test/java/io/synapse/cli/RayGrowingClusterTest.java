package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import io.synapse.testing.RayTestCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cluster whose nodes come and go while a run is on it. */
@NeedsPython(module = "ray")
class RayGrowingClusterTest extends RayClusterRuns {

  private static final List<Integer> FOUR = List.of(1, 2, 3, 4);

  @Override
  RayTestCluster startCluster() {
    return RayTestCluster.start(python, 1);
  }

  @Test
  void moreTrialsRunAtOnceOnMoreNodesAndFewerOnFewer() throws Exception {
    TrainProcess run = start(gated(FOUR, ""));
    awaitReady(run, 1);
    cluster().add("more", 2);
    awaitReady(run, 3);
    cluster().kill("more");
    run.awaitUntil(() -> site.journal("slots").size() >= 3);

    assertThat(site.journal("slots"))
        .as(run.said())
        .extracting("slots")
        .containsExactly(1L, 3L, 1L);
    assertThat(site.journal("placed"))
        .extracting("place")
        .containsExactly(RayTestCluster.HEAD, "more", "more");
    openGate();
    assertThat(run.awaitEnd()).as(run.said()).isZero();
    assertAllDone(FOUR);
    assertWhatWasLostWentOn();
    assertNothingLeft();
  }

  private void assertWhatWasLostWentOn() {
    assertThat(journal("attempt_end", line -> "lost".equals(line.get("why"))))
        .hasSize(2)
        .extracting("reason")
        .containsOnly("its node more is gone; goes on from iteration 2");
    assertThat(attempts("place_lost"))
        .hasSize(2)
        .extracting("training_iteration")
        .containsOnly(GatedPlugin.STEPS_BEFORE_GATE);
    assertThat(site.journal("placed"))
        .hasSize(6)
        .last()
        .satisfies(line -> assertThat(line).containsEntry("place", RayTestCluster.HEAD));
  }
}
