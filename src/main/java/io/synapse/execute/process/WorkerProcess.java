package io.synapse.execute.process;

import io.synapse.execute.FailureText;
import io.synapse.execute.TrialStart;
import io.synapse.execute.pool.AttemptReader;
import io.synapse.execute.pool.PooledWorker;
import io.synapse.execute.pool.PooledWorker.WorkerOwner;
import io.synapse.execute.pool.WorkerAttempt;
import io.synapse.execute.pool.WorkerEnd;
import io.synapse.execute.resources.GpuPool.GpuShare;
import io.synapse.execute.worker.LineChannel;
import io.synapse.execute.worker.LineSender;
import io.synapse.protocol.DriverMessage;
import io.synapse.protocol.MessageCodec;
import io.synapse.protocol.ProtocolException;
import io.synapse.protocol.WorkerMessage;
import io.synapse.run.Decision;
import io.synapse.run.TrialEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One worker from its start to its end. A thread of its own starts it, reads what it says and sees
 * it end; all other calls return at once and may come from any thread.
 */
final class WorkerProcess implements PooledWorker {

  /** From the end of its connection to that of the process; a crash report may take a while. */
  private static final long LONGEST_EXIT_S = 20;

  private final WorkerStart how;
  private final WorkerOwner owner;
  private final AttemptReader reader;
  private final SignsOfLife signs = new SignsOfLife();
  private final List<DriverMessage> early = new ArrayList<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final Thread thread = new Thread(this::live, "synapse-worker");
  private Optional<GpuShare> devices = Optional.empty();
  private SpawnedProcess spawned;
  private LineSender sender;
  private WorkerAttempt current;
  private String killed;

  /**
   * A worker that {@link #start} starts.
   *
   * @param how it is started
   * @param owner is notified of what it does
   */
  WorkerProcess(WorkerStart how, WorkerOwner owner) {
    this.how = how;
    this.owner = owner;
    this.reader = new AttemptReader(how.memoryHint());
  }

