package io.synapse.cli.runs;

import io.synapse.files.DiskSpace;
import io.synapse.run.ResourceUsage;
import io.synapse.run.TrialRecord;
import io.synapse.terminal.ValueText;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a trial has used of the machine, over one or all of its attempts.
 *
 * @param seconds how long it has run
 * @param cpuSeconds processor time
 * @param memoryBytes the most resident memory seen; empty when unknown
 * @param gpuMemoryBytes the most memory seen on its devices; empty without devices
 */
record TrialUsage(
    double seconds, double cpuSeconds, OptionalLong memoryBytes, OptionalLong gpuMemoryBytes) {

  private static final double LEAST_WHOLE_S = 10;

  /** Trial id to what it used; trials of which nothing is known are not in it. */
  static Map<String, TrialUsage> of(List<TrialRecord> trials) {
    Map<String, TrialUsage> known = new HashMap<>();
    trials.forEach(
        trial ->
            ofAttempts(
                    trial.attempts().stream().flatMap(attempt -> attempt.usage().stream()).toList())
                .ifPresent(usage -> known.put(trial.id(), usage)));
    return known;
  }

  /** What the attempts of a trial used together; empty when nothing was measured. */
  static Optional<TrialUsage> ofAttempts(List<ResourceUsage> attempts) {
    return attempts.stream().map(TrialUsage::of).reduce(TrialUsage::plus);
  }

  private static TrialUsage of(ResourceUsage attempt) {
    return new TrialUsage(
        attempt.seconds(),
        attempt.cpuSeconds(),
        attempt.peakMemoryBytes(),
        attempt.peakGpuMemoryBytes());
  }

  /** With a further attempt: times add up, and the most memory counts. */
  TrialUsage plus(TrialUsage other) {
    return new TrialUsage(
        seconds + other.seconds,
        cpuSeconds + other.cpuSeconds,
        most(memoryBytes, other.memoryBytes),
        most(gpuMemoryBytes, other.gpuMemoryBytes));
  }

  private static OptionalLong most(OptionalLong one, OptionalLong other) {
    return one.isPresent() && other.isPresent()
        ? OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()))
        : one.isPresent() ? one : other;
  }

  Map<String, Object> toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seconds", rounded(seconds));
    fields.put("cpu_s", rounded(cpuSeconds));
    fields.put("memory_bytes", memoryBytes.stream().boxed().findFirst().orElse(null));
    fields.put("gpu_memory_bytes", gpuMemoryBytes.stream().boxed().findFirst().orElse(null));
    return fields;
  }

  /** Sums of decimals are no decimals any more. */
  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  /** For several trials: their times, and the most memory that one of them had. */
  String text() {
    String text = "%s in trials, %s of CPU time".formatted(timeText(), cpuText());
    String memory = memoryBytes.isPresent() ? ", " + memoryText() + " at most" : "";
    String gpus = gpuMemoryBytes.isPresent() ? ", " + gpuMemoryText() + " on GPUs at most" : "";
    return text + memory + gpus;
  }

  String timeText() {
    return duration(seconds);
  }

  String cpuText() {
    return duration(cpuSeconds);
  }

  String memoryText() {
    return bytes(memoryBytes);
  }

  String gpuMemoryText() {
    return bytes(gpuMemoryBytes);
  }

  private static String duration(double value) {
    return value < LEAST_WHOLE_S
        ? String.format(Locale.ROOT, "%.1fs", value)
        : ValueText.duration(Duration.ofMillis(Math.round(value * 1000)));
  }

  private static String bytes(OptionalLong value) {
    return value.isPresent() ? DiskSpace.text(value.getAsLong()) : RunFacts.NOTHING;
  }
}
