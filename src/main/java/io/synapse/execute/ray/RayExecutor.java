package io.synapse.execute.ray;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialStart;
import io.synapse.execute.pool.PooledWorker.WorkerOwner;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.pool.WorkerPool;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.protocol.BridgeCommand;
import io.synapse.protocol.BridgeEvent;
import io.synapse.protocol.DriverMessage;
import io.synapse.run.Decision;
import io.synapse.run.TrialEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs every attempt in a worker on a node of a Ray cluster, which decides where. Tells how many
 * may run at once whenever that changes. What is lost with a node, or with the connection, is
 * reported as lost; a connection that is lost is made again, and when that does not succeed for
 * some time the run is interrupted.
 */
public final class RayExecutor implements TrialExecutor {

  /** An actor keeps its part of a cluster, which others may share, from them. */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(10);

  /** Times in a row that the connection may be lost before anything was heard of a trial. */
  private static final int MOST_LOSSES = 3;

  /**
   * What the executor is made with.
   *
   * @param connection to the cluster
   * @param setup plugin and data set with their paths on this machine
   * @param share what each worker gets of its node; {@code slots} is the most at once
   * @param program what workers are
   * @param limits how long they may take
   * @param unattributedOutput takes what they print while they have no trial
   */
  public record RaySettings(
      RayConnection connection,
      DriverMessage.Setup setup,
      WorkerShare share,
      RayWorkerProgram program,
      WorkerLimits limits,
      Path unattributedOutput) {}

  private final RaySettings settings;
  private final EventQueue events;
  private final RayBundle bundle;
  private final RayWorker.Common common;
  private final WorkerPool<RayWorker> pool;
  private final Map<String, RayWorker> workers = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger losses = new AtomicInteger();
  private final Reconnection reconnection = new Reconnection(Reconnection.Patience.USUAL);
  private RayBridge latest;

  /** The latest that has connected; what starts on one that is gone is lost. */
  private volatile RayBridge bridge;

  private volatile RayNodes nodes = new RayNodes(List.of());
  private volatile boolean closing;

