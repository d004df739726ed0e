package io.synapse.execute.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.api.TunePlugin;
import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialStart;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.protocol.DriverMessage;
import io.synapse.space.Config;
import io.synapse.testing.PluginBuild;
import io.synapse.trial.TrialEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker that stops answering, and one that says nothing because its plugin is busy. */
@Timeout(60)
class WorkerSilenceTest {

  private static final Duration SILENCE = Duration.ofSeconds(3);

  private static final String CODE =
      """
      public class Quiet implements TunePlugin {
        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          run.logMessage(Long.toString(ProcessHandle.current().pid()));
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

  @TempDir Path folder;
  private final EventQueue events = new EventQueue();
  private final List<TrialEvent> received = new ArrayList<>();
  private ProcessExecutor executor;

  @BeforeEach
  void makeExecutor() throws IOException {
    Path jar =
        new PluginBuild(folder)
            .source("mine.Quiet", CODE)
            .service(TunePlugin.class, "mine.Quiet")
            .jar(folder.resolve("quiet.jar"));
    Path data = Files.writeString(folder.resolve("data.csv"), "1\n");
    DriverMessage.Setup setup =
        new DriverMessage.Setup(
            new DriverMessage.PluginPlace(List.of(jar.toString()), "Quiet"),
            new DriverMessage.DatasetPlace(1, "data", data.toString(), "fingerprint"),
            null,
            true);
    executor =
        new ProcessExecutor(
            new ProcessExecutor.Settings(
                setup,
                new WorkerShare(1, OptionalDouble.empty(), 2),
                List.of(),
                new WorkerProgram.OfJava(List.of("-Xmx128m")),
                new WorkerLimits(Duration.ofSeconds(1), SILENCE, Duration.ofMinutes(1), 1_000),
                folder.resolve("stdout.log")),
            events);
  }

  @AfterEach
  void closeExecutor() {
    executor.close();
  }

  @Test
  void aFrozenWorkerIsKilledAndABusyOneIsNot() {
    executor.start(start("frozen", true));
    executor.start(start("busy", false));

    assertThat(awaitEnd("frozen"))
        .isEqualTo(
            new TrialEvent.Failed(
                "frozen",
                1,
                "the worker gave no sign of life for 3 s and was killed",
                "the worker gave no sign of life for 3 s and was killed"));
    assertThat(awaitEnd("busy")).isInstanceOf(TrialEvent.Finished.class);
    assertThat(pidOf("frozen")).isNotEqualTo(pidOf("busy"));
    assertThat(ProcessHandle.of(pidOf("frozen"))).isEmpty();
  }

  private TrialStart start(String trial, boolean freezes) {
    return new TrialStart(
        trial,
        1,
        new Config(Map.of("freezes", freezes)),
        Optional.empty(),
        folder.resolve(trial),
        7);
  }

  private TrialEvent awaitEnd(String trial) {
    return await()
        .atMost(Duration.ofSeconds(50))
        .until(() -> end(trial), Optional::isPresent)
        .get();
  }

  private Optional<TrialEvent> end(String trial) throws InterruptedException {
    received.addAll(events.await(Duration.ofMillis(100)));
    return ofTrial(trial).stream()
        .filter(event -> event instanceof TrialEvent.Failed || event instanceof TrialEvent.Finished)
        .findFirst();
  }

  private long pidOf(String trial) {
    return ofTrial(trial).stream()
        .filter(TrialEvent.MessageLogged.class::isInstance)
        .map(event -> Long.parseLong(((TrialEvent.MessageLogged) event).text()))
        .findFirst()
        .orElseThrow();
  }

  private List<TrialEvent> ofTrial(String trial) {
    return received.stream()
        .filter(event -> ((TrialEvent.OfAttempt) event).trialId().equals(trial))
        .toList();
  }
}
