package io.synapse.execute.process;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialStart;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.pool.WorkerPool;
import io.synapse.execute.resources.Gpu;
import io.synapse.execute.resources.GpuPool;
import io.synapse.execute.resources.UsageMeters;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.protocol.DriverMessage;
import io.synapse.trial.Decision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

  private final WorkerServer server;
  private final WorkerStart how;
  private final WorkerPool<WorkerProcess> pool;

  /**
   * An executor with nothing running.
   *
   * @throws UncheckedIOException when no socket can be opened
   */
  public ProcessExecutor(Settings settings, EventQueue events) {
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
    this.pool =
        new WorkerPool<>(
            owner -> new WorkerProcess(how, owner),
            new WorkerPool.Patience(settings.limits().stopGrace(), Optional.empty()),
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
}