  @Override
  public void start(TrialStart first) {
    begin(first);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void begin(TrialStart start) {
    current = new WorkerAttempt(start);
    signs.forgive();
    if (spawned != null) {
      spawned.serve(current, owner);
    }
    send(current.run());
  }

  @Override
  public synchronized void answer(Decision decision) {
    if (current != null) {
      send(current.answer(decision));
    }
  }

  @Override
  public synchronized void stop(String reason) {
    if (current != null) {
      send(current.stop(reason));
    }
  }

  @Override
  public synchronized void exit() {
    send(new DriverMessage.Exit());
  }

  @Override
  public synchronized Optional<WorkerAttempt> current() {
    return Optional.ofNullable(current);
  }

  @Override
  public void kill(String reason) {
    SpawnedProcess process;
    synchronized (this) {
      killed = killed == null ? reason : killed;
      process = spawned;
    }
    if (process != null) {
      process.kill();
    } else {
      // It may still wait for its devices.
      thread.interrupt();
    }
  }

  /** Signs of life of a worker with an attempt. */
  SignsOfLife signs() {
    return signs;
  }

  /** The processor time of the process itself since its start, where the system reports it. */
  synchronized Optional<Duration> computed() {
    return spawned == null ? Optional.empty() : spawned.computed();
  }

  @Override
  public boolean awaitEnd(long milliseconds) throws InterruptedException {
    return gone.await(milliseconds, TimeUnit.MILLISECONDS);
  }

  // ---- the worker's own thread

  private void live() {
    String problem = "";
    try {
      devices = how.resources().takeDevices();
      String token = UUID.randomUUID().toString();
      CompletableFuture<LineChannel> connection = how.server().expect(token);
      CompletableFuture<?> unused = spawn(token).onExit().thenRun(() -> onExit(connection));
      LineChannel channel = connection.get(how.limits().startUp().toSeconds(), TimeUnit.SECONDS);
      connect(channel);
      read(channel);
    } catch (TimeoutException e) {
      kill("the worker did not start within " + FailureText.seconds(how.limits().startUp()));
    } catch (CancellationException e) {
      // It ended before its first word; its exit status says why.
    } catch (IOException | InterruptedException | ExecutionException e) {
      problem = "the worker could not be started: " + e.getMessage();
    } finally {
      end(problem);
    }
  }

  /** A child that has inherited the connection would keep us reading from it. */
  private void onExit(CompletableFuture<LineChannel> connection) {
    connection.cancel(true);
    spawned.endOffspring();
  }

  private Process spawn(String token) throws IOException {
    Process process = how.launch(token, devices);
    SpawnedProcess fresh;
    boolean late;
    synchronized (this) {
      fresh = new SpawnedProcess(process, token, how, current, owner);
      spawned = fresh;
      late = killed != null;
    }
    if (late) {
      fresh.kill();
    }
    return process;
  }

  private synchronized void connect(LineChannel channel) throws InterruptedException {
    sender = LineSender.start(channel, "synapse-worker-sender");
    sender.send(how.setup());
    for (DriverMessage message : early) {
      sender.send(message);
    }
    early.clear();
    signs.handled();
  }

  private void send(DriverMessage message) {
    if (sender == null) {
      early.add(message);
      return;
    }
    try {
      sender.send(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(LineChannel channel) {
    try (channel) {
      String line = channel.readLine();
      while (line != null) {
        signs.heard();
        MessageCodec.ofWorker(line)
            .filter(WorkerMessage.AttemptMessage.class::isInstance)
            .ifPresent(message -> handle((WorkerMessage.AttemptMessage) message));
        signs.handled();
        line = channel.readLine();
      }
    } catch (IOException e) {
      // Its end may well be a reset: what it had not read yet is lost with it.
    } catch (ProtocolException | IllegalArgumentException e) {
      kill("the worker said something that is not in the protocol: " + e.getMessage());
    }
  }

  private void handle(WorkerMessage.AttemptMessage message) {
    Optional<TrialEvent.OfAttempt> event = reader.event(message, current());
    if (event.filter(AttemptReader::isEnd).isPresent()) {
      free(event.get());
    } else {
      event.ifPresent(owner::publish);
    }
  }

  /** The worker is free before the end of its attempt is reported. */
  private void free(TrialEvent.OfAttempt end) {
    Optional<TrialEvent> used = spawned.endServing();
    synchronized (this) {
      current = null;
    }
    owner.onFree(this, reader.isReusable());
    used.ifPresent(owner::publish);
    owner.publish(end);
  }

  private void end(String problem) {
    Optional<TrialEvent> used = Optional.empty();
    int status = 0;
    if (spawned != null) {
      status = spawned.awaitExit(LONGEST_EXIT_S);
      used = spawned.close();
    }
    Optional<TrialEvent> lost = lost(status, problem);
    how.resources().giveBack(devices);
    owner.onEnd(this);
    used.ifPresent(owner::publish);
    lost.ifPresent(owner::publish);
    gone.countDown();
  }

  private synchronized Optional<TrialEvent> lost(int status, String problem) {
    if (current == null) {
      return Optional.empty();
    }
    WorkerAttempt attempt = current;
    current = null;
    String message = killed != null || problem.isEmpty() ? killed : problem;
    if (message == null) {
      WorkerEnd end =
          new WorkerEnd(status, how.program().language(), attempt.log(), attempt.logStart());
      message = sender == null ? end.startMessage() : end.message(how.memoryHint());
    }
    TrialStart start = attempt.start();
    return Optional.of(new TrialEvent.Failed(start.trialId(), start.attempt(), message, message));
  }

  /** When a worker was heard last, or seen at work. */
  static final class SignsOfLife {

    /** Of the time that passes; threads that wait for each other look up from time to time, too. */
    private static final double WORKING = 0.01;

    /** Systems count processor time in steps. */
    private static final long LEAST_WORK_NS = 100_000_000;

    private long lastHeard = System.nanoTime();
    private long lastLook = System.nanoTime();
    private Duration computedWhenHeard = Duration.ZERO;

    /** Until its first word the time to start counts instead. */
    private boolean beingHandled = true;

    /** It said something, which is handled until {@link #handled}: it waits then, not we. */
    synchronized void heard() {
      beingHandled = true;
    }

    /** What it said is handled. */
    synchronized void handled() {
      beingHandled = false;
      lastHeard = System.nanoTime();
    }

    /** Begins to count anew, as after this process itself was suspended. */
    synchronized void forgive() {
      lastHeard = System.nanoTime();
    }

    /**
     * A worker that computes is alive: C code that a plugin in Python calls may keep all threads
     * but its own from running.
     *
     * @param computed its processor time since its start
     */
    synchronized void looked(Duration computed) {
      long now = System.nanoTime();
      long worked = computed.minus(computedWhenHeard).toNanos();
      boolean works = worked > Math.max(LEAST_WORK_NS, WORKING * (now - lastHeard));
      if (lastHeard - lastLook > 0) {
        computedWhenHeard = computed;
      } else if (works) {
        lastHeard = now;
        computedWhenHeard = computed;
      }
      lastLook = now;
    }

    synchronized boolean isMissingFor(Duration silence) {
      return !beingHandled && System.nanoTime() - lastHeard > silence.toNanos();
    }
  }
}
