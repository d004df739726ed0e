package io.synapse.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synapse.space.Distribution.QuantileInterval;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The way of values to the unit interval and back. */
class QuantileIntervalTest {

  private static final Scale LINEAR = new Scale.Linear();
  private static final Scale LOG = new Scale.Log(10);

  static Stream<Distribution> distributions() {
    return Stream.of(
        new RealRange(-2, 3, LINEAR, Optional.empty()),
        new RealRange(-Double.MAX_VALUE, Double.MAX_VALUE, LINEAR, Optional.empty()),
        new RealRange(0, 0.7, LINEAR, Optional.of(Step.given(0.1))),
        new RealRange(0.05, 0.68, LINEAR, Optional.of(Step.given(0.1))),
        new RealRange(1e-5, 1e-1, LOG, Optional.empty()),
        new RealRange(1e-300, 1e300, LOG, Optional.empty()),
        new RealRange(0.2, 30, LOG, Optional.of(Step.given(0.1))),
        new RealRange(4, 4, LINEAR, Optional.empty()),
        new RealRange(4, 4, LOG, Optional.of(Step.given(4))),
        new Normal(5, 2, Optional.empty()),
        new Normal(-1, 3, Optional.of(Step.given(0.5))),
        new IntegerRange(-5, 15, LINEAR, Optional.empty()),
        new IntegerRange(3, 50, LINEAR, Optional.of(Step.given(5))),
        new IntegerRange(1, 1000, LOG, Optional.empty()),
        new IntegerRange(16, 256, LOG, Optional.of(Step.given(16))),
        new IntegerRange(7, 7, LOG, Optional.empty()),
        new OneOf.Choice(Arrays.asList("adam", 1L, 0.5, null, List.of(1L))),
        new OneOf.Grid(List.of(16L, 32L)));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void theSharesOfAValueGiveTheValue(Distribution distribution) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      Object value = distribution.sample(random);
      QuantileInterval shares = distribution.shares(value);
      assertThat(shares.low()).isBetween(0.0, shares.high());
      assertThat(shares.high()).isLessThanOrEqualTo(1);
      assertNear(distribution.quantile(shares.middle()), value);
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void everyShareIsAmongThoseOfItsValue(Distribution distribution) {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 500; i++) {
      double share = random.nextDouble();
      Object value = distribution.quantile(share);
      assertThat(distribution.contains(value)).isTrue();
      assertThat(distribution.normalise(value)).isEqualTo(value);
      QuantileInterval shares = distribution.shares(value);
      assertThat(share).isBetween(shares.low() - 1e-6, shares.high() + 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void theEndsAreValuesToo(Distribution distribution) {
    assertThat(distribution.contains(distribution.quantile(0))).isTrue();
    assertThat(distribution.contains(distribution.quantile(1))).isTrue();
  }

  @Test
  void countableValuesShareTheWhole() {
    Distribution steps = new RealRange(0.2, 30, LOG, Optional.of(Step.given(0.1)));
    double sum = 0;
    for (int i = 2; i <= 300; i++) {
      QuantileInterval shares = steps.shares(i / 10.0);
      sum += shares.high() - shares.low();
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Test
  void aMedianIsInTheMiddle() {
    assertThat(new Normal(5, 2, Optional.empty()).quantile(0.5)).isEqualTo(5);
    assertThat(new RealRange(1, 100, LOG, Optional.empty()).quantile(0.5))
        .isCloseTo(10, within(1e-9));
  }

  private static void assertNear(Object found, Object value) {
    if (value instanceof Double real) {
      assertThat((Double) found).isCloseTo(real, within(1e-6 * Math.abs(real) + 1e-9));
    } else {
      assertThat(found).isEqualTo(value);
    }
  }
}
