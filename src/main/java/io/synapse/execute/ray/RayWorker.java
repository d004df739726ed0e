package io.synapse.execute.ray;

import io.synapse.execute.FailureText;
import io.synapse.execute.TrialStart;
import io.synapse.execute.pool.AttemptReader;
import io.synapse.execute.pool.PooledWorker;
import io.synapse.execute.pool.PooledWorker.WorkerOwner;
import io.synapse.execute.pool.WorkerAttempt;
import io.synapse.execute.pool.WorkerEnd;
import io.synapse.execute.pool.WorkerLanguage;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.pool.WorkerOutputLog;
import io.synapse.protocol.BridgeCommand;
import io.synapse.protocol.BridgeEvent;
import io.synapse.protocol.DriverMessage;
import io.synapse.protocol.WorkerMessage;
import io.synapse.run.Decision;
import io.synapse.run.ResourceUsage;
import io.synapse.run.TrialEvent;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** One worker on some node, from its request to its end, as the bridge reports it. */
final class RayWorker implements PooledWorker {

  /**
   * What all workers of a run have in common.
   *
   * @param language their plugin's
   * @param memoryHint what to do about memory that is too little, for a person
   * @param limits how long they may take
   * @param unattributedOutput takes what they print while they have no trial
   * @param nodeName what people call a node, by Ray's id
   */
  record Common(
      WorkerLanguage language,
      String memoryHint,
      WorkerLimits limits,
      Path unattributedOutput,
      Function<String, String> nodeName) {}

  private final String name;
  private final Common common;
  private final RayBridge bridge;
  private final WorkerOwner owner;
  private final AttemptReader reader;
  private final CountDownLatch gone = new CountDownLatch(1);
  private final WorkerOutputLog log;
  private WorkerAttempt current;
  private volatile String node;
  private String killed;
  private boolean withdrawn;
  private boolean over;

  /**
   * A worker that {@link #start} asks for.
   *
   * @param name what the bridge calls it
   * @param owner is notified of what it does
   */
  RayWorker(String name, Common common, RayBridge bridge, WorkerOwner owner) {
    this.name = name;
    this.common = common;
    this.bridge = bridge;
    this.owner = owner;
    this.reader = new AttemptReader(common.memoryHint());
    this.log =
        new WorkerOutputLog(common.unattributedOutput(), notice -> {}, common.limits().logBytes());
  }

  @Override
  public void start(TrialStart first) {
    bridge.send(new BridgeCommand.Open(name));
    begin(first);
    if (bridge.isEnded()) {
      lost("the connection to the Ray cluster was lost");
    }
  }

  @Override
  public void begin(TrialStart start) {
    Optional<WorkerAttempt> late;
    synchronized (this) {
      current = new WorkerAttempt(start);
      log.to(current.log(), notices(start));
      report(current.run());
      reportPlace();
      late = over ? current() : Optional.empty();
    }
    late.ifPresent(this::loseLate);
  }

  /** It had ended when it was given its attempt, and nothing more is heard of it. */
  private void loseLate(WorkerAttempt attempt) {
    synchronized (this) {
      current = null;
    }
    owner.onEnd(this);
    owner.publish(lost(attempt, "its worker was gone"));
  }

  /** The lock is taken only while it has no place: what holds it later may have to wait. */
  @Override
  public Optional<TrialStart> withdraw() {
    return node == null ? takeBack() : Optional.empty();
  }

  private synchronized Optional<TrialStart> takeBack() {
    if (node != null || current == null || withdrawn) {
      return Optional.empty();
    }
    TrialStart start = current.start();
    current = null;
    log.to(common.unattributedOutput(), notice -> {});
    // Should it be given its place at this moment, its end comes before its worker is up.
    bridge.send(new BridgeCommand.Kill(name));
    return Optional.of(start);
  }

  private Consumer<String> notices(TrialStart start) {
    return notice -> owner.publish(new TrialEvent.Noted(start.trialId(), start.attempt(), notice));
  }

  @Override
  public synchronized void answer(Decision decision) {
    if (current != null) {
      report(current.answer(decision));
    }
  }

  /** One that still waits for its place is not waited for. */
  @Override
  public synchronized void stop(String reason) {
    if (current == null) {
      return;
    }
    if (node == null) {
      withdrawn = true;
      bridge.send(new BridgeCommand.Kill(name));
    } else {
      report(current.stop(reason));
    }
  }

  @Override
  public void exit() {
    report(new DriverMessage.Exit());
  }

  private void report(DriverMessage message) {
    bridge.send(new BridgeCommand.Tell(name, message));
  }

