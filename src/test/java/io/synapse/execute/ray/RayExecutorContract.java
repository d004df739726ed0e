package io.synapse.execute.ray;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialExecutorContract;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.python.PythonCode;
import io.synapse.run.Decision;
import io.synapse.run.TrialEvent;
import io.synapse.testing.Pythons;
import io.synapse.testing.RayTestCluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The executor on a real cluster: what holds for all executors, with trials elsewhere. */
@Tag("ray")
abstract class RayExecutorContract extends TrialExecutorContract {

  private static final int CPUS = 6;

  private static Path python;
  private static RayTestCluster cluster;

  @BeforeAll
  static void startCluster() {
    python = Pythons.requireWithRay();
    cluster = RayTestCluster.start(python, CPUS);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  /** What workers are. */
  abstract RayWorkerProgram program();

  /** An interpreter that has Ray. */
  static Path python() {
    return python;
  }

  @Override
  protected int mostAtOnce() {
    return CPUS;
  }

  /** The name of the scenario plugin. */
  abstract String pluginName();

  @Override
  protected TrialExecutor executor(Setup setup, EventQueue events) {
    Map<String, String> cache =
        Map.of("XDG_CACHE_HOME", setup.plugin().resolveSibling("cache").toString());
    RayConnection connection =
        new RayConnection(
            python,
            PythonCode.unpack(cache),
            Optional.of(cluster.address()),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            setup.unattributedOutput().resolveSibling("ray.log"),
            cluster.variables());
    try {
      return new RayExecutor(
          new RayExecutor.RaySettings(
              connection,
              setup.said(pluginName()),
              new WorkerShare(1, OptionalDouble.empty(), 2),
              program(),
              WorkerLimits.usual(setup.stopGrace()),
              setup.unattributedOutput()),
          events);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAttemptThatWaitsForAPlaceTakesAWorkerThatIsFree() {
    for (int i = 0; i < CPUS; i++) {
      executor.start(start("busy" + i, "report"));
      await(TrialEvent.Reported.class);
    }
    Set<Long> actors = actors();
    executor.start(start("waiting", "return number"));
    executor.answer("busy3", new Decision.Stop("enough"));

    assertThat(await(TrialEvent.Stopped.class).trialId()).isEqualTo("busy3");
    assertThat(await(TrialEvent.Finished.class).trialId()).isEqualTo("waiting");
    assertThat(actors()).hasSize(CPUS).isEqualTo(actors);
  }

  private static Set<Long> actors() {
    return cluster.actors().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  /** It is on the node, which has its own folders. */
  @Override
  protected void assertIsWorkFolder(Path shown, String trial) {
    assertThat(shown).isAbsolute().endsWithRaw(Path.of("work"));
  }
}
