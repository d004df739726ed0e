package io.synapse.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.ResourceUsage;
import io.synapse.terminal.DisplayText;
import io.synapse.terminal.DisplayWidth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What trials used, from their attempts to the table of trials. */
class TrialUsageTest {

  private static final ResourceUsage NOTHING =
      new ResourceUsage(0, 0, OptionalLong.empty(), OptionalLong.empty());

  private final Map<String, List<ResourceUsage>> attempts = new LinkedHashMap<>();

  @Test
  void timesOfAttemptsAddUpAndTheirMostMemoryCounts() {
    use("a", 20.1, 9, 500);
    use("a", 0.2, 0.1, 100);
    use("a", 12, 6, 400);
    use("b", 1, 1, 10);

    assertThat(used().get("a").toJson())
        .containsEntry("seconds", 32.3)
        .containsEntry("cpu_s", 15.1)
        .containsEntry("memory_bytes", 500L)
        .containsEntry("gpu_memory_bytes", null);
    assertThat(used().get("b").seconds()).isEqualTo(1);
  }

  @Test
  void whatIsUnknownStaysUnknown() {
    use("a", NOTHING);
    attempts.put("b", List.of());

    assertThat(used()).containsOnlyKeys("a");
    assertThat(used().get("a"))
        .isEqualTo(new TrialUsage(0, 0, OptionalLong.empty(), OptionalLong.empty()));
  }

  @Test
  void timesAndMemoryAreShort() {
    TrialUsage used =
        new TrialUsage(3_723, 9.94, OptionalLong.of(1_610_612_736), OptionalLong.empty());

    assertThat(used.timeText()).isEqualTo("1h 02m");
    assertThat(used.cpuText()).isEqualTo("9.9s");
    assertThat(used.memoryText()).matches("1\\.[56] GB");
    assertThat(used.gpuMemoryText()).isEqualTo("-");
  }

  @Test
  void devicesHaveAColumnOnlyWhereTheyWereUsed() {
    use("a", 1, 1, 1 << 20);
    assertThat(table("a", OptionalInt.empty()).get(0)).endsWith("TIME   CPU  MEMORY");

    use("a", new ResourceUsage(0, 0, OptionalLong.empty(), OptionalLong.of(5_000_000_000L)));
    assertThat(table("a", OptionalInt.empty()).get(0)).endsWith("GPU MEMORY");
    assertThat(table("other", OptionalInt.empty()).get(1)).matches(".* - +- +- +-");
  }

  @Test
  void aNarrowWindowLosesWhatWasUsedBeforeAnythingElse() {
    use("8227e31d_00007", 100, 90, 1 << 30);
    List<String> lines = table("8227e31d_00007", OptionalInt.of(60));

    assertThat(lines).allMatch(line -> DisplayWidth.of(line) <= 60);
    assertThat(lines.get(0)).contains("score", "rate").doesNotContain("MEMORY").endsWith("…");
  }

  private List<String> table(String id, OptionalInt window) {
    TrialEntry trial =
        new TrialEntry(
            id,
            "TERMINATED",
            4L,
            Map.of("rate", 0.01),
            Map.of("score", 0.5),
            "",
            List.of(),
            "",
            "/folder");
    return new TrialListing(List.of(trial), Optional.of("score"), id, used())
        .table()
        .lines(DisplayText.in(StandardCharsets.UTF_8), window);
  }

  private Map<String, TrialUsage> used() {
    Map<String, TrialUsage> used = new LinkedHashMap<>();
    attempts.forEach((id, usage) -> TrialUsage.ofAttempts(usage).ifPresent(of -> used.put(id, of)));
    return used;
  }

  private void use(String trial, double seconds, double cpu, long memory) {
    use(trial, new ResourceUsage(seconds, cpu, OptionalLong.of(memory), OptionalLong.empty()));
  }

  private void use(String trial, ResourceUsage attempt) {
    attempts.computeIfAbsent(trial, id -> new ArrayList<>()).add(attempt);
  }
}
