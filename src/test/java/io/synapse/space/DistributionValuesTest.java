package io.synapse.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bounds, steps and extremes: which values there are, whatever their law. */
class DistributionValuesTest {

  private static final Scale LINEAR = new Scale.Linear();
  private static final Scale LOG = new Scale.Log(2);

  static Stream<Distribution> extremes() {
    return Stream.of(
        real(0.1, 0.1, LINEAR),
        real(-Double.MAX_VALUE, Double.MAX_VALUE, LINEAR),
        real(1e-300, 1e300, LOG),
        real(Double.MIN_VALUE, Double.MAX_VALUE, LOG),
        real(3, 3, LOG),
        quantized(0, 0.3, LINEAR, 0.1),
        quantized(0.25, 0.95, LINEAR, 0.1),
        quantized(-1e300, 1e300, LINEAR, 1e-300),
        quantized(1e-300, 1e300, LOG, 1e-300),
        quantized(Double.MIN_VALUE, 1, LOG, Double.MIN_VALUE),
        quantized(-Double.MAX_VALUE, Double.MAX_VALUE, LINEAR, 1e308),
        quantized(-3, 4, LINEAR, 100),
        quantized(7, 7, LINEAR, 7),
        integer(Long.MIN_VALUE, Long.MAX_VALUE, LINEAR),
        integer(Long.MAX_VALUE - 2, Long.MAX_VALUE, LINEAR),
        integer(Long.MIN_VALUE, Long.MIN_VALUE, LINEAR),
        integer(Long.MAX_VALUE, Long.MAX_VALUE, LOG),
        integer(1, Long.MAX_VALUE, LOG),
        integer(1, 1, LOG),
        stepped(Long.MIN_VALUE, Long.MAX_VALUE, LINEAR, 1L << 40),
        stepped(3, 17, LOG, 5),
        stepped(-3, 4, LINEAR, 100),
        new Normal(0, Double.MAX_VALUE, Optional.empty()),
        new Normal(0, 1e-300, Optional.of(Step.given(1e-301))),
        new Normal(1e300, 1, Optional.of(Step.given(1e-5))));
  }

