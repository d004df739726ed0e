package io.synapse.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.space.Config;
import io.synapse.space.Distribution;
import io.synapse.space.IntegerRange;
import io.synapse.space.Normal;
import io.synapse.space.OneOf;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import io.synapse.space.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MutationsTest {

  private static final Scale LINEAR = new Scale.Linear();
  private static final List<Double> FACTORS = List.of(1.2, 0.8);

  @Test
  void aRealNumberIsMultipliedAndStaysWithinItsBounds() {
    Distribution distribution = new RealRange(0.01, 1, new Scale.Log(10), Optional.empty());

    assertThat(perturbed(0.5, distribution)).containsExactlyInAnyOrder(0.6, 0.4);
    assertThat(perturbed(0.9, distribution)).containsExactlyInAnyOrder(1.0, 0.9 * 0.8);
    assertThat(perturbed(0.011, distribution)).containsExactlyInAnyOrder(0.011 * 1.2, 0.01);
  }

  @Test
  void anIntegerMovesByOneAtLeast() {
    Distribution distribution = new IntegerRange(-20, 20, LINEAR, Optional.empty());

    assertThat(perturbed(2L, distribution)).containsExactlyInAnyOrder(3L, 1L);
    assertThat(perturbed(10L, distribution)).containsExactlyInAnyOrder(12L, 8L);
    assertThat(perturbed(0L, distribution)).containsExactlyInAnyOrder(1L, -1L);
    assertThat(perturbed(-2L, distribution)).containsExactlyInAnyOrder(-3L, -1L);
    assertThat(perturbed(20L, distribution)).containsExactlyInAnyOrder(20L, 16L);
  }

  @Test
  void aQuantizedValueStaysOnItsGrid() {
    Distribution real = new RealRange(0, 1, LINEAR, Optional.of(Step.given(0.1)));
    Distribution integer = new IntegerRange(16, 128, LINEAR, Optional.of(Step.given(16)));

    assertThat(perturbed(0.3, real)).containsExactlyInAnyOrder(0.4, 0.2);
    assertThat(perturbed(0.0, real)).containsExactlyInAnyOrder(0.1, 0.0);
    assertThat(perturbed(32L, integer)).containsExactlyInAnyOrder(48L, 16L);
    assertThat(perturbed(112L, integer)).containsExactlyInAnyOrder(128L, 96L);
  }

  @Test
  void aNormalDistributionHasNoBounds() {
    assertThat(perturbed(-10.0, new Normal(0, 1, Optional.empty())))
        .containsExactlyInAnyOrder(-12.0, -8.0);
    assertThat(perturbed(0.5, new Normal(0, 1, Optional.of(Step.given(0.5)))))
        .containsExactlyInAnyOrder(1.0, 0.0);
  }

  @Test
  void aContinuousZeroIsResampled() {
    Distribution distribution = new RealRange(-1, 1, LINEAR, Optional.empty());

    assertThat(perturbed(0.0, distribution)).hasSizeGreaterThan(50).doesNotContain(0.0);
  }

  @Test
  void orderedNumbersMoveToAnAdjacentOne() {
    Distribution up = new OneOf.Choice(List.of(16L, 32L, 64L, 128L));

    assertThat(perturbed(32L, up)).containsExactlyInAnyOrder(16L, 64L);
    assertThat(perturbed(16L, up)).containsExactly(32L);
    assertThat(perturbed(128L, up)).containsExactly(64L);
    assertThat(perturbed(2.5, new OneOf.Grid(List.of(4L, 2.5, 1L))))
        .containsExactlyInAnyOrder(4L, 1L);
    assertThat(perturbed(7L, new OneOf.Choice(List.of(7L)))).containsExactly(7L);
    assertThat(perturbed(7L, new OneOf.Choice(List.of(7L, 7L, 9L)))).containsExactly(9L);
  }

  @Test
  void otherOptionsAreResampled() {
    assertThat(perturbed("sgd", new OneOf.Choice(List.of("sgd", "adam", "lion"))))
        .containsExactlyInAnyOrder("sgd", "adam", "lion");
    assertThat(perturbed(2L, new OneOf.Choice(List.of(2L, 9L, 4L))))
        .containsExactlyInAnyOrder(2L, 9L, 4L);
    assertThat(perturbed(2L, new OneOf.Choice(Arrays.asList(2L, null)))).hasSize(2);
  }

  @Test
  void aFactorOfOneChangesNothing() {
    Distribution distribution = new IntegerRange(1, 9, LINEAR, Optional.empty());
    Mutations mutations =
        new Mutations(space(distribution), Map.of("x", distribution), 0, List.of(1.0));

    assertThat(explored(3L, mutations)).containsExactly(3L);
  }

  @Test
  void aMutationMayBeNarrowerAndCoarserThanTheSpace() {
    Distribution dimension = new IntegerRange(1, 100, LINEAR, Optional.empty());
    Distribution tens = new IntegerRange(10, 50, LINEAR, Optional.of(Step.given(10)));
    Distribution reals = new RealRange(2, 4, LINEAR, Optional.empty());
    Distribution options = new OneOf.Choice(List.of(8L, 16L));

    assertThat(explored(99L, mutations(dimension, tens, 0))).containsExactly(50L);
    assertThat(explored(20L, mutations(dimension, tens, 0))).containsExactlyInAnyOrder(10L, 30L);
    assertThat(explored(3L, mutations(dimension, reals, 0))).containsExactlyInAnyOrder(4L, 2L);
    assertThat(explored(20L, mutations(dimension, tens, 1)))
        .containsExactlyInAnyOrder(10L, 20L, 30L, 40L, 50L);
    assertThat(explored(3L, mutations(dimension, reals, 1))).containsExactlyInAnyOrder(2L, 3L, 4L);
    assertThat(explored(99L, mutations(dimension, options, 0))).containsExactlyInAnyOrder(8L, 16L);
  }

  @Test
  void aDistributionWithoutBoundsIsTruncatedToThoseOfTheSpace() {
    Distribution dimension = new RealRange(-1, 1, LINEAR, Optional.empty());

    assertThat(explored(0.5, mutations(dimension, new Normal(0, 100, Optional.empty()), 1)))
        .contains(-1.0, 1.0)
        .allMatch(dimension::contains);
  }

  @Test
  void hyperparametersWithoutAMutationKeepTheirValues() {
    Distribution distribution = new RealRange(0, 1, LINEAR, Optional.empty());
    SearchSpace space =
        new SearchSpace(
            List.of(
                new SearchSpace.Dimension("x", distribution),
                new SearchSpace.Dimension("y", distribution)));
    Mutations mutations = new Mutations(space, Map.of("y", distribution), 0.5, FACTORS);
    Config explored =
        mutations.explore(new Config(Map.of("x", 0.25, "y", 0.5)), new SplittableRandom(1));

    assertThat(explored.get("x")).isEqualTo(0.25);
    assertThat(explored.get("y")).isNotEqualTo(0.5);
    assertThat(space.contains(explored)).isTrue();
  }

  @Test
  void valuesAreResampledWithTheGivenProbability() {
    Distribution distribution = new RealRange(0, 1, LINEAR, Optional.empty());
    Mutations mutations = mutations(distribution, distribution, 0.25);
    SplittableRandom random = new SplittableRandom(7);
    long drawn =
        IntStream.range(0, 10_000)
            .mapToObj(i -> mutations.explore(new Config(Map.of("x", 0.5)), random).get("x"))
            .filter(x -> !x.equals(0.6) && !x.equals(0.4))
            .count();

    // Five standard deviations of a binomial count: sqrt(10000 * 0.25 * 0.75) is 43.3.
    assertThat(drawn).isBetween(2_500L - 217, 2_500L + 217);
  }

  private static Set<Object> perturbed(Object from, Distribution distribution) {
    return explored(from, mutations(distribution, distribution, 0));
  }

  private static Mutations mutations(
      Distribution dimension, Distribution distribution, double resample) {
    return new Mutations(space(dimension), Map.of("x", distribution), resample, FACTORS);
  }

  private static SearchSpace space(Distribution distribution) {
    return new SearchSpace(List.of(new SearchSpace.Dimension("x", distribution)));
  }

  /** All values that exploration gives. */
  private static Set<Object> explored(Object from, Mutations mutations) {
    return IntStream.range(0, 200)
        .mapToObj(
            seed ->
                mutations
                    .explore(new Config(Map.of("x", from)), new SplittableRandom(seed))
                    .get("x"))
        .collect(Collectors.toSet());
  }
}