  @Override
  public synchronized Optional<WorkerAttempt> current() {
    return Optional.ofNullable(current);
  }

  @Override
  public synchronized void kill(String reason) {
    killed = killed == null ? reason : killed;
    bridge.send(new BridgeCommand.Kill(name));
  }

  @Override
  public boolean awaitEnd(long milliseconds) throws InterruptedException {
    return gone.await(milliseconds, TimeUnit.MILLISECONDS);
  }

  // ---- what the bridge reports, on its one thread

  void on(BridgeEvent.OfWorker event) {
    if (event instanceof BridgeEvent.ActorPlaced placed) {
      place(placed.node());
    } else if (event instanceof BridgeEvent.Printed printed) {
      print(printed.bytes().decoded());
    } else if (event instanceof BridgeEvent.Said said) {
      said.message()
          .filter(WorkerMessage.AttemptMessage.class::isInstance)
          .ifPresent(message -> handle((WorkerMessage.AttemptMessage) message));
    } else if (event instanceof BridgeEvent.ActorUsage used) {
      owner.publish(new TrialEvent.Used(used.trialId(), used.attempt(), usage(used)));
    } else if (event instanceof BridgeEvent.Ended ended) {
      end(ended);
    }
  }

  private synchronized void place(String id) {
    node = id;
    reportPlace();
  }

  private void reportPlace() {
    if (node != null && current != null) {
      TrialStart start = current.start();
      String place = common.nodeName().apply(node);
      owner.publish(new TrialEvent.Placed(start.trialId(), start.attempt(), place));
    }
  }

  private synchronized void print(byte[] bytes) {
    log.write(bytes, bytes.length);
  }

  private static ResourceUsage usage(BridgeEvent.ActorUsage used) {
    return new ResourceUsage(
        used.seconds(), used.cpuSeconds(), used.peakMemoryBytes(), OptionalLong.empty());
  }

  private void handle(WorkerMessage.AttemptMessage message) {
    Optional<TrialEvent.OfAttempt> event = reader.event(message, current());
    if (event.filter(AttemptReader::isEnd).isPresent()) {
      free();
    }
    event.ifPresent(owner::publish);
  }

  /** The worker is free before the end of its attempt is reported. */
  private void free() {
    synchronized (this) {
      current = null;
      log.to(common.unattributedOutput(), notice -> {});
    }
    owner.onFree(this, reader.isReusable());
  }

  private void end(BridgeEvent.Ended ended) {
    if (ended.cause() == BridgeEvent.Cause.NODE) {
      lost("its node %s is gone".formatted(node == null ? "" : common.nodeName().apply(node)));
    } else {
      end(attempt -> failure(attempt, ended));
    }
  }

  /** The place where it ran is gone; nothing is its plugin's fault. */
  void lost(String reason) {
    end(attempt -> lost(attempt, reason));
  }

  private static TrialEvent lost(WorkerAttempt attempt, String reason) {
    return new TrialEvent.Lost(attempt.start().trialId(), attempt.start().attempt(), reason);
  }

  /** The first call says how it ended. */
  private void end(Function<WorkerAttempt, TrialEvent> how) {
    Optional<TrialEvent> last;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      log.close();
      last = current().map(how);
      current = null;
    }
    owner.onEnd(this);
    last.ifPresent(owner::publish);
    gone.countDown();
  }

  private TrialEvent failure(WorkerAttempt attempt, BridgeEvent.Ended ended) {
    TrialStart start = attempt.start();
    if (withdrawn && ended.cause() == BridgeEvent.Cause.KILLED) {
      return new TrialEvent.Stopped(start.trialId(), start.attempt(), null);
    }
    String message = killed == null ? message(attempt, ended) : killed;
    return new TrialEvent.Failed(start.trialId(), start.attempt(), message, message);
  }

  private String message(WorkerAttempt attempt, BridgeEvent.Ended ended) {
    return switch (ended.cause()) {
      case EXIT -> exit(attempt, ended);
      case SILENT ->
          "the worker gave no sign of life for %s and was killed"
              .formatted(FailureText.seconds(common.limits().silence()));
      case SLOW_START ->
          "the worker did not start within " + FailureText.seconds(common.limits().startUp());
      case KILLED -> "the worker was killed";
      case ACTOR -> "the worker's Ray actor is gone: " + ended.detail();
      case NODE, ERROR -> ended.detail();
    };
  }

  private String exit(WorkerAttempt attempt, BridgeEvent.Ended ended) {
    WorkerEnd end =
        new WorkerEnd(
            ended.status().orElse(0), common.language(), attempt.log(), attempt.logStart());
    return ended.started() ? end.message(common.memoryHint()) : end.startMessage();
  }
}
