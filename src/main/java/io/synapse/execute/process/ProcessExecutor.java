package io.synapse.execute.process;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialStart;
import io.synapse.execute.attempt.PluginAttempt;
import io.synapse.execute.resources.Gpu;
import io.synapse.execute.resources.GpuPool;
import io.synapse.execute.resources.UsageMeters;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.protocol.DriverMessage;
import io.synapse.trial.Decision;
import io.synapse.trial.TrialEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs every attempt in a worker: a child process with the plugin, kept for the next attempt and
 * replaced when it is lost. Whatever a plugin does costs one attempt at most.
 */
public final class ProcessExecutor implements TrialExecutor, WorkerOwner {

  private static final long LONGEST_EXIT_MS = 2_000;
  private static final long LONGEST_KILL_MS = 30_000;

  /**
   * What the executor is made with.
   *
   * @param setup plugin and data set
   * @param share what each worker gets of the machine
   * @param gpus the devices, of which workers get shares
   * @param program what workers are
   * @param limits how long workers may take
   * @param strays takes what workers print while they have no trial
   */
  public record Settings(
      DriverMessage.Setup setup,
      WorkerShare share,
      List<Gpu> gpus,
      WorkerProgram program,
      WorkerLimits limits,
      Path strays) {

    private WorkerResources resources() {
      Optional<GpuPool> devices =
          share.needsDevices()
              ? Optional.of(new GpuPool(gpus, share.gpus().getAsDouble()))
              : Optional.empty();
      return new WorkerResources(share, devices, new UsageMeters(!gpus.isEmpty(), System.getenv()));
    }
  }

  private final Settings settings;
  private final EventQueue events;
  private final WorkerServer server;
  private final WorkerStart how;
  private final Map<String, WorkerProcess> busy = new HashMap<>();
  private final Deque<WorkerProcess> idle = new ArrayDeque<>();
  private final List<WorkerProcess> alive = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(ProcessExecutor::daemon);
  private boolean closing;

  /**
   * An executor with nothing running.
   *
   * @throws UncheckedIOException when no socket can be opened
   */
  public ProcessExecutor(Settings settings, EventQueue events) {
    this.settings = settings;
    this.events = events;
    try {
      this.server = WorkerServer.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no socket for workers could be opened: " + e, e);
    }
    this.how =
        new WorkerStart(
            settings.program(),
            settings.program().command(settings.share()),
            server,
            settings.setup(),
            settings.limits(),
            settings.strays(),
            settings.resources());
    SilenceWatch.start(this::busyWorkers, settings.limits().silence(), timer);
  }

  @Override
  public void start(TrialStart start) {
    WorkerProcess worker;
    boolean fresh;
    synchronized (this) {
      fresh = idle.isEmpty();
      worker = fresh ? new WorkerProcess(how, this) : idle.pop();
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
    Optional<WorkerProcess> worker = workerOf(trialId);
    worker.ifPresent(found -> found.answer(decision));
    if (!(decision instanceof Decision.Continue)) {
      worker.ifPresent(found -> killAfterGrace(found, decision.reason()));
    }
  }

  @Override
  public void requestStop(String trialId, String reason) {
    workerOf(trialId)
        .ifPresent(
            worker -> {
              worker.stop(reason);
              killAfterGrace(worker, reason);
            });
  }

  private synchronized Optional<WorkerProcess> workerOf(String trialId) {
    return Optional.ofNullable(busy.get(trialId));
  }

  private synchronized List<WorkerProcess> busyWorkers() {
    return List.copyOf(busy.values());
  }

  private void killAfterGrace(WorkerProcess worker, String reason) {
    Optional<WorkerAttempt> attempt = worker.current();
    if (attempt.isEmpty()) {
      return;
    }
    Duration grace = settings.limits().stopGrace();
    String message = PluginAttempt.overdue(grace, reason) + "; its worker was killed";
    Future<?> unused =
        timer.schedule(
            () -> worker.kill(attempt.get(), message), grace.toMillis(), TimeUnit.MILLISECONDS);
  }

  // ---- what workers tell

  @Override
  public void publish(TrialEvent event) {
    if (event instanceof TrialEvent.Finished
        || event instanceof TrialEvent.Stopped
        || event instanceof TrialEvent.Failed
        || event instanceof TrialEvent.Used
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
  public void onFree(WorkerProcess worker, boolean reusable) {
    boolean kept;
    synchronized (this) {
      busy.values().remove(worker);
      kept = reusable && !closing;
      if (kept) {
        idle.push(worker);
      }
    }
    if (!kept) {
      retire(worker);
    }
  }

  @Override
  public synchronized void onEnd(WorkerProcess worker) {
    busy.values().remove(worker);
    idle.remove(worker);
    alive.remove(worker);
  }

  private void retire(WorkerProcess worker) {
    worker.exit();
    if (!timer.isShutdown()) {
      Future<?> unused =
          timer.schedule(
              () -> worker.kill("it was replaced"), LONGEST_EXIT_MS, TimeUnit.MILLISECONDS);
    }
  }

  // ---- the end

  /**
   * Gives every running plugin the grace time to end, then ends all workers and waits for that: no
   * process is left.
   */
  @Override
  public void close() {
    List<WorkerProcess> workers;
    List<WorkerProcess> unused;
    synchronized (this) {
      closing = true;
      workers = List.copyOf(alive);
      unused = List.copyOf(idle);
      idle.clear();
    }
    events.stopWaiting();
    unused.forEach(WorkerProcess::exit);
    workers.forEach(worker -> worker.stop("the run is over"));
    try {
      endAll(workers);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      workers.forEach(worker -> worker.kill("the run is over"));
    } finally {
      timer.shutdownNow();
      how.resources().meters().close();
      server.close();
    }
  }

  private void endAll(List<WorkerProcess> workers) throws InterruptedException {
    Deadline grace = Deadline.in(settings.limits().stopGrace());
    Deadline exit = Deadline.in(Duration.ofMillis(LONGEST_EXIT_MS));
    for (WorkerProcess worker : workers) {
      boolean running = worker.current().isPresent();
      if (!worker.awaitEnd((running ? grace : exit).remainingMillis())) {
        worker.kill("the run is over");
      }
    }
    for (WorkerProcess worker : workers) {
      worker.awaitEnd(LONGEST_KILL_MS);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "synapse-worker-timer");
    thread.setDaemon(true);
    return thread;
  }
}
