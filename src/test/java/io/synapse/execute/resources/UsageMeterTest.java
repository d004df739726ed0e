package io.synapse.execute.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.ResourceUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UsageMeterTest {

  private static final long MIB = 1 << 20;

  private final List<ResourceUsage> interim = new ArrayList<>();
  private BusyProcesses processes;
  private UsageMeter meter;

  @BeforeEach
  void startProcesses() throws Exception {
    processes = BusyProcesses.start();
    meter = new UsageMeter(processes.pid(), interim::add);
  }

  @AfterEach
  void endProcesses() {
    processes.close();
  }

  @Test
  void whatTheChildrenUseCounts() {
    processes.awaitCpuSeconds(0.5);
    long oneAlone = ProcessTree.residentBytes(processes.pid()).orElseThrow();
    meter.sample(Map.of());
    ResourceUsage usage = meter.end();

    assertThat(usage.seconds()).isBetween(0.1, 120.0);
    assertThat(usage.cpuSeconds()).isBetween(0.5, 120.0);
    assertThat(usage.peakMemoryBytes().orElseThrow()).isBetween(oneAlone + 1, 128 * MIB);
  }

  @Test
  void whatAnEndedChildUsedStays() {
    processes.awaitCpuSeconds(0.3);
    meter.sample(Map.of());
    double before = meter.seen().cpuSeconds();
    processes.endChild();
    meter.sample(Map.of());

    assertThat(meter.end().cpuSeconds()).isGreaterThanOrEqualTo(before);
  }

  @Test
  void theMostMemoryThatWasSeenStays() {
    meter.sample(Map.of());
    long withChild = meter.seen().peakMemoryBytes().orElseThrow();
    processes.endChild();
    meter.sample(Map.of());

    assertThat(meter.end().peakMemoryBytes()).hasValue(withChild);
  }

  @Test
  void memoryOfDevicesIsThatOfTheWholeTree() {
    meter.sample(Map.of(processes.pid(), 10 * MIB, processes.childPid(), 300 * MIB, 1L, 5 * MIB));
    meter.sample(Map.of(processes.childPid(), 200 * MIB));

    assertThat(meter.end().peakGpuMemoryBytes()).hasValue(310 * MIB);
  }

  @Test
  void othersOnTheDevicesDoNotCount() {
    meter.sample(Map.of(1L, 5 * MIB));

    assertThat(meter.end().peakGpuMemoryBytes()).hasValue(0);
  }

  @Test
  void withoutDevicesThereIsNoMemoryOfThem() {
    meter.sample(Map.of());

    assertThat(meter.end().peakGpuMemoryBytes()).isEmpty();
  }

  @Test
  void aMeasurementThatWasTooShortToLookHasMemory() {
    assertThat(meter.end().peakMemoryBytes().orElseThrow()).isPositive();
  }

  @Test
  void whatWasUsedBeforeDoesNotCount() {
    processes.awaitCpuSeconds(0.3);
    processes.endChild();

    assertThat(new UsageMeter(processes.pid(), interim::add).end().cpuSeconds()).isLessThan(0.3);
  }

  @Test
  void aProcessThatIsGoneUsesNothing() {
    processes.close();
    UsageMeter late = new UsageMeter(processes.pid(), interim::add);
    late.sample(Map.of());
    ResourceUsage usage = late.end();

    assertThat(usage.cpuSeconds()).isZero();
    assertThat(usage.peakMemoryBytes()).isEmpty();
  }

  @Test
  void aShortMeasurementTellsNothingBeforeItsEnd() {
    meter.sample(Map.of());
    meter.end();

    assertThat(interim).isEmpty();
  }

  @Test
  void aLongMeasurementTellsWhatIsUsedUntilItsEnd() {
    UsageMeter hasty = new UsageMeter(processes.pid(), Double.MIN_VALUE, interim::add);
    processes.awaitCpuSeconds(0.3);
    hasty.sample(Map.of());
    hasty.sample(Map.of());
    hasty.end();
    hasty.sample(Map.of());

    assertThat(interim).hasSize(2);
    assertThat(interim.get(0).cpuSeconds()).isPositive();
  }

  @Test
  void whatIsToldAgainIsToldAfterTwiceTheTime() {
    UsageMeter hasty = new UsageMeter(processes.pid(), 0.2, interim::add);
    while (hasty.seen().seconds() < 0.2) {
      hasty.sample(Map.of());
    }
    hasty.sample(Map.of());

    assertThat(interim.get(0).seconds()).isGreaterThanOrEqualTo(0.2);
    assertThat(interim).hasSizeLessThanOrEqualTo(doublings(hasty.seen().seconds() / 0.2));
  }

  private static int doublings(double factor) {
    return 1 + (int) Math.ceil(Math.log(factor) / Math.log(2));
  }
}
