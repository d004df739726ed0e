package io.synapse.execute.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NvidiaSmiScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineResourcesTest {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  @TempDir Path folder;
  private NvidiaSmiScript nvidiaSmi;

  @BeforeEach
  void placeStandIn() throws IOException {
    nvidiaSmi = new NvidiaSmiScript(folder.resolve("bin"));
    nvidiaSmi.listing(List.of("0", "1", "2", "3"), List.of());
  }

  private static List<String> ids(MachineResources machine) {
    return machine.gpus().stream().map(GpuPool.Gpu::id).toList();
  }

  private static List<String> offers(MachineResources machine) {
    return machine.gpus().stream()
        .map(gpu -> gpu.id() + "=" + gpu.offered().stripTrailingZeros().toPlainString())
        .toList();
  }

  private MachineResources limitedTo(String visible) {
    return MachineResources.detect(
        Map.of("PATH", nvidiaSmi.path(), "CUDA_VISIBLE_DEVICES", visible));
  }

  @Test
  void everyListedDeviceIsOfferedWhole() {
    MachineResources machine = MachineResources.detect(Map.of("PATH", nvidiaSmi.path()));

    assertThat(offers(machine)).containsExactly("0=1", "1=1", "2=1", "3=1");
    assertThat(machine.gpuTotal()).isEqualByComparingTo("4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1,2,3           | 0 1 2 3",
        "2                 | 2",
        "3,1               | 3 1",
        "' 1 , 2 '         | 1 2",
        "1,1,1             | 1",
        "''                | ''",
        "-1                | ''",
        "0,-1,2            | 0",
        "0,,2              | 0",
        "0,4,2             | 0",
        "NoDevFiles        | ''",
        "GPU-8f7c,GPU-0d2e | GPU-8f7c GPU-0d2e",
        "MIG-3e1a,MIG-3e1a | MIG-3e1a",
      })
  void theLimitOfTheEnvironmentIsReadAsCudaReadsIt(String visible, String expected) {
    assertThat(String.join(" ", ids(limitedTo(visible)))).isEqualTo(expected);
  }

  @Test
  void withoutAProgramThatListsDevicesThereAreNone() {
    Map<String, String> environment =
        Map.of("PATH", folder.toString(), "CUDA_VISIBLE_DEVICES", "0");

    assertThat(MachineResources.detect(environment).gpus()).isEmpty();
  }

  @Test
  void withoutAPathThereAreNoDevices() {
    assertThat(MachineResources.detect(Map.of()).gpus()).isEmpty();
  }

  private double cpus(Path quota) {
    return MachineResources.detect(Map.of(), quota).cpus();
  }

  private double cpusLimitedTo(String quota) throws IOException {
    return cpus(Files.writeString(folder.resolve("cpu.max"), quota));
  }

  @Test
  void aContainerMayHaveLessThanOneProcessor() throws IOException {
    assertThat(cpusLimitedTo("50000 100000\n")).isEqualTo(0.5);
    assertThat(cpusLimitedTo("5000 50000\n")).isEqualTo(0.1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max 100000\n",
        "99999999999 100000\n",
        "",
        "100000",
        "0 0",
        "-1 100000",
        "50000 0",
        "NaN NaN",
        "half of it",
        "50000 100000 7",
      })
  void withoutALimitAllProcessorsCount(String quota) throws IOException {
    assertThat(cpusLimitedTo(quota)).isEqualTo(PROCESSORS);
  }

  @Test
  void whereThereAreNoLimitsAllProcessorsCount() {
    assertThat(cpus(folder.resolve("no such file"))).isEqualTo(PROCESSORS);
    assertThat(cpus(folder)).isEqualTo(PROCESSORS);
  }

  private static MachineResources machine(String... ids) {
    return new MachineResources(8, List.of(ids).stream().map(GpuPool.Gpu::whole).toList());
  }

  private static MachineResources offering(MachineResources machine, double gpus) {
    return machine.offering(OptionalDouble.empty(), OptionalDouble.of(gpus));
  }

  @Test
  void whatTheUserDoesNotSayStaysAsDetected() {
    MachineResources machine = machine("0", "1");

    assertThat(machine.offering(OptionalDouble.empty(), OptionalDouble.empty())).isEqualTo(machine);
    assertThat(machine.offering(OptionalDouble.of(2.5), OptionalDouble.empty()))
        .isEqualTo(new MachineResources(2.5, machine.gpus()));
    assertThat(offering(machine, 1).cpus()).isEqualTo(8);
  }

  @Test
  void theUserOffersFewerDevicesOrAPartOfThem() {
    assertThat(offers(offering(machine("3", "5"), 0))).isEmpty();
    assertThat(offers(offering(machine("3", "5"), 1))).containsExactly("3=1");
    assertThat(offers(offering(machine("3", "5"), 0.5))).containsExactly("3=0.5");
    assertThat(offers(offering(machine("3", "5"), 1.3))).containsExactly("3=1", "5=0.3");
  }

  @Test
  void theUserOffersDevicesThatWereNotDetected() {
    assertThat(offers(offering(machine(), 1.5))).containsExactly("0=1", "1=0.5");
  }

  @Test
  void noDeviceIsNamedTwice() {
    assertThat(ids(offering(machine("1"), 2))).containsExactly("1", "0");
    assertThat(ids(offering(machine("0", "2"), 4))).containsExactly("0", "2", "1", "3");
    assertThat(ids(offering(machine("GPU-8f7c"), 2))).containsExactly("GPU-8f7c", "0");
  }
}
