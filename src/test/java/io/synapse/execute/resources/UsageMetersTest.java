package io.synapse.execute.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.run.ResourceUsage;
import io.synapse.testing.NvidiaSmiScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, looked at once a second, with a stand-in that knows of their devices. */
@Timeout(120)
class UsageMetersTest {

  private static final long MIB = 1 << 20;

  @TempDir Path folder;
  private NvidiaSmiScript script;
  private BusyProcesses processes;

  @BeforeEach
  void startProcesses() throws Exception {
    script = new NvidiaSmiScript(folder.resolve("bin"));
    processes = BusyProcesses.start();
  }

  @AfterEach
  void endProcesses() {
    processes.close();
  }

  private UsageMeters meters(boolean hasGpus) {
    return new UsageMeters(hasGpus, Map.of("PATH", script.path()));
  }

  @Test
  void processorsMemoryAndDevicesAreMeasured() throws Exception {
    script.listing(List.of("0"), List.of(processes.childPid() + ", 300", "1, 7"));
    try (UsageMeters meters = meters(true)) {
      UsageMeter meter = meters.begin(processes.pid(), usage -> {});
      await()
          .atMost(1, TimeUnit.MINUTES)
          .until(
              () ->
                  meter.seen().peakGpuMemoryBytes().isPresent() && meter.seen().cpuSeconds() > 0.1);
      ResourceUsage usage = meters.end(meter);

      assertThat(usage.peakGpuMemoryBytes()).hasValue(300 * MIB);
      assertThat(usage.cpuSeconds()).isBetween(0.1, 120.0);
      assertThat(usage.peakMemoryBytes().orElseThrow()).isBetween(1L << 10, 128 * MIB);
      assertThat(usage.seconds()).isBetween(0.5, 120.0);
    }
  }

  @Test
  void withoutDevicesNobodyAsksForThem() throws Exception {
    Path asked = folder.resolve("asked");
    script.doing("touch '%s'\n".formatted(asked));
    try (UsageMeters meters = meters(false)) {
      UsageMeter meter = meters.begin(processes.pid(), usage -> {});
      await().atMost(1, TimeUnit.MINUTES).until(() -> meter.seen().cpuSeconds() > 0.1);

      assertThat(meters.end(meter).peakGpuMemoryBytes()).isEmpty();
    }
    assertThat(Files.exists(asked)).isFalse();
  }

  @Test
  void severalAreMeasuredAtOnceAndEachForItself() throws Exception {
    script.listing(List.of("0"), List.of(processes.childPid() + ", 300"));
    try (BusyProcesses others = BusyProcesses.start();
        UsageMeters meters = meters(true)) {
      UsageMeter first = meters.begin(processes.pid(), usage -> {});
      UsageMeter second = meters.begin(others.pid(), usage -> {});
      await()
          .atMost(1, TimeUnit.MINUTES)
          .until(
              () ->
                  first.seen().peakGpuMemoryBytes().isPresent()
                      && second.seen().peakGpuMemoryBytes().isPresent());

      assertThat(meters.end(first).peakGpuMemoryBytes()).hasValue(300 * MIB);
      assertThat(meters.end(second).peakGpuMemoryBytes()).hasValue(0);
    }
  }
}
