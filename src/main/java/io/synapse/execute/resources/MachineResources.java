package io.synapse.execute.resources;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What this machine offers to trials.
 *
 * @param cpus processors, limits of containers counted
 * @param gpus devices, each named once
 */
public record MachineResources(double cpus, List<Gpu> gpus) {

  private static final Path CPU_QUOTA = Path.of("/sys/fs/cgroup/cpu.max");
  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  /**
   * What can be found out: the processors that the JVM and the container's limits leave, and the
   * devices that {@code nvidia-smi} lists and {@code CUDA_VISIBLE_DEVICES} allows.
   *
   * @param environment of this process
   */
  public static MachineResources detect(Map<String, String> environment) {
    List<String> listed = NvidiaSmi.onPath(environment).deviceIds();
    String visible = environment.get(VISIBLE);
    List<String> ids = visible == null || listed.isEmpty() ? listed : allowed(visible);
    return new MachineResources(detectedCpus(), ids.stream().map(Gpu::whole).toList());
  }

  /** As CUDA reads it: what follows an invalid entry doesn't count. */
  private static List<String> allowed(String visible) {
    return Arrays.stream(visible.split(","))
        .map(String::strip)
        .takeWhile(id -> !id.isEmpty() && !id.startsWith("-"))
        .distinct()
        .toList();
  }

  /** The JVM counts whole processors; a container may be given less than one. */
  private static double detectedCpus() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.min(processors, quota().orElse(processors));
  }

  private static OptionalDouble quota() {
    try {
      String[] quotaAndPeriod = Files.readString(CPU_QUOTA).strip().split(" ");
      return OptionalDouble.of(
          Double.parseDouble(quotaAndPeriod[0]) / Double.parseDouble(quotaAndPeriod[1]));
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // No such limit, or none that is a number.
      return OptionalDouble.empty();
    }
  }

  /**
   * The same machine as a user describes it.
   *
   * @param userCpus processors; empty keeps what was detected
   * @param userGpus how many devices, of which the last may be a fraction; the detected ones first,
   *     then indices from where these end
   */
  public MachineResources offering(OptionalDouble userCpus, OptionalDouble userGpus) {
    return new MachineResources(
        userCpus.orElse(cpus),
        userGpus.isPresent() ? devices(BigDecimal.valueOf(userGpus.getAsDouble())) : gpus);
  }

  private List<Gpu> devices(BigDecimal total) {
    List<Gpu> devices = new ArrayList<>();
    BigDecimal left = total;
    while (left.signum() > 0) {
      int index = devices.size();
      String id = index < gpus.size() ? gpus.get(index).id() : Integer.toString(index);
      devices.add(new Gpu(id, left.min(BigDecimal.ONE)));
      left = left.subtract(BigDecimal.ONE);
    }
    return devices;
  }

  /** How much of all devices together. */
  public BigDecimal gpuTotal() {
    return gpus.stream().map(Gpu::offered).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
