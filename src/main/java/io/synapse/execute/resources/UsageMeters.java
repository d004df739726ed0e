package io.synapse.execute.resources;

import io.synapse.run.ResourceUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks once a second at everything that is being measured. Safe to use from several threads. */
public final class UsageMeters implements AutoCloseable {

  private static final int LOOKS_PER_LOOK_AT_GPUS = 5;

  private final boolean hasGpus;
  private final NvidiaSmi nvidiaSmi;
  private final Set<UsageMeter> running = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(UsageMeters::daemon);
  private long looks;

  /**
   * Nothing measured yet.
   *
   * @param hasGpus whether there are devices to be asked about
   * @param environment of this process
   */
  public UsageMeters(boolean hasGpus, Map<String, String> environment) {
    this.hasGpus = hasGpus;
    this.nvidiaSmi = NvidiaSmi.onPath(environment);
    Future<?> unused = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Begins to measure. Takes little time: the process alone is looked at.
   *
   * @param pid the attempt's process
   * @param interim is given what was used so far after 10, 20, 40 … seconds; must not wait
   */
  public UsageMeter begin(long pid, Consumer<ResourceUsage> interim) {
    UsageMeter meter = new UsageMeter(pid, interim);
    running.add(meter);
    return meter;
  }

  /** Ends a measurement; takes as little time. */
  public ResourceUsage end(UsageMeter meter) {
    running.remove(meter);
    return meter.end();
  }

  private void look() {
    boolean asksDevices = hasGpus && !running.isEmpty() && looks++ % LOOKS_PER_LOOK_AT_GPUS == 0;
    Map<Long, Long> gpuMemory = asksDevices ? nvidiaSmi.memoryByProcess() : Map.of();
    running.forEach(meter -> meter.sample(gpuMemory));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "synapse-usage");
    thread.setDaemon(true);
    return thread;
  }
}
