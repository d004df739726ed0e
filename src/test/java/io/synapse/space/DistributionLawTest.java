package io.synapse.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.LongToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each of the twelve types draws from its law. */
class DistributionLawTest {

  private static final int SAMPLES = 50_000;
  private static final Scale LINEAR = new Scale.Linear();
  private static final Scale LOG = new Scale.Log(10);

  @Test
  void uniformValuesAreEquallyLikely() {
    RealRange uniform = new RealRange(-2, 6, LINEAR, Optional.empty());
    assertContinuous(uniform, value -> (value + 2) / 8);
  }

  @Test
  void quniformMultiplesAreEquallyLikelyTheOutermostIncluded() {
    RealRange quniform = new RealRange(0.5, 1.5, LINEAR, Optional.of(Step.given(0.1)));
    assertDiscrete(quniform, multiples(5, 15, 0.1, steps -> 1));
  }

  @Test
  void loguniformValuesHaveUniformLogarithms() {
    RealRange loguniform = new RealRange(1e-4, 1e-1, LOG, Optional.empty());
    assertContinuous(loguniform, value -> Math.log(value / 1e-4) / Math.log(1e3));
  }

  @Test
  void qloguniformMultiplesAreAsLikelyAsWhatRoundsToThem() {
    RealRange qloguniform = new RealRange(0.2, 3, LOG, Optional.of(Step.given(0.1)));
    assertDiscrete(qloguniform, multiples(2, 30, 0.1, DistributionLawTest::logShare));
  }

  @Test
  void randnValuesAreNormal() {
    Normal randn = new Normal(3, 0.5, Optional.empty());
    assertContinuous(randn, value -> GoodnessOfFit.normal((value - 3) / 0.5));
  }

  @Test
  void qrandnMultiplesAreAsLikelyAsWhatRoundsToThem() {
    Normal qrandn = new Normal(0, 1, Optional.of(Step.given(0.5)));
    Map<Long, Double> law = new LinkedHashMap<>();
    for (long steps = -6; steps <= 6; steps++) {
      double below = steps == -6 ? 0 : GoodnessOfFit.normal((steps - 0.5) / 2);
      double above = steps == 6 ? 1 : GoodnessOfFit.normal((steps + 0.5) / 2);
      law.put(steps, above - below);
    }
    Map<Long, Long> counts =
        counts(
            samples(qrandn)
                .map(value -> Math.round((Double) value / 0.5))
                .map(steps -> Math.max(-6, Math.min(6, steps))));
    assertThat(GoodnessOfFit.chiSquare(counts, law))
        .isLessThan(GoodnessOfFit.chiSquareLimit(law.size()));
  }

  @Test
  void randintValuesAreEquallyLikelyTheGreatestIncluded() {
    IntegerRange randint = new IntegerRange(-3, 7, LINEAR, Optional.empty());
    assertDiscrete(randint, integers(-3, 7, 1, value -> 1));
  }

  @Test
  void qrandintMultiplesAreEquallyLikely() {
    IntegerRange qrandint = new IntegerRange(3, 50, LINEAR, Optional.of(Step.given(5)));
    assertDiscrete(qrandint, integers(1, 10, 5, steps -> 1));
  }

  @Test
  void lograndintValuesAreAsLikelyAsWhatRoundsToThem() {
    IntegerRange lograndint = new IntegerRange(1, 40, LOG, Optional.empty());
    assertDiscrete(lograndint, integers(1, 40, 1, DistributionLawTest::logShare));
  }

  @Test
  void qlograndintMultiplesAreAsLikelyAsWhatRoundsToThem() {
    IntegerRange qlograndint = new IntegerRange(16, 256, LOG, Optional.of(Step.given(8)));
    assertDiscrete(qlograndint, integers(2, 32, 8, DistributionLawTest::logShare));
  }

  @Test
  void choiceOptionsAreEquallyLikely() {
    OneOf.Choice choice = new OneOf.Choice(List.of("adam", "sgd", "rmsprop"));
    assertDiscrete(choice, Map.of("adam", 1 / 3.0, "sgd", 1 / 3.0, "rmsprop", 1 / 3.0));
  }

