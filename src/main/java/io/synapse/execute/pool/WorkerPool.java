package io.synapse.execute.pool;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialStart;
import io.synapse.execute.attempt.PluginAttempt;
import io.synapse.execute.pool.PooledWorker.WorkerOwner;
import io.synapse.run.Decision;
import io.synapse.run.TrialEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs every attempt in a worker that is kept for the next attempt and replaced when it is lost.
 *
 * @param <W> the kind of worker
 */
public final class WorkerPool<W extends PooledWorker> implements TrialExecutor, WorkerOwner {

  private static final long LONGEST_EXIT_MS = 2_000;
  private static final long LONGEST_KILL_MS = 30_000;

  /**
   * How long things may take.
   *
   * @param stopGrace for a plugin to end once asked to
   * @param longestIdle for a worker to wait for its next attempt; empty without limit
   */
  public record WorkerPatience(Duration stopGrace, Optional<Duration> longestIdle) {}

  /** A worker that waits for its next attempt. No two waits are the same. */
  private static final class WaitingStart<W> {
    private final W worker;

    private WaitingStart(W worker) {
      this.worker = worker;
    }
  }

  private final Function<WorkerOwner, W> workers;
  private final WorkerPatience patience;
  private final EventQueue events;
  private final Map<String, W> busy = new LinkedHashMap<>();
  private final Deque<WaitingStart<W>> idle = new ArrayDeque<>();
  private final List<W> alive = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(WorkerPool::daemon);
  private int most = Integer.MAX_VALUE;
  private boolean closing;

  /**
   * A pool without workers.
   *
   * @param workers makes one that is not started yet
   * @param patience how long things may take
   * @param events receives what workers report
   */
  public WorkerPool(Function<WorkerOwner, W> workers, WorkerPatience patience, EventQueue events) {
    this.workers = workers;
    this.patience = patience;
    this.events = events;
  }

  /** Runs short tasks later, until the pool is closed. */
  public ScheduledExecutorService timer() {
    return timer;
  }

  /** The workers with an attempt. */
  public synchronized List<W> busy() {
    return List.copyOf(busy.values());
  }

  /**
   * Keeps no more workers than that beyond their attempts: what they hold may be what others wait
   * for. Attempts that have begun, or wait for a place, are left alone.
   */
  public void keepAtMost(int count) {
    List<W> surplus = new ArrayList<>();
    synchronized (this) {
      most = count;
      while (!idle.isEmpty() && busy.size() + idle.size() > most) {
        surplus.add(idle.pop().worker);
      }
    }
    surplus.forEach(this::retire);
  }

  @Override
  public void start(TrialStart start) {
    W worker;
    boolean fresh;
    synchronized (this) {
      fresh = idle.isEmpty();
      worker = fresh ? workers.apply(this) : idle.pop().worker;
      busy.put(start.trialId(), worker);
      if (fresh) {
        alive.add(worker);
      }
    }
    if (fresh) {
      worker.start(start);
    } else {
      worker.begin(start);
    }
  }

  @Override
  public void answer(String trialId, Decision decision) {
    Optional<W> worker = workerOf(trialId);
    worker.ifPresent(found -> found.answer(decision));
    if (!(decision instanceof Decision.Continue)) {
      worker.ifPresent(found -> killAfterGrace(found, decision.reason()));
    }
  }

  @Override
  public void requestStop(String trialId, String reason) {
    Optional<W> asked = Optional.empty();
    Optional<W> worker = workerOf(trialId);
    // Another may have taken the attempt over before this one was asked.
    while (worker.isPresent() && !worker.equals(asked)) {
      worker.get().stop(reason);
      killAfterGrace(worker.get(), reason);
      asked = worker;
      worker = workerOf(trialId);
    }
  }

  private synchronized Optional<W> workerOf(String trialId) {
    return Optional.ofNullable(busy.get(trialId));
  }

  private void killAfterGrace(W worker, String reason) {
    Optional<WorkerAttempt> attempt = worker.current();
    if (attempt.isEmpty()) {
      return;
    }
    Duration stopGrace = patience.stopGrace();
    String message = PluginAttempt.overdue(stopGrace, reason) + "; its worker was killed";
    later(() -> worker.kill(attempt.get(), message), stopGrace.toMillis());
  }

