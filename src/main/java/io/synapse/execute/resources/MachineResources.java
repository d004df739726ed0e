package io.synapse.execute.resources;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What this machine offers to trials.
 *
 * @param cpus processors, limits of containers counted
 * @param gpus devices, each named once
 */
public record MachineResources(double cpus, List<GpuPool.Gpu> gpus) {

  private static final Path CPU_QUOTA = Path.of("/sys/fs/cgroup/cpu.max");
  private static final Pattern QUOTA_AND_PERIOD = Pattern.compile("([1-9]\\d*)\\s+([1-9]\\d*)");
  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  /** CUDA takes the beginning of one as well. */
  private static final Pattern UUID = Pattern.compile("(GPU|MIG)-.+");

  /**
   * What can be found out: the processors that the JVM and the container's limits leave, and the
   * devices that {@code nvidia-smi} lists and {@code CUDA_VISIBLE_DEVICES} allows.
   *
   * @param environment of this process
   */
  public static MachineResources detect(Map<String, String> environment) {
    return detect(environment, CPU_QUOTA);
  }

  /** The same with a container's limit that is read from a certain file. */
  static MachineResources detect(Map<String, String> environment, Path cpuQuota) {
    List<String> listed = NvidiaSmi.onPath(environment).deviceIds();
    String visible = environment.get(VISIBLE);
    List<String> ids = visible == null || listed.isEmpty() ? listed : allowed(visible, listed);
    return new MachineResources(
        detectedCpus(cpuQuota), ids.stream().map(GpuPool.Gpu::whole).toList());
  }

  /** As CUDA reads it: an invalid entry and what follows it don't count. */
  private static List<String> allowed(String visible, List<String> listed) {
    return Arrays.stream(visible.split(","))
        .map(String::strip)
        .takeWhile(id -> listed.contains(id) || UUID.matcher(id).matches())
        .distinct()
        .toList();
  }

  /** The JVM counts whole processors; a container may be given less than one. */
  private static double detectedCpus(Path cpuQuota) {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.min(processors, quota(cpuQuota).orElse(processors));
  }

  /** Microseconds of processor time in a period, and the period; empty without such a limit. */
  private static OptionalDouble quota(Path file) {
    try {
      Matcher numbers = QUOTA_AND_PERIOD.matcher(Files.readString(file).strip());
      return numbers.matches()
          ? OptionalDouble.of(
              Double.parseDouble(numbers.group(1)) / Double.parseDouble(numbers.group(2)))
          : OptionalDouble.empty();
    } catch (IOException e) {
      // Not a system with such limits.
      return OptionalDouble.empty();
    }
  }

  /**
   * The same machine as a user describes it.
   *
   * @param userCpus processors; empty keeps what was detected
   * @param userGpus how many devices, of which the last may be a fraction; the detected ones first,
   *     then the lowest indices that none of these has
   */
  public MachineResources offering(OptionalDouble userCpus, OptionalDouble userGpus) {
    return new MachineResources(
        userCpus.orElse(cpus),
        userGpus.isPresent() ? devices(BigDecimal.valueOf(userGpus.getAsDouble())) : gpus);
  }

  private List<GpuPool.Gpu> devices(BigDecimal total) {
    List<GpuPool.Gpu> devices = new ArrayList<>();
    Iterator<String> ids = ids().iterator();
    BigDecimal left = total;
    while (left.signum() > 0) {
      devices.add(new GpuPool.Gpu(ids.next(), left.min(BigDecimal.ONE)));
      left = left.subtract(BigDecimal.ONE);
    }
    return devices;
  }

  /** Endless, and each but once: a device that is named twice would be handed out twice. */
  private Stream<String> ids() {
    Set<String> detected =
        gpus.stream().map(GpuPool.Gpu::id).collect(toCollection(LinkedHashSet::new));
    Stream<String> others =
        Stream.iterate(0, index -> index + 1)
            .map(index -> Integer.toString(index))
            .filter(id -> !detected.contains(id));
    return Stream.concat(detected.stream(), others);
  }

  /** How much of all devices together. */
  public BigDecimal gpuTotal() {
    return gpus.stream().map(GpuPool.Gpu::offered).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
