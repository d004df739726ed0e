package io.synapse.execute.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.execute.resources.GpuPool.GpuShare;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerShareTest {

  private static final long GIB = 1L << 30;

  private static WorkerShare withCpus(double cpus) {
    return new WorkerShare(cpus, OptionalDouble.empty(), 1);
  }

  private static WorkerShare withGpus(double gpus) {
    return new WorkerShare(1, OptionalDouble.of(gpus), 1);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.1, 1", "1, 1", "1.2, 2", "4, 4"})
  void programsCountWholeProcessors(double cpus, String counted) {
    assertThat(withCpus(cpus).environment(Optional.empty()))
        .isEqualTo(Map.of("OMP_NUM_THREADS", counted));
    assertThat(withCpus(cpus).javaOptions()).contains("-XX:ActiveProcessorCount=" + counted);
  }

  @Test
  void withoutAWordAboutDevicesTheyStayAsTheyAre() {
    assertThat(withCpus(1).needsDevices()).isFalse();
    assertThat(withCpus(1).environment(Optional.empty())).doesNotContainKey("CUDA_VISIBLE_DEVICES");
  }

  @Test
  void aWorkerThatNeedsNoDeviceSeesNone() {
    assertThat(withGpus(0).needsDevices()).isFalse();
    assertThat(withGpus(0).environment(Optional.empty())).containsEntry("CUDA_VISIBLE_DEVICES", "");
  }

  @Test
  void aWorkerSeesTheDeviceThatItHasAPartOf() {
    GpuShare half = new GpuShare(List.of(GpuPool.Gpu.whole("3")), new BigDecimal("0.5"));

    assertThat(withGpus(0.5).needsDevices()).isTrue();
    assertThat(withGpus(0.5).environment(Optional.of(half)))
        .containsEntry("CUDA_VISIBLE_DEVICES", "3");
  }

  @Test
  void aWorkerSeesAllItsDevices() {
    GpuShare two =
        new GpuShare(List.of(GpuPool.Gpu.whole("GPU-8f"), GpuPool.Gpu.whole("1")), BigDecimal.ONE);

    assertThat(withGpus(2).environment(Optional.of(two)))
        .containsEntry("CUDA_VISIBLE_DEVICES", "GPU-8f,1");
  }

  @ParameterizedTest
  @CsvSource({"16, 1, 12288", "16, 4, 3072", "16, 5, 2457", "1, 3, 256", "1, 100, 256"})
  void theWorkersShareThreeQuartersOfTheMemory(long gibibytes, int slots, long megabytes) {
    WorkerShare share = new WorkerShare(1, OptionalDouble.empty(), slots);

    assertThat(share.heapMegabytes(gibibytes * GIB)).isEqualTo(megabytes);
  }

  @Test
  void theHeapIsAPartOfThisMachinesMemory() {
    String most =
        withCpus(1).javaOptions().stream()
            .filter(option -> option.startsWith("-Xmx"))
            .findFirst()
            .orElseThrow();

    assertThat(most).matches("-Xmx[1-9]\\d+m");
    long megabytes = Long.parseLong(most.replaceAll("\\D", ""));
    assertThat(megabytes).isBetween(256L, 1L << 30);
  }
}
