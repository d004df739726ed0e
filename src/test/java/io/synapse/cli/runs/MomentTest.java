package io.synapse.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "30m, 2026-03-10T11:30:00Z",
    "24h, 2026-03-09T12:00:00Z",
    "7d, 2026-03-03T12:00:00Z",
    "2w, 2026-02-24T12:00:00Z",
    "0d, 2026-03-10T12:00:00Z"
  })
  void howLongAgoIsCountedFromNow(String text, Instant expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @Test
  void datesAreThoseOfThisMachinesClock() {
    assertThat(read("2026-01-31")).isEqualTo(local(2026, 1, 31, 0, 0));
    assertThat(read("2026-01-31T18:30")).isEqualTo(local(2026, 1, 31, 18, 30));
    assertThat(read("2026-01-31 18:30")).isEqualTo(local(2026, 1, 31, 18, 30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "7", "d", "-7d", "7 d", "2026-02-30", "31.01.2026"})
  void anythingElseIsRefusedWithExamples(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("--since", "2026-01-31", "7d", "'" + text + "'");
  }

  private static Instant read(String text) {
    return new RunFilter.Moment(NOW).read("--since", text);
  }

  private static Instant local(int year, int month, int day, int hour, int minute) {
    return LocalDateTime.of(year, month, day, hour, minute)
        .atZone(ZoneId.systemDefault())
        .toInstant();
  }
}
