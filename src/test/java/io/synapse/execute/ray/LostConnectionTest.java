package io.synapse.execute.ray;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialStart;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.protocol.DriverMessage;
import io.synapse.python.PythonCode;
import io.synapse.run.TrialEvent;
import io.synapse.space.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An executor whose bridge is gone, with a script that stands in for the bridges that follow. */
@Timeout(60)
class LostConnectionTest {

  private static final String TRIAL = "0a1b2c3d_00000";

  /** The first connects, and goes when it is told to; the second is refused then. */
  private static final String BRIDGES =
      """
      #!/bin/sh
      here=$(dirname "$0")
      nodes='[{"id":"aa","name":"head","cpus":2.0,"gpus":0.0}]'
      versions='"ray":"2.60.0","python":"3.11.7","address":"head:6379"'
      connected="{\\"type\\":\\"connected\\",$versions,\\"nodes\\":$nodes}"
      await() {
        while [ ! -e "$here/$1" ]; do sleep 0.05; done
      }
      if [ ! -e "$here/first" ]; then
        touch "$here/first"
        echo "$connected"
        await end-first
      elif [ ! -e "$here/second" ]; then
        touch "$here/second"
        await end-second
        echo '{"type":"refused","message":"nobody is there yet"}'
      else
        echo "$connected"
        cat > /dev/null
      fi
      """;

  @TempDir Path folder;

  private final EventQueue events = new EventQueue();
  private final Deque<TrialEvent> received = new ArrayDeque<>();
  private RayExecutor executor;

  @BeforeEach
  void connect() throws Exception {
    Path plugin = Files.writeString(folder.resolve("plugin.py"), "");
    Path data = Files.createDirectory(folder.resolve("data"));
    executor =
        new RayExecutor(
            new RayExecutor.RaySettings(
                connection(),
                new DriverMessage.Setup(
                    new DriverMessage.PluginPlace(List.of(plugin.toString()), "plugin"),
                    new DriverMessage.DatasetPlace(1, "d", data.toString(), "f"),
                    null,
                    true),
                new WorkerShare(1, OptionalDouble.empty(), 2),
                new RayWorkerProgram.PythonOnNode(script(), false),
                WorkerLimits.usual(Duration.ZERO),
                folder.resolve("strays.log")),
            events);
  }

  @AfterEach
  void close() {
    executor.close();
  }

  @Test
  void whatStartsWhileItIsTriedToConnectAgainIsLostAtOnce() throws Exception {
    awaitSlots(2);
    signal("end-first");
    awaitSlots(0);
    await("second");
    executor.start(
        new TrialStart(TRIAL, 1, new Config(Map.of()), Optional.empty(), folder.resolve(TRIAL), 1));

    assertThat(next(TrialEvent.Lost.class).trialId()).isEqualTo(TRIAL);
    signal("end-second");
    awaitSlots(2);
  }

  private RayConnection connection() throws IOException {
    return new RayConnection(
        script(),
        PythonCode.unpack(Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString())),
        Optional.of("head:6379"),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        folder.resolve("ray.log"),
        Map.of());
  }

  private Path script() throws IOException {
    Path file = folder.resolve("python3");
    Files.writeString(file, BRIDGES);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private void signal(String name) throws IOException {
    Files.createFile(folder.resolve(name));
  }

  private void await(String name) {
    Awaitility.await().until(() -> Files.exists(folder.resolve(name)));
  }

  private void awaitSlots(int slots) throws InterruptedException {
    assertThat(next(TrialEvent.SlotsChanged.class).slots()).isEqualTo(slots);
  }

  private <T extends TrialEvent> T next(Class<T> type) throws InterruptedException {
    while (true) {
      while (received.isEmpty()) {
        received.addAll(events.await(Duration.ofSeconds(1)));
      }
      TrialEvent event = received.poll();
      if (type.isInstance(event)) {
        return type.cast(event);
      }
    }
  }
}