  @Test
  void anOptionListedTwiceIsTwiceAsLikely() {
    OneOf.Choice choice = new OneOf.Choice(List.of("adam", "sgd", "adam"));
    assertDiscrete(choice, Map.of("adam", 2 / 3.0, "sgd", 1 / 3.0));
  }

  @Test
  void gridOptionsAreEquallyLikelyWhenDrawn() {
    OneOf.Grid grid = new OneOf.Grid(List.of(16L, 32L, 64L, 128L));
    assertDiscrete(grid, Map.of(16L, 0.25, 32L, 0.25, 64L, 0.25, 128L, 0.25));
  }

  @Test
  void theBaseDoesNotChangeTheDraw() {
    RealRange ten = new RealRange(1e-4, 1e-1, new Scale.Log(10), Optional.empty());
    RealRange two = new RealRange(1e-4, 1e-1, new Scale.Log(2), Optional.empty());
    assertThat(draws(two)).isEqualTo(draws(ten));
  }

  @Test
  void theTestsNoticeAWrongLaw() {
    double[] uniform = draws(new RealRange(0, 1, LINEAR, Optional.empty()));
    assertThat(GoodnessOfFit.distance(uniform, value -> Math.pow(value, 1.1)))
        .isGreaterThan(GoodnessOfFit.distanceLimit(SAMPLES));
    RandomGenerator random = new SplittableRandom(1);
    Map<Long, Long> halvedEnds = new HashMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      halvedEnds.merge(Math.round(random.nextDouble() * 10), 1L, Long::sum);
    }
    Map<Long, Double> equal = new HashMap<>();
    LongStream.rangeClosed(0, 10).forEach(value -> equal.put(value, 1 / 11.0));
    assertThat(GoodnessOfFit.chiSquare(halvedEnds, equal))
        .isGreaterThan(GoodnessOfFit.chiSquareLimit(equal.size()));
  }

  private static void assertContinuous(Distribution distribution, DoubleUnaryOperator law) {
    double[] samples = draws(distribution);
    assertThat(GoodnessOfFit.distance(samples, law))
        .isLessThan(GoodnessOfFit.distanceLimit(SAMPLES));
  }

  private static void assertDiscrete(Distribution distribution, Map<?, Double> law) {
    Map<Object, Double> probabilities = new HashMap<>(law);
    assertThat(GoodnessOfFit.chiSquare(counts(samples(distribution)), probabilities))
        .isLessThan(GoodnessOfFit.chiSquareLimit(law.size()));
  }

  private static Stream<Object> samples(Distribution distribution) {
    RandomGenerator random = new SplittableRandom(20240517);
    return Stream.generate(() -> distribution.sample(random)).limit(SAMPLES);
  }

  private static double[] draws(Distribution distribution) {
    return samples(distribution).mapToDouble(Double.class::cast).toArray();
  }

  private static <T> Map<T, Long> counts(Stream<T> values) {
    return values.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /** Multiples of a decimal step as a job file would write them, 0.3 and not 3 * 0.1. */
  private static Map<Double, Double> multiples(
      long first, long last, double step, LongToDoubleFunction weight) {
    Map<Double, Double> law = new LinkedHashMap<>();
    BigDecimal size = BigDecimal.valueOf(step);
    weights(first, last, weight)
        .forEach(
            (steps, share) ->
                law.put(size.multiply(BigDecimal.valueOf(steps)).doubleValue(), share));
    return law;
  }

  private static Map<Long, Double> integers(
      long first, long last, long step, LongToDoubleFunction weight) {
    Map<Long, Double> law = new LinkedHashMap<>();
    weights(first, last, weight).forEach((steps, share) -> law.put(steps * step, share));
    return law;
  }

  private static Map<Long, Double> weights(long first, long last, LongToDoubleFunction weight) {
    double sum = LongStream.rangeClosed(first, last).mapToDouble(weight).sum();
    Map<Long, Double> law = new LinkedHashMap<>();
    LongStream.rangeClosed(first, last)
        .forEach(steps -> law.put(steps, weight.applyAsDouble(steps) / sum));
    return law;
  }

  /** The log-uniform share of the numbers that round to so many steps. */
  private static double logShare(long steps) {
    return Math.log((steps + 0.5) / (steps - 0.5));
  }
}
