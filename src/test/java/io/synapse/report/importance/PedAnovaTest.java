package io.synapse.report.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PedAnovaTest {

  private static final int TRIALS = 1_000;

  private final Random random = new Random(7);
  private final double[] x = random.doubles(TRIALS, -1, 1).toArray();
  private final double[] y = random.doubles(TRIALS, -1, 1).toArray();

  @Test
  void onlyTheHyperparameterThatTheLossDependsOnMatters() {
    Map<String, Double> shares = shares((a, b) -> a * a);

    assertThat(shares.get("x")).isGreaterThan(0.95);
  }

  @Test
  void theHyperparameterOfTheStrongerTermMattersMore() {
    Map<String, Double> shares = shares((a, b) -> 5 * a * a + b * b);

    assertThat(shares.get("x")).isGreaterThan(2 * shares.get("y"));
    assertThat(shares.get("y")).isGreaterThan(0.02);
  }

  @Test
  void hyperparametersOfEqualTermsMatterEqually() {
    Map<String, Double> shares = shares((a, b) -> a * a + b * b);

    assertThat(shares.get("x")).isCloseTo(0.5, within(0.1));
  }

  @Test
  void theMostImportantComesFirstAndSharesAddUpToOne() {
    List<PedAnova.Importance> all = PedAnova.of(axes(), losses((a, b) -> 0.1 * a + b));

    assertThat(all).extracting(PedAnova.Importance::name).containsExactly("y", "x");
    assertThat(all.stream().mapToDouble(PedAnova.Importance::share).sum())
        .isCloseTo(1, within(1e-12));
  }

  /** With one uniform observation mixed in: best (10.5, 0.5) of 11, all (50.5, 50.5) of 101. */
  @Test
  void theDivergenceOfCategoriesMatchesTheFormula() {
    double[] halves = IntStream.range(0, 100).mapToDouble(i -> i % 2).toArray();
    double[] losses = IntStream.range(0, 100).mapToDouble(i -> i % 2 == 0 ? i : 1000 + i).toArray();
    double[] thirds = IntStream.range(0, 100).mapToDouble(i -> Math.floor(i / 34.0)).toArray();
    double expectedHalves = divergence(new double[] {10.5 / 11, 0.5 / 11}, new double[] {.5, .5});
    double third = 1.0 / 3;
    double expectedThirds =
        divergence(
            new double[] {(10 + third) / 11, third / 11, third / 11},
            new double[] {(34 + third) / 101, (34 + third) / 101, (32 + third) / 101});

    List<PedAnova.Importance> all =
        PedAnova.of(
            List.of(
                HyperparameterValues.categories("halves", halves, 2),
                HyperparameterValues.categories("thirds", thirds, 3)),
            losses);

    double sum = expectedHalves + expectedThirds;
    assertThat(all).extracting(PedAnova.Importance::name).containsExactly("thirds", "halves");
    assertThat(all.get(0).share()).isCloseTo(expectedThirds / sum, within(1e-9));
    assertThat(all.get(1).share()).isCloseTo(expectedHalves / sum, within(1e-9));
  }

  @Test
  void constantHyperparametersAndConstantLossesGiveNoImportance() {
    HyperparameterValues constant = HyperparameterValues.numbers("constant", new double[TRIALS]);

    assertThat(PedAnova.of(List.of(axes().get(0), constant), losses((a, b) -> a)).get(1).share())
        .isZero();
    assertThat(PedAnova.of(axes(), new double[TRIALS]))
        .extracting(PedAnova.Importance::share)
        .containsOnly(0.0);
  }

  @Test
  void tooFewTrialsGiveNoEstimate() {
    assertThat(
            PedAnova.of(
                List.of(HyperparameterValues.numbers("x", new double[] {1, 2, 3})), new double[3]))
        .isEmpty();
  }

  private static double divergence(double[] best, double[] all) {
    return IntStream.range(0, all.length)
        .mapToDouble(i -> all[i] * Math.pow(best[i] / all[i] - 1, 2))
        .sum();
  }

  private Map<String, Double> shares(DoubleBinaryOperator loss) {
    return PedAnova.of(axes(), losses(loss)).stream()
        .collect(Collectors.toMap(PedAnova.Importance::name, PedAnova.Importance::share));
  }

  private List<HyperparameterValues> axes() {
    return List.of(HyperparameterValues.numbers("x", x), HyperparameterValues.numbers("y", y));
  }

  private double[] losses(DoubleBinaryOperator loss) {
    return IntStream.range(0, TRIALS).mapToDouble(i -> loss.applyAsDouble(x[i], y[i])).toArray();
  }
}
