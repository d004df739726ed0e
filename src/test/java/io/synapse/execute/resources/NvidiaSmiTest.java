package io.synapse.execute.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.testing.NvidiaSmiScript;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a script that stands in for the driver's program. */
@Timeout(60)
class NvidiaSmiTest {

  private static final long MIB = 1 << 20;

  /** Ends with the test's folder. */
  private static final String HANGING = "while [ -e '%s' ]; do sleep 0.1; done";

  @TempDir Path folder;
  private NvidiaSmiScript script;

  @BeforeEach
  void nameScript() {
    script = new NvidiaSmiScript(folder.resolve("bin"));
  }

  private NvidiaSmi nvidiaSmi() {
    return NvidiaSmi.onPath(Map.of("PATH", script.path()));
  }

  private NvidiaSmi impatient() {
    return NvidiaSmi.onPath(Map.of("PATH", script.path()), Duration.ofMillis(300));
  }

  @Test
  void devicesAndTheirProcessesAreListed() throws IOException {
    script.listing(List.of("0", "1"), List.of("4711, 300", "4712, 12"));

    assertThat(nvidiaSmi().deviceIds()).containsExactly("0", "1");
    assertThat(nvidiaSmi().memoryByProcess()).isEqualTo(Map.of(4711L, 300 * MIB, 4712L, 12 * MIB));
  }

  @Test
  void aProcessOnSeveralDevicesCountsWithAllOfThem() throws IOException {
    script.listing(List.of(), List.of("4711, 300", "4711, 50"));

    assertThat(nvidiaSmi().memoryByProcess()).isEqualTo(Map.of(4711L, 350 * MIB));
  }

  @Test
  void whatIsNoNumberIsPassedOver() throws IOException {
    script.listing(
        List.of("Warning: persistence mode is off", " 3 ", "", "N/A", "-1"),
        List.of("4711, [N/A]", "[Insufficient Permissions], 5", "4712", "1, 2, 3", "4713, 7"));

    assertThat(nvidiaSmi().deviceIds()).containsExactly("3");
    assertThat(nvidiaSmi().memoryByProcess()).isEqualTo(Map.of(4713L, 7 * MIB));
  }

  @Test
  void aMachineWithoutDevicesListsNone() throws IOException {
    script.doing("echo 'No devices were found'\n");

    assertNoDevices(nvidiaSmi());
  }

  @Test
  void whatAFailedProgramSaysDoesNotCount() throws IOException {
    script.doing("echo 0; echo 'Failed to initialize NVML' >&2; exit 9\n");

    assertNoDevices(nvidiaSmi());
  }

  @Test
  void bytesThatAreNoTextAreNoDevices() throws IOException {
    script.doing("head -c 100000 /dev/urandom | tr -d '0-9'\n");

    assertNoDevices(nvidiaSmi());
  }

  @Test
  void aLongAnswerIsReadToItsEnd() throws IOException {
    script.doing("seq 0 99999\n");

    assertThat(nvidiaSmi().deviceIds()).hasSize(100_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/no/such/folder", "::"})
  void withoutTheProgramThereAreNoDevices(String path) {
    assertNoDevices(NvidiaSmi.onPath(Map.of("PATH", path)));
    assertNoDevices(NvidiaSmi.onPath(Map.of()));
  }

  @Test
  void aFileThatIsNotExecutableIsNotTheProgram() throws IOException {
    script.listing(List.of("0"), List.of());
    assertThat(script.file().toFile().setExecutable(false)).isTrue();

    assertNoDevices(NvidiaSmi.onPath(Map.of("PATH", folder.resolve("bin").toString())));
  }

  @Test
  void aProgramThatCannotBeStartedListsNothing() throws IOException {
    script.doing("");
    Files.writeString(script.file(), "#!/no/such/shell\n");

    assertNoDevices(nvidiaSmi());
  }

  @Test
  void theFirstProgramOnThePathIsAsked() throws IOException {
    script.listing(List.of("0"), List.of());
    Path other = folder.resolve("other");
    Files.createDirectories(other.resolve("nvidia-smi"));
    NvidiaSmiScript later = new NvidiaSmiScript(folder.resolve("later"));
    later.listing(List.of("7"), List.of());
    String path = other + File.pathSeparator + script.path();

    assertThat(NvidiaSmi.onPath(Map.of("PATH", path)).deviceIds()).containsExactly("0");
    assertThat(NvidiaSmi.onPath(Map.of("PATH", later.path() + ":" + path)).deviceIds())
        .containsExactly("7");
  }

  @Test
  void aProgramThatHangsIsGivenUpAndEnded() throws IOException {
    script.doing("echo 0; " + HANGING.formatted(folder));
    Set<Long> before = children();

    assertNoDevices(impatient());
    await().until(() -> before.containsAll(children()));
  }

  @Test
  void aProcessThatIsLeftBehindDoesNotHangUs() throws IOException {
    script.doing("{ " + HANGING.formatted(folder) + "; } &\necho 0\n");

    // Java may have taken the answer when the program ended, whoever still holds the pipe.
    assertThat(List.of("0")).containsAll(impatient().deviceIds());
  }

  @Test
  void anInterruptIsKeptAndEndsTheProgram() throws IOException {
    script.doing(HANGING.formatted(folder));
    Set<Long> before = children();
    Thread.currentThread().interrupt();
    List<String> devices = nvidiaSmi().deviceIds();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(devices).isEmpty();
    await().until(() -> before.containsAll(children()));
  }

  private static void assertNoDevices(NvidiaSmi nvidiaSmi) {
    assertThat(nvidiaSmi.deviceIds()).isEmpty();
    assertThat(nvidiaSmi.memoryByProcess()).isEmpty();
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }
}
