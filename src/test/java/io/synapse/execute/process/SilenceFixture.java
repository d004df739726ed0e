package io.synapse.execute.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialStart;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.protocol.DriverMessage;
import io.synapse.run.Decision;
import io.synapse.run.TrialEvent;
import io.synapse.space.Config;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trials in workers that may be silent for a few seconds; each says first which process it is. */
@Timeout(60)
abstract class SilenceFixture {

  static final String KILLED = "the worker gave no sign of life for 3 s and was killed";

  private static final Duration SILENCE = Duration.ofSeconds(3);

  @TempDir Path folder;
  private final EventQueue events = new EventQueue();
  private final List<TrialEvent> received = new ArrayList<>();
  private ProcessExecutor executor;

  /** What workers are. */
  abstract WorkerProgram program();

  /** Puts the plugin into the folder. */
  abstract DriverMessage.PluginPlace plugin();

  @BeforeEach
  void makeExecutor() throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "1\n");
    DriverMessage.Setup setup =
        new DriverMessage.Setup(
            plugin(),
            new DriverMessage.DatasetPlace(1, "data", data.toString(), "fingerprint"),
            null,
            true);
    executor =
        new ProcessExecutor(
            new ProcessExecutor.ProcessSettings(
                setup,
                new WorkerShare(1, OptionalDouble.empty(), 2),
                List.of(),
                program(),
                new WorkerLimits(Duration.ofSeconds(1), SILENCE, Duration.ofMinutes(1), 1_000),
                folder.resolve("stdout.log")),
            events);
  }

  @AfterEach
  void closeExecutor() {
    executor.close();
  }

  /** Starts a trial that has a name and a configuration. */
  void start(String trial, Map<String, Object> config) {
    executor.start(
        new TrialStart(trial, 1, new Config(config), Optional.empty(), folder.resolve(trial), 7));
  }

  /** Waits for a trial's end. */
  TrialEvent awaitEnd(String trial) {
    return await()
        .atMost(Duration.ofSeconds(50))
        .until(() -> end(trial), Optional::isPresent)
        .get();
  }

  /** Waits until a trial was killed for its silence, and its process is gone. */
  void assertKilled(String trial) {
    assertThat(awaitEnd(trial)).isEqualTo(new TrialEvent.Failed(trial, 1, KILLED, KILLED));
    assertThat(ProcessHandle.of(pidOf(trial))).isEmpty();
  }

  private Optional<TrialEvent> end(String trial) throws InterruptedException {
    for (TrialEvent event : events.await(Duration.ofMillis(100))) {
      received.add(event);
      if (event instanceof TrialEvent.Reported reported) {
        executor.answer(reported.trialId(), Decision.proceed());
      }
    }
    return ofTrial(trial).stream()
        .filter(event -> event instanceof TrialEvent.Failed || event instanceof TrialEvent.Finished)
        .findFirst();
  }

  /** The process that a trial was in. */
  long pidOf(String trial) {
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