  @ParameterizedTest
  @MethodSource("extremes")
  void everyDrawIsWithinTheDistributionAndInItsForm(Distribution distribution) {
    RandomGenerator random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      Object value = distribution.sample(random);
      assertThat(distribution.contains(value)).as("%s of %s", value, distribution).isTrue();
      assertThat(distribution.normalise(value)).isEqualTo(value);
      assertThat(isWithinBounds(distribution, value)).as("%s", value).isTrue();
    }
  }

  @Test
  void aRangeOfOneValueGivesIt() {
    RandomGenerator random = new SplittableRandom(5);
    assertThat(real(0.1, 0.1, LINEAR).sample(random)).isEqualTo(0.1);
    assertThat(real(0.3, 0.3, LOG).sample(random)).isEqualTo(0.3);
    assertThat(integer(7, 7, LOG).sample(random)).isEqualTo(7L);
    assertThat(stepped(-3, 4, LINEAR, 100).sample(random)).isEqualTo(0L);
  }

  @Test
  void bothEndsOfAnIntegerRangeAreDrawn() {
    assertThat(drawn(integer(5, 7, LINEAR))).containsExactlyInAnyOrder(5L, 6L, 7L);
    assertThat(drawn(integer(1, 3, LOG))).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(drawn(integer(Long.MAX_VALUE - 1, Long.MAX_VALUE, LINEAR)))
        .containsExactlyInAnyOrder(Long.MAX_VALUE - 1, Long.MAX_VALUE);
  }

  @Test
  void multiplesOfADecimalStepAreTheDecimalsThatPeopleWrite() {
    assertThat(drawn(quantized(0, 0.7, LINEAR, 0.1)))
        .containsExactlyInAnyOrder(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7);
  }

  @Test
  void aBoundThatIsNoMultipleIsNotDrawn() {
    assertThat(drawn(quantized(0.25, 0.55, LINEAR, 0.1))).containsExactlyInAnyOrder(0.3, 0.4, 0.5);
    assertThat(drawn(stepped(3, 17, LOG, 5))).containsExactlyInAnyOrder(5L, 10L, 15L);
  }

  @Test
  void theFullRangeOfIntegersReachesBothSigns() {
    assertThat(drawn(integer(Long.MIN_VALUE, Long.MAX_VALUE, LINEAR)))
        .anyMatch(value -> (Long) value < Long.MIN_VALUE / 2)
        .anyMatch(value -> (Long) value > Long.MAX_VALUE / 2);
  }

  @Test
  void aRangeContainsNumbersBetweenItsBoundsAlone() {
    Distribution range = real(0.001, 1, LOG);
    assertThat(List.of(0.001, 0.5, 1, 1L)).allMatch(range::contains);
    assertThat(Arrays.asList(0.0009, 1.0001, Double.NaN, Double.POSITIVE_INFINITY, "0.5", null))
        .noneMatch(range::contains);
  }

  @Test
  void aSteppedRangeContainsItsMultiplesAlone() {
    Distribution range = quantized(0, 1, LINEAR, 0.1);
    assertThat(range.contains(0.25)).isFalse();
    assertThat(range.contains(1.1)).isFalse();
    assertThat(range.contains(0.1 + 0.2)).isTrue();
    assertThat(range.normalise(0.1 + 0.2)).isEqualTo(0.3);
    assertThat(range.normalise(1L)).isEqualTo(1.0);
  }

  @Test
  void anIntegerRangeContainsWholeNumbersAlone() {
    Distribution range = integer(1, 10, LINEAR);
    assertThat(range.normalise(4.0)).isEqualTo(4L);
    assertThat(range.contains(4.5)).isFalse();
    assertThat(range.contains(11L)).isFalse();
    assertThat(range.contains(1e30)).isFalse();
    assertThat(range.contains(true)).isFalse();
    assertThat(stepped(0, 10, LINEAR, 5).contains(4L)).isFalse();
  }

  @Test
  void aNormalLawContainsEveryFiniteNumber() {
    Distribution randn = new Normal(0, 1, Optional.empty());
    assertThat(randn.contains(-1e9)).isTrue();
    assertThat(randn.normalise(3L)).isEqualTo(3.0);
    assertThat(randn.contains(Double.NaN)).isFalse();
    Distribution qrandn = new Normal(0, 1, Optional.of(Step.given(0.5)));
    assertThat(qrandn.contains(-7.5)).isTrue();
    assertThat(qrandn.contains(0.3)).isFalse();
  }

  @Test
  void optionsMayBeAnyJsonValue() {
    List<Object> options =
        Arrays.asList(null, true, 1L, 0.5, "x", List.of(64L, 32L), Map.of("a", 1L));
    for (Distribution distribution : List.of(new OneOf.Choice(options), new OneOf.Grid(options))) {
      assertThat(drawn(distribution)).containsExactlyInAnyOrderElementsOf(options);
      assertThat(options).allMatch(distribution::contains);
      assertThat(distribution.contains("true")).isFalse();
      assertThat(distribution.normalise(1.0)).isEqualTo(1L);
      assertThat(distribution.normalise(List.of(64.0, 32L))).isEqualTo(List.of(64L, 32L));
    }
  }

  @Test
  void optionsAreCopiedHoweverDeep() {
    List<Object> inner = new ArrayList<>(List.of(1L));
    OneOf.Choice choice = new OneOf.Choice(List.of(inner));
    inner.add(2L);
    assertThat(choice.options()).isEqualTo(List.of(List.of(1L)));
  }

  @Test
  void aValueThatIsNotContainedCannotBeNormalised() {
    assertThatThrownBy(() -> integer(1, 10, LINEAR).normalise(11L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be an integer from 1 to 10, and is 11");
    assertThatThrownBy(() -> new OneOf.Choice(List.of("a")).normalise("b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be one of [\"a\"], and is \"b\"");
  }

  @Test
  void finiteDistributionsKnowHowManyValuesTheyHave() {
    assertThat(integer(5, 15, LINEAR).cardinality()).hasValue(11);
    assertThat(stepped(3, 17, LINEAR, 5).cardinality()).hasValue(3);
    assertThat(integer(Long.MIN_VALUE, Long.MAX_VALUE, LINEAR).cardinality())
        .hasValue(Long.MAX_VALUE);
    assertThat(quantized(0, 1, LINEAR, 0.1).cardinality()).hasValue(11);
    assertThat(quantized(1e-300, 1e300, LOG, 1e-300).cardinality()).hasValue(Long.MAX_VALUE);
    assertThat(new OneOf.Choice(List.of("a", "b", "a")).cardinality()).hasValue(2);
    assertThat(new OneOf.Grid(List.of(1L, 2L)).cardinality()).hasValue(2);
    assertThat(real(2, 2, LINEAR).cardinality()).hasValue(1);
    assertThat(real(0, 1, LINEAR).cardinality()).isEqualTo(OptionalLong.empty());
    assertThat(new Normal(0, 1, Optional.empty()).cardinality()).isEqualTo(OptionalLong.empty());
  }

  private static boolean isWithinBounds(Distribution distribution, Object value) {
    if (distribution instanceof RealRange range) {
      return (Double) value >= range.min() && (Double) value <= range.max();
    }
    if (distribution instanceof IntegerRange range) {
      return (Long) value >= range.min() && (Long) value <= range.max();
    }
    return Double.isFinite((Double) value);
  }

  private static List<Object> drawn(Distribution distribution) {
    RandomGenerator random = new SplittableRandom(9);
    return Stream.generate(() -> distribution.sample(random)).limit(400).distinct().toList();
  }

  private static RealRange real(double min, double max, Scale scale) {
    return new RealRange(min, max, scale, Optional.empty());
  }

  private static RealRange quantized(double min, double max, Scale scale, double step) {
    return new RealRange(min, max, scale, Optional.of(Step.given(step)));
  }

  private static IntegerRange integer(long min, long max, Scale scale) {
    return new IntegerRange(min, max, scale, Optional.empty());
  }

  private static IntegerRange stepped(long min, long max, Scale scale, long step) {
    return new IntegerRange(min, max, scale, Optional.of(Step.given((double) step)));
  }
}
