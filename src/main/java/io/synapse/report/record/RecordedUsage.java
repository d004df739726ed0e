package io.synapse.report.record;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What an attempt used of the machine; empty what was not told.
 *
 * @param seconds how long it ran
 * @param cpuSeconds processor time
 * @param memoryBytes the most memory seen
 * @param gpuMemoryBytes the most memory seen on its devices
 */
public record RecordedUsage(
    OptionalDouble seconds,
    OptionalDouble cpuSeconds,
    OptionalLong memoryBytes,
    OptionalLong gpuMemoryBytes) {

  static final RecordedUsage UNKNOWN =
      new RecordedUsage(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());

  /** What a {@code usage} line tells. */
  static RecordedUsage of(Map<String, Object> line) {
    return new RecordedUsage(
        real(line, "seconds"),
        real(line, "cpu_s"),
        whole(line, "memory_bytes"),
        whole(line, "gpu_memory_bytes"));
  }

  private static OptionalDouble real(Map<String, Object> line, String name) {
    return line.get(name) instanceof Number value
        ? OptionalDouble.of(value.doubleValue())
        : OptionalDouble.empty();
  }

  private static OptionalLong whole(Map<String, Object> line, String name) {
    return line.get(name) instanceof Number value
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }
}
