package io.synapse.execute.ray;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialStart;
import io.synapse.execute.pool.PooledWorker.WorkerOwner;
import io.synapse.execute.pool.WorkerLanguage;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.pool.WorkerPool;
import io.synapse.protocol.BridgeEvent;
import io.synapse.protocol.WorkerMessage;
import io.synapse.python.PythonCode;
import io.synapse.run.TrialEvent;
import io.synapse.space.Config;
import io.synapse.testing.RayScript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are gone when they are given an attempt. */
class RayWorkerTest {

  private static final String FIRST = "0a1b2c3d_00000";
  private static final String SECOND = "0a1b2c3d_00001";

  @TempDir Path folder;

  private final EventQueue events = new EventQueue();
  private final List<RayWorker> workers = new ArrayList<>();
  private Consumer<RayWorker> onceMade = worker -> {};
  private RayBridge bridge;
  private WorkerPool<RayWorker> pool;

  @BeforeEach
  void startBridge() throws IOException {
    RayScript script =
        RayScript.saying(folder.resolve("bin/python3"), "{\"type\":\"nodes\",\"nodes\":[]}");
    RayConnection connection =
        new RayConnection(
            script.file(),
            PythonCode.unpack(Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString())),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            folder.resolve("ray.log"),
            Map.of());
    bridge =
        RayBridge.start(
            connection,
            RayBridge.connect(connection, null, null),
            new RayBridge.BridgeListener() {});
    pool =
        new WorkerPool<>(
            this::worker, new WorkerPool.WorkerPatience(Duration.ZERO, Optional.empty()), events);
  }

  @AfterEach
  void closeBridge() {
    pool.close();
    bridge.close();
  }

  private RayWorker worker(WorkerOwner owner) {
    RayWorker.Common common =
        new RayWorker.Common(
            WorkerLanguage.PYTHON,
            "",
            WorkerLimits.usual(Duration.ZERO),
            folder.resolve("strays.log"),
            id -> id);
    RayWorker worker = new RayWorker("1", common, bridge, owner);
    workers.add(worker);
    onceMade.accept(worker);
    return worker;
  }

  @Test
  void anAttemptForOneThatIsGoneBeforeItBeginsIsLost() throws Exception {
    onceMade = worker -> worker.lost("the connection to the Ray cluster was lost");
    pool.start(start(FIRST));

    assertThat(reported()).containsExactly(new TrialEvent.Lost(FIRST, 1, "its worker was gone"));
    assertThat(pool.busy()).isEmpty();
  }

  @Test
  void soIsTheNextAttemptOfOneThatEndsWhileItWaits() throws Exception {
    pool.start(start(FIRST));
    RayWorker worker = workers.get(0);
    worker.on(
        new BridgeEvent.Said(
            "1", Optional.of(new WorkerMessage.Event(new TrialEvent.Stopped(FIRST, 1, null)))));
    worker.on(
        new BridgeEvent.Ended("1", BridgeEvent.Cause.EXIT, OptionalInt.of(1), true, "told late"));
    assertThat(reported()).containsExactly(new TrialEvent.Stopped(FIRST, 1, null));
    worker.begin(start(SECOND));

    assertThat(reported()).containsExactly(new TrialEvent.Lost(SECOND, 1, "its worker was gone"));
    assertThat(worker.current()).isEmpty();
    assertThat(worker.awaitEnd(0)).isTrue();
  }

  @Test
  void oneThatEndsInTheMiddleLosesItsAttemptOnce() throws Exception {
    pool.start(start(FIRST));
    workers.get(0).lost("its node far is gone");
    workers.get(0).lost("the connection to the Ray cluster was lost");

    assertThat(reported()).containsExactly(new TrialEvent.Lost(FIRST, 1, "its node far is gone"));
    pool.start(start(SECOND));
    assertThat(workers).as("another one serves the next").hasSize(2);
    workers.get(1).lost("the test is over");
  }

  private List<TrialEvent> reported() throws InterruptedException {
    return events.await(Duration.ZERO);
  }

  private TrialStart start(String trial) {
    return new TrialStart(
        trial, 1, new Config(Map.of()), Optional.empty(), folder.resolve(trial), 0);
  }
}
