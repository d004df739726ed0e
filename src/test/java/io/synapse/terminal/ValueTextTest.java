package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {

  @ParameterizedTest
  @CsvSource({
    "0.93125, 0.9313",
    "0.5, 0.5000",
    "0, 0.0000",
    "1.25, 1.2500",
    "12.3456, 12.346",
    "123.456, 123.46",
    "-0.25, -0.2500",
    "99999, 99999",
    "123456, 1.235e+05",
    "0.00001, 1e-05",
    "0.0000123, 1.23e-05",
    "1e10, 1e+10",
    "1.2341e100, 1.234e+100",
    "NaN, NaN",
    "Infinity, Infinity",
  })
  void aRealMetricHasAStableWidth(double value, String expected) {
    assertThat(ValueText.metric(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, 0.001",
    "0.0019952, 0.001995",
    "0.0001, 1e-04",
    "0.00031623, 3.162e-04",
    "32.0, 32",
    "0.5, 0.5",
    "0, 0",
    "1.2340e10, 1.234e+10",
    "-12345.678, -12350",
  })
  void aRealHyperparameterHasNoIdleZeros(double value, String expected) {
    assertThat(ValueText.value(value)).isEqualTo(expected);
  }

  @Test
  void otherValuesStayAsTheyAre() {
    assertThat(ValueText.value(32L)).isEqualTo("32");
    assertThat(ValueText.metric(30L)).isEqualTo("30");
    assertThat(ValueText.value(1_234_567_890_123L)).isEqualTo("1.235e+12");
    assertThat(ValueText.value(true)).isEqualTo("true");
    assertThat(ValueText.value(null)).isEqualTo("null");
    assertThat(ValueText.metric("good")).isEqualTo("good");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "59, 59s",
    "60, 1m 00s",
    "83, 1m 23s",
    "7500, 2h 05m",
    "100000, 1d 03h",
    "-5, 0s",
  })
  void aDurationIsToldInItsTwoLargestUnits(long seconds, String expected) {
    assertThat(ValueText.duration(Duration.ofSeconds(seconds))).isEqualTo(expected);
  }

  @Test
  void aHundredPercentIsAllOfIt() {
    assertThat(ValueText.percent(0.9999)).isEqualTo("99 %");
    assertThat(ValueText.percent(0.29)).isEqualTo("29 %");
    assertThat(ValueText.percent(1)).isEqualTo("100 %");
  }
}
