package io.synapse.execute.resources;

import io.synapse.execute.resources.GpuPool.GpuShare;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What every worker gets of the machine.
 *
 * @param cpus the trial's {@code num_cpus}
 * @param gpus the trial's {@code num_gpus}; empty leaves the devices as they are, 0 hides them
 * @param slots how many workers there are at once
 */
public record WorkerShare(double cpus, OptionalDouble gpus, int slots) {

  private static final long SMALLEST_HEAP_MB = 256;
  private static final double HEAPS_SHARE_OF_MEMORY = 0.75;

  /** Processors as programs count them. */
  private long processors() {
    return Math.max(1, (long) Math.ceil(cpus));
  }

  /** Options of a worker's virtual machine: its processors, and its part of the memory. */
  public List<String> javaOptions() {
    return List.of(
        "-XX:ActiveProcessorCount=" + processors(), "-Xmx" + heapMegabytes(machineMemory()) + "m");
  }

  /** A worker's part of the memory, of which a quarter is left for everything else. */
  long heapMegabytes(long memoryBytes) {
    long megabytes = (long) (memoryBytes * HEAPS_SHARE_OF_MEMORY / slots) >> 20;
    return Math.max(SMALLEST_HEAP_MB, megabytes);
  }

  private static long machineMemory() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }

  /** Whether a worker needs a share of the devices. */
  public boolean needsDevices() {
    return gpus.isPresent() && gpus.getAsDouble() > 0;
  }

  /**
   * Variables of a worker's environment.
   *
   * @param devices its share of them, where it needs one
   */
  public Map<String, String> environment(Optional<GpuShare> devices) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("OMP_NUM_THREADS", Long.toString(processors()));
    if (gpus.isPresent()) {
      variables.put("CUDA_VISIBLE_DEVICES", devices.map(GpuShare::visible).orElse(""));
    }
    return variables;
  }
}
