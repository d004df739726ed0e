package io.synapse.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a search that learns must gain by it, over drawing at random. */
abstract class QualityContract {

  private static final int SEEDS = 10;
  private static final int TRIALS = 50;

  /**
   * Were the search no better than chance, it would win against it with probability 1/2 for each
   * seed, and 9 or 10 of 10 times with probability 11/1024: one test in a hundred.
   */
  private static final int LEAST_WINS = 9;

  /** The algorithm's documented name. */
  abstract String algorithm();

  static Stream<TestFunction> functions() {
    return Stream.of(TestFunction.branin(), TestFunction.hartmannSix(), TestFunction.mixed());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void itBeatsChanceOnNearlyEverySeed(TestFunction function) {
    long wins = LongStream.range(0, SEEDS).filter(seed -> wins(function, seed)).count();
    assertThat(wins).isGreaterThanOrEqualTo(LEAST_WINS);
  }

  private boolean wins(TestFunction function, long seed) {
    return regret(algorithm(), function, seed) < regret("basicvariantgenerator", function, seed);
  }

  private static double regret(String algorithm, TestFunction function, long seed) {
    return Regrets.of(algorithm, Map.of(), function, TRIALS, seed);
  }
}
