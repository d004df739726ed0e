package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.terminal.DisplayText;
import io.synapse.terminal.DisplayWidth;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What trials used, from the lines of a journal to the table of trials. */
class TrialUsageTest {

  private final UsageTally tally = new UsageTally();

  @Test
  void theLastLineOfEachAttemptCountsAndAttemptsAddUp() {
    tell("a", 1, 10.1, 5, 300);
    tell("b", 1, 1, 1, 10);
    tell("a", 1, 20.1, 9, 500);
    tell("a", 2, 0.2, 0.1, 100);
    tell("a", 3, 10, 4, 400);
    tell("a", 3, 12, 6, 400);

    TrialUsage used = tally.totals().get("a");
    assertThat(used.toJson())
        .containsEntry("seconds", 32.3)
        .containsEntry("cpu_s", 15.1)
        .containsEntry("memory_bytes", 500L)
        .containsEntry("gpu_memory_bytes", null);
    assertThat(tally.totals().get("b").seconds()).isEqualTo(1);
  }

  @Test
  void whatIsUnknownStaysUnknown() {
    tally.apply(Map.of("event", "usage", "trial_id", "a", "attempt", 1L, "seconds", "NaN"));
    tally.apply(Map.of("event", "usage", "trial_id", "b"));
    tally.apply(Map.of("event", "report", "trial_id", "c", "attempt", 1L));

    assertThat(tally.totals()).containsOnlyKeys("a");
    assertThat(tally.totals().get("a"))
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
    tell("a", 1, 1, 1, 1 << 20);
    assertThat(table("a", OptionalInt.empty()).get(0)).endsWith("TIME   CPU  MEMORY");

    tally.apply(
        Map.of(
            "event", "usage", "trial_id", "a", "attempt", 1L, "gpu_memory_bytes", 5_000_000_000L));
    assertThat(table("a", OptionalInt.empty()).get(0)).endsWith("GPU MEMORY");
    assertThat(table("other", OptionalInt.empty()).get(1)).matches(".* - +- +- +-");
  }

  @Test
  void aNarrowWindowLosesWhatWasUsedBeforeAnythingElse() {
    tell("8227e31d_00007", 1, 100, 90, 1 << 30);
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
    return new TrialListing(List.of(trial), Optional.of("score"), id, tally.totals())
        .table()
        .lines(DisplayText.in(StandardCharsets.UTF_8), window);
  }

  private void tell(String trial, int attempt, double seconds, double cpu, long memory) {
    tally.apply(
        Map.of(
            "event",
            "usage",
            "trial_id",
            trial,
            "attempt",
            (long) attempt,
            "seconds",
            seconds,
            "cpu_s",
            cpu,
            "memory_bytes",
            memory));
  }
}
