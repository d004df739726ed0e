package io.synapse.execute.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TunePlugin;
import io.synapse.protocol.DriverMessage;
import io.synapse.run.TrialEvent;
import io.synapse.testing.PluginBuild;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker that stops answering, and one that says nothing because its plugin is busy. */
class WorkerSilenceTest extends SilenceFixture {

  private static final String CODE =
      """
      public class Quiet implements TunePlugin {
        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          run.logMessage(Long.toString(ProcessHandle.current().pid()));
          // Its answer says that the message has arrived, too.
          run.report(java.util.Map.of("score", 1));
          if (h.getBoolean("freezes")) {
            new ProcessBuilder("kill", "-STOP", Long.toString(ProcessHandle.current().pid()))
                .start().waitFor();
          }
          long end = System.nanoTime() + 4_000_000_000L;
          double sum = 0;
          while (System.nanoTime() < end) sum += Math.sin(sum + 1);
          return sum;
        }
      }
      """;

  @Override
  WorkerProgram program() {
    return new WorkerProgram.JavaWorker(List.of("-Xmx128m"));
  }

  @Override
  DriverMessage.PluginPlace plugin() {
    Path jar =
        new PluginBuild(folder)
            .source("mine.Quiet", CODE)
            .service(TunePlugin.class, "mine.Quiet")
            .jar(folder.resolve("quiet.jar"));
    return new DriverMessage.PluginPlace(List.of(jar.toString()), "Quiet");
  }

  @Test
  void aFrozenWorkerIsKilledAndABusyOneIsNot() {
    start("frozen", Map.of("freezes", true));
    start("busy", Map.of("freezes", false));

    assertKilled("frozen");
    assertThat(awaitEnd("busy")).isInstanceOf(TrialEvent.Finished.class);
    assertThat(pidOf("frozen")).isNotEqualTo(pidOf("busy"));
  }
}