  /**
   * An executor that is connected, with nothing running.
   *
   * @throws RayUnavailableException when there is no cluster, or it does not fit
   * @throws InterruptedException when the thread is interrupted
   */
  public RayExecutor(RaySettings settings, EventQueue events) throws InterruptedException {
    this.settings = settings;
    this.events = events;
    this.common =
        new RayWorker.Common(
            settings.program().language(),
            settings.program().memoryHint(),
            settings.limits(),
            settings.unattributedOutput(),
            id -> nodes.name(id));
    this.pool =
        new WorkerPool<>(
            this::worker,
            new WorkerPool.WorkerPatience(settings.limits().stopGrace(), Optional.of(LONGEST_IDLE)),
            events);
    this.bundle =
        RayBundle.pack(settings.setup(), settings.connection().code(), settings.program());
    try {
      connect();
    } catch (RayUnavailableException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private void connect() throws InterruptedException {
    RayBridge begun = begin();
    try {
      begun.awaitConnected();
    } catch (RayUnavailableException e) {
      begun.close();
      throw e;
    }
  }

  /** What starts after the end would never be ended. */
  private synchronized RayBridge begin() {
    if (closing) {
      throw new RayUnavailableException("the run is over");
    }
    latest = RayBridge.start(settings.connection(), command(), new ExecutorListener());
    return latest;
  }

  private synchronized void use() {
    bridge = latest;
  }

  private BridgeCommand.Connect command() {
    WorkerLimits limits = settings.limits();
    BridgeCommand.Worker worker =
        new BridgeCommand.Worker(
            settings.share().cpus(),
            settings.share().gpus().stream().boxed().findFirst().orElse(null),
            settings.share().slots(),
            bundle.setup(),
            bundle.dataset(),
            bundle.program(settings.program()),
            seconds(limits.silence()),
            seconds(limits.startUp()));
    return RayBridge.connect(settings.connection(), bundle.zip(), worker);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private RayWorker worker(WorkerOwner owner) {
    String name = Integer.toString(count.incrementAndGet());
    RayWorker worker = new RayWorker(name, common, bridge, owner);
    workers.put(name, worker);
    return worker;
  }

  @Override
  public void start(TrialStart start) {
    pool.start(start);
  }

  /** Ray decides where, and when there is room. */
  @Override
  public boolean placesLater() {
    return true;
  }

  @Override
  public void answer(String trialId, Decision decision) {
    pool.answer(trialId, decision);
  }

  @Override
  public void requestStop(String trialId, String reason) {
    pool.requestStop(trialId, reason);
  }

  // ---- what the bridge reports

  private final class ExecutorListener implements RayBridge.BridgeListener {

    private boolean connected;

    @Override
    public void on(BridgeEvent event) {
      if (event instanceof BridgeEvent.Connected reported) {
        connected = true;
        use();
        adopt(new RayNodes(reported.nodes()));
      } else if (event instanceof BridgeEvent.Nodes reported) {
        adopt(new RayNodes(reported.nodes()));
      } else if (event instanceof BridgeEvent.OfWorker ofWorker) {
        on(ofWorker);
      }
    }

    private void on(BridgeEvent.OfWorker event) {
      RayWorker worker = workers.get(event.worker());
      if (event instanceof BridgeEvent.Ended) {
        workers.remove(event.worker());
      } else if (event instanceof BridgeEvent.Said) {
        losses.set(0);
      }
      if (worker != null) {
        worker.on(event);
      }
    }

    @Override
    public void onEnd() {
      if (connected && !closing) {
        loseConnection();
      }
    }
  }

  private void adopt(RayNodes now) {
    nodes = now;
    WorkerShare share = settings.share();
    int slots = nodes.slots(share.cpus(), share.gpus(), share.slots());
    // What was lost with a node may wait for the place of a worker that has nothing to do.
    pool.keepAtMost(slots);
    events.put(new TrialEvent.SlotsChanged(slots, nodes.offer()));
  }

  /** First nothing new is to start; then what was running is reported as lost. */
  private void loseConnection() {
    String what = "the connection to the Ray cluster was lost";
    events.put(new TrialEvent.SlotsChanged(0, "a cluster that is out of reach" + triedUntil()));
    workers.values().forEach(worker -> worker.lost(what));
    workers.clear();
    Thread thread = new Thread(this::reconnect, "synapse-ray-reconnect");
    thread.setDaemon(true);
    thread.start();
  }

  private static String triedUntil() {
    LocalTime end = LocalTime.now(ZoneId.systemDefault()).plus(Reconnection.Patience.USUAL.total());
    return " (tried again until %s)".formatted(end.truncatedTo(ChronoUnit.SECONDS));
  }

  private void reconnect() {
    if (losses.incrementAndGet() > MOST_LOSSES) {
      giveUp("the connection was lost " + MOST_LOSSES + " times in a row");
      return;
    }
    try {
      reconnection.attempt(this::connect);
    } catch (RayUnavailableException e) {
      giveUp(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp(String why) {
    events.put(new TrialEvent.Interrupted("the Ray cluster is gone: " + why));
  }

  // ---- the end

  /**
   * Gives every running plugin the grace time to end, then ends all workers, and a local instance
   * of Ray that was started, and waits for that.
   */
  @Override
  public void close() {
    try {
      pool.close();
    } finally {
      closeBridge();
      bundle.close();
    }
  }

  private void closeBridge() {
    RayBridge last;
    synchronized (this) {
      closing = true;
      last = latest;
    }
    reconnection.cancel();
    if (last != null) {
      last.close();
    }
  }

  /**
   * Tries to get back to a cluster that was lost, until it is there or the patience is at its end.
   */
  static final class Reconnection {

    /**
     * How long it is tried.
     *
     * @param firstPause after the first try, which is made at once; each pause is twice the one
     *     before
     * @param longestPause no pause is longer
     * @param total after which no further try begins
     */
    record Patience(Duration firstPause, Duration longestPause, Duration total) {

      /** Time for a head node to be started again. */
      static final Patience USUAL =
          new Patience(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));
    }

    /** One try to connect. */
    @FunctionalInterface
    interface Try {

      /**
       * Connects.
       *
       * @throws RayUnavailableException when there is no connection
       */
      void connect() throws InterruptedException;
    }

    private final Patience patience;
    private final CountDownLatch cancelled = new CountDownLatch(1);

    Reconnection(Patience patience) {
      this.patience = patience;
    }

    /**
     * Tries until one succeeds, or until it is cancelled.
     *
     * @throws RayUnavailableException of the last try: there is no time left, or none would succeed
     */
    void attempt(Try each) throws InterruptedException {
      WorkerPool.Deadline end = WorkerPool.Deadline.in(patience.total());
      long pause = patience.firstPause().toMillis();
      while (!succeeds(each, end)
          && !cancelled.await(Math.min(pause, end.remainingMillis()), TimeUnit.MILLISECONDS)) {
        pause = Math.min(2 * pause, patience.longestPause().toMillis());
      }
    }

    /** A failure after which there is no further try is thrown. */
    private static boolean succeeds(Try each, WorkerPool.Deadline end) throws InterruptedException {
      try {
        each.connect();
        return true;
      } catch (RayUnavailableException e) {
        if (e.isLasting() || end.remainingMillis() == 0) {
          throw e;
        }
        return false;
      }
    }

    /** No further try begins; a pause ends at once. From any thread. */
    void cancel() {
      cancelled.countDown();
    }
  }
}
