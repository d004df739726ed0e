package io.synapse.execute.process;

import io.synapse.execute.EventQueue;
import io.synapse.execute.FailureText;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialStart;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.pool.WorkerPool;
import io.synapse.execute.process.WorkerStart.WorkerResources;
import io.synapse.execute.resources.GpuPool;
import io.synapse.execute.resources.UsageMeters;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.protocol.DriverMessage;
import io.synapse.run.Decision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs every attempt in a worker: a child process with the plugin, kept for the next attempt and
 * replaced when it is lost. Whatever a plugin does costs one attempt at most.
 */
public final class ProcessExecutor implements TrialExecutor {

  /**
   * What the executor is made with.
   *
   * @param setup plugin and data set
   * @param share what each worker gets of the machine
   * @param gpus the devices, of which workers get shares
   * @param program what workers are
   * @param limits how long workers may take
   * @param unattributedOutput takes what workers print while they have no trial
   */
  public record ProcessSettings(
      DriverMessage.Setup setup,
      WorkerShare share,
      List<GpuPool.Gpu> gpus,
      WorkerProgram program,
      WorkerLimits limits,
      Path unattributedOutput) {

    private WorkerResources resources() {
      Optional<GpuPool> devices =
          share.needsDevices()
              ? Optional.of(new GpuPool(gpus, share.gpus().getAsDouble()))
              : Optional.empty();
      return new WorkerResources(share, devices, new UsageMeters(!gpus.isEmpty(), System.getenv()));
    }
  }

  private final WorkerServer server;
  private final WorkerStart how;
  private final WorkerPool<WorkerProcess> pool;

  /**
   * An executor with nothing running.
   *
   * @throws UncheckedIOException when no socket can be opened
   */
  public ProcessExecutor(ProcessSettings settings, EventQueue events) {
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
            settings.unattributedOutput(),
            settings.resources());
    this.pool =
        new WorkerPool<>(
            owner -> new WorkerProcess(how, owner),
            new WorkerPool.WorkerPatience(settings.limits().stopGrace(), Optional.empty()),
            events);
    SilenceWatch.start(pool::busy, settings.limits().silence(), pool.timer());
  }

  @Override
  public void start(TrialStart start) {
    pool.start(start);
  }

  @Override
  public void answer(String trialId, Decision decision) {
    pool.answer(trialId, decision);
  }

  @Override
  public void requestStop(String trialId, String reason) {
    pool.requestStop(trialId, reason);
  }

  /**
   * Gives every running plugin the grace time to end, then ends all workers and waits for that: no
   * process is left.
   */
  @Override
  public void close() {
    try {
      pool.close();
    } finally {
      how.resources().meters().close();
      server.close();
    }
  }

  /** Ends workers that give no sign of life while they have an attempt. */
  static final class SilenceWatch {

    private static final int LOOKS_PER_SILENCE = 10;

    private final Supplier<List<WorkerProcess>> workers;
    private final Duration silence;
    private final Duration pause;
    private long lastLook = System.nanoTime();

    private SilenceWatch(Supplier<List<WorkerProcess>> workers, Duration silence) {
      this.workers = workers;
      this.silence = silence;
      this.pause = silence.dividedBy(LOOKS_PER_SILENCE);
    }

    /** Looks from time to time, on a timer's thread. */
    static void start(
        Supplier<List<WorkerProcess>> workers, Duration silence, ScheduledExecutorService timer) {
      SilenceWatch watch = new SilenceWatch(workers, silence);
      long pause = watch.pause.toMillis();
      Future<?> unused =
          timer.scheduleWithFixedDelay(watch::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void look() {
      long now = System.nanoTime();
      boolean wasSuspended = now - lastLook > pause.multipliedBy(2).toNanos();
      lastLook = now;
      for (WorkerProcess worker : workers.get()) {
        worker.computed().ifPresent(worker.signs()::looked);
        if (wasSuspended) {
          // By Ctrl-Z, or with the whole machine: nothing could be heard meanwhile.
          worker.signs().forgive();
        } else if (worker.signs().isMissingFor(silence)) {
          worker.kill(
              "the worker gave no sign of life for "
                  + FailureText.seconds(silence)
                  + " and was killed");
        }
      }
    }
  }
}