  // ---- what workers report

  @Override
  public void publish(TrialEvent event) {
    if (AttemptReader.isEnd(event)
        || event instanceof TrialEvent.Used
        || event instanceof TrialEvent.Noted
        || event instanceof TrialEvent.Placed
        || event instanceof TrialEvent.Reported) {
      events.put(event);
      return;
    }
    try {
      events.putLogged(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onFree(PooledWorker worker, boolean reusable) {
    boolean used;
    synchronized (this) {
      busy.values().remove(worker);
      used = reusable && !closing && (takeOver(own(worker)) || keep(own(worker)));
    }
    if (!used) {
      retire(worker);
    }
  }

  /** Gives it the attempt that waits longest for a place; that is better than to wait beside it. */
  private boolean takeOver(W worker) {
    Optional<TrialStart> waiting =
        busy.values().stream().map(PooledWorker::withdraw).flatMap(Optional::stream).findFirst();
    waiting.ifPresent(
        start -> {
          busy.put(start.trialId(), worker);
          worker.begin(start);
        });
    return waiting.isPresent();
  }

  private boolean keep(W worker) {
    boolean room = busy.size() + idle.size() < most;
    if (room) {
      WaitingStart<W> wait = new WaitingStart<>(worker);
      idle.push(wait);
      patience.longestIdle().ifPresent(limit -> later(() -> dismiss(wait), limit.toMillis()));
    }
    return room;
  }

  private void dismiss(WaitingStart<W> wait) {
    boolean unused;
    synchronized (this) {
      unused = idle.remove(wait);
    }
    if (unused) {
      retire(wait.worker);
    }
  }

  @SuppressWarnings("unchecked") // every worker that knows this owner was made for it
  private W own(PooledWorker worker) {
    return (W) worker;
  }

  @Override
  public synchronized void onEnd(PooledWorker worker) {
    busy.values().remove(worker);
    idle.removeIf(wait -> wait.worker == worker);
    alive.remove(worker);
  }

  private void retire(PooledWorker worker) {
    worker.exit();
    later(() -> worker.kill("it was replaced"), LONGEST_EXIT_MS);
  }

  private void later(Runnable task, long milliseconds) {
    if (!timer.isShutdown()) {
      Future<?> unused = timer.schedule(task, milliseconds, TimeUnit.MILLISECONDS);
    }
  }

  // ---- the end

  /** Gives every running plugin the grace time to end, then ends all workers and waits for that. */
  @Override
  public void close() {
    List<W> all;
    List<WaitingStart<W>> unused;
    synchronized (this) {
      closing = true;
      all = List.copyOf(alive);
      unused = List.copyOf(idle);
      idle.clear();
    }
    events.stopWaiting();
    unused.forEach(wait -> wait.worker.exit());
    all.forEach(worker -> worker.stop("the run is over"));
    try {
      endAll(all);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      all.forEach(worker -> worker.kill("the run is over"));
    } finally {
      timer.shutdownNow();
    }
  }

  private void endAll(List<W> all) throws InterruptedException {
    Deadline grace = Deadline.in(patience.stopGrace());
    Deadline exit = Deadline.in(Duration.ofMillis(LONGEST_EXIT_MS));
    for (W worker : all) {
      boolean running = worker.current().isPresent();
      if (!worker.awaitEnd((running ? grace : exit).remainingMillis())) {
        worker.kill("the run is over");
      }
    }
    for (W worker : all) {
      worker.awaitEnd(LONGEST_KILL_MS);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "synapse-worker-timer");
    thread.setDaemon(true);
    return thread;
  }

  /** A moment until which something may take. */
  public record Deadline(long nanoTime) {

    /** So long from now on. */
    public static Deadline in(Duration duration) {
      return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** How long it is until then; 0 when that has passed. */
    public long remainingMillis() {
      return Math.max(0, (nanoTime - System.nanoTime()) / 1_000_000);
    }
  }
}
