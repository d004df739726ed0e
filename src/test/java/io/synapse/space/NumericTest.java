package io.synapse.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumericTest {

  private static final Scale LINEAR = new Scale.Linear();

  @ParameterizedTest
  @CsvSource({"0.3, 0.3", "-7, -1", "7, 2", "-1e308, -1", "1e308, 2"})
  void aRangeCutsWhatLiesOutside(double number, double nearest) {
    RealRange range = new RealRange(-1, 2, LINEAR, Optional.empty());

    assertThat(range.nearest(number)).isEqualTo(nearest);
    assertThat(range.spacing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.34, 0.3", "0.36, 0.4", "0, 0.1", "9, 0.9"})
  void aStepIsKeptTo(double number, double nearest) {
    RealRange range = new RealRange(0.05, 0.95, LINEAR, Optional.of(Step.given(0.1)));

    assertThat(range.nearest(number)).isEqualTo(nearest);
    assertThat(range.spacing()).hasValue(0.1);
  }

  @ParameterizedTest
  @CsvSource({"2.4, 2", "2.6, 3", "-3, 1", "1e300, 9"})
  void integersAreRounded(double number, long nearest) {
    IntegerRange range = new IntegerRange(1, 9, new Scale.Log(10), Optional.empty());

    assertThat(range.nearest(number)).isEqualTo(nearest);
    assertThat(range.spacing()).hasValue(1);
  }

  @Test
  void integersWithAStepAreItsMultiples() {
    IntegerRange range = new IntegerRange(10, 100, LINEAR, Optional.of(Step.given(16)));

    assertThat(range.nearest(40)).isEqualTo(48L);
    assertThat(range.nearest(0)).isEqualTo(16L);
    assertThat(range.nearest(500)).isEqualTo(96L);
    assertThat(range.spacing()).hasValue(16);
  }

  @Test
  void aNormalLawHasNoBounds() {
    assertThat(new Normal(0, 1, Optional.empty()).nearest(1e300)).isEqualTo(1e300);
    assertThat(new Normal(0, 1, Optional.of(Step.given(0.5))).nearest(17.3)).isEqualTo(17.5);
  }
}
