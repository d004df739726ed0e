package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import io.synapse.testing.RayTestCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster whose head node goes away and is started again. */
@NeedsPython(module = "ray")
class RayHeadRestartTest extends RayClusterRuns {

  private static final List<Integer> TWO = List.of(1, 2);
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  @Override
  RayTestCluster startCluster() {
    return RayTestCluster.start(python, 2);
  }

  /** An earlier test may have left none. */
  @BeforeEach
  void haveAHead() {
    if (!cluster().node(RayTestCluster.HEAD).process().isAlive()) {
      cluster().startHead(2);
    }
  }

  @Test
  void theRunGoesOnByItself() throws Exception {
    TrainProcess run = start(gated(TWO, ""));
    awaitReady(run, 2);
    loseHead(run);
    cluster().startHead(2);
    awaitReady(run, 4);
    openGate();

    assertThat(run.awaitEnd()).as(run.said()).isZero();
    assertAllDone(TWO);
    assertThat(attempts("place_lost"))
        .hasSize(2)
        .allMatch(line -> line.get("training_iteration").equals(GatedPlugin.STEPS_BEFORE_GATE));
    assertThat(site.journal("slots")).extracting("slots").containsExactly(2L, 0L, 2L);
    assertNothingLeft();
  }

  @Test
  void whileItWaitsForTheHeadItCanBeInterrupted() throws Exception {
    TrainProcess run = start(gated(List.of(1), ""));
    awaitReady(run, 1);
    loseHead(run);
    run.signal("INT");
    long signalled = System.nanoTime();

    assertThat(run.awaitEnd()).as(run.said()).isEqualTo(130);
    assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(AT_ONCE);
    site.assertNothingLeft();
  }

  private void loseHead(TrainProcess run) {
    int before = site.journal("slots").size();
    cluster().kill(RayTestCluster.HEAD);
    run.awaitUntil(() -> site.journal("slots").size() > before);
    assertThat(site.journal("slots")).as(run.said()).last().extracting("slots").isEqualTo(0L);
  }
}
