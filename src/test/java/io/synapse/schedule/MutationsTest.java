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
    Distribution law = new RealRange(0.01, 1, new Scale.Log(10), Optional.empty());

    assertThat(moved(0.5, law)).containsExactlyInAnyOrder(0.6, 0.4);
    assertThat(moved(0.9, law)).containsExactlyInAnyOrder(1.0, 0.9 * 0.8);
    assertThat(moved(0.011, law)).containsExactlyInAnyOrder(0.011 * 1.2, 0.01);
  }

  @Test
  void anIntegerMovesByOneAtLeast() {
    Distribution law = new IntegerRange(-20, 20, LINEAR, Optional.empty());

    assertThat(moved(2L, law)).containsExactlyInAnyOrder(3L, 1L);
    assertThat(moved(10L, law)).containsExactlyInAnyOrder(12L, 8L);
    assertThat(moved(0L, law)).containsExactlyInAnyOrder(1L, -1L);
    assertThat(moved(-2L, law)).containsExactlyInAnyOrder(-3L, -1L);
    assertThat(moved(20L, law)).containsExactlyInAnyOrder(20L, 16L);
  }

  @Test
  void aQuantizedValueStaysOnItsGrid() {
    Distribution real = new RealRange(0, 1, LINEAR, Optional.of(Step.given(0.1)));
    Distribution integer = new IntegerRange(16, 128, LINEAR, Optional.of(Step.given(16)));

    assertThat(moved(0.3, real)).containsExactlyInAnyOrder(0.4, 0.2);
    assertThat(moved(0.0, real)).containsExactlyInAnyOrder(0.1, 0.0);
    assertThat(moved(32L, integer)).containsExactlyInAnyOrder(48L, 16L);
    assertThat(moved(112L, integer)).containsExactlyInAnyOrder(128L, 96L);
  }

  @Test
  void aNormalLawHasNoBounds() {
    assertThat(moved(-10.0, new Normal(0, 1, Optional.empty())))
        .containsExactlyInAnyOrder(-12.0, -8.0);
    assertThat(moved(0.5, new Normal(0, 1, Optional.of(Step.given(0.5)))))
        .containsExactlyInAnyOrder(1.0, 0.0);
  }

  @Test
  void aZeroThatNoFactorMovesIsDrawnAnew() {
    Distribution law = new RealRange(-1, 1, LINEAR, Optional.empty());

    assertThat(moved(0.0, law)).hasSizeGreaterThan(50).doesNotContain(0.0);
  }

  @Test
  void numbersInOrderMoveToTheNextOne() {
    Distribution up = new OneOf.Choice(List.of(16L, 32L, 64L, 128L));

    assertThat(moved(32L, up)).containsExactlyInAnyOrder(16L, 64L);
    assertThat(moved(16L, up)).containsExactly(32L);
    assertThat(moved(128L, up)).containsExactly(64L);
    assertThat(moved(2.5, new OneOf.Grid(List.of(4L, 2.5, 1L)))).containsExactlyInAnyOrder(4L, 1L);
    assertThat(moved(7L, new OneOf.Choice(List.of(7L)))).containsExactly(7L);
    assertThat(moved(7L, new OneOf.Choice(List.of(7L, 7L, 9L)))).containsExactly(9L);
  }

  @Test
  void otherOptionsAreDrawnAnew() {
    assertThat(moved("sgd", new OneOf.Choice(List.of("sgd", "adam", "lion"))))
        .containsExactlyInAnyOrder("sgd", "adam", "lion");
    assertThat(moved(2L, new OneOf.Choice(List.of(2L, 9L, 4L))))
        .containsExactlyInAnyOrder(2L, 9L, 4L);
    assertThat(moved(2L, new OneOf.Choice(Arrays.asList(2L, null)))).hasSize(2);
  }

  @Test
  void aFactorOfOneMovesNothing() {
    Distribution law = new IntegerRange(1, 9, LINEAR, Optional.empty());
    Mutations mutations = new Mutations(space(law), Map.of("x", law), 0, List.of(1.0));

    assertThat(explored(3L, mutations)).containsExactly(3L);
  }

  @Test
  void aMutationMayBeNarrowerAndCoarserThanTheSpace() {
    Distribution wide = new IntegerRange(1, 100, LINEAR, Optional.empty());
    Distribution tens = new IntegerRange(10, 50, LINEAR, Optional.of(Step.given(10)));
    Distribution reals = new RealRange(2, 4, LINEAR, Optional.empty());
    Distribution options = new OneOf.Choice(List.of(8L, 16L));

    assertThat(explored(99L, mutations(wide, tens, 0))).containsExactly(50L);
    assertThat(explored(20L, mutations(wide, tens, 0))).containsExactlyInAnyOrder(10L, 30L);
    assertThat(explored(3L, mutations(wide, reals, 0))).containsExactlyInAnyOrder(4L, 2L);
    assertThat(explored(20L, mutations(wide, tens, 1)))
        .containsExactlyInAnyOrder(10L, 20L, 30L, 40L, 50L);
    assertThat(explored(3L, mutations(wide, reals, 1))).containsExactlyInAnyOrder(2L, 3L, 4L);
    assertThat(explored(99L, mutations(wide, options, 0))).containsExactlyInAnyOrder(8L, 16L);
  }

  @Test
  void aLawWithoutBoundsIsCutAtThoseOfTheSpace() {
    Distribution wide = new RealRange(-1, 1, LINEAR, Optional.empty());

    assertThat(explored(0.5, mutations(wide, new Normal(0, 100, Optional.empty()), 1)))
        .contains(-1.0, 1.0)
        .allMatch(wide::contains);
  }

  @Test
  void whatIsNotToChangeStays() {
    Distribution law = new RealRange(0, 1, LINEAR, Optional.empty());
    SearchSpace space =
        new SearchSpace(
            List.of(new SearchSpace.Dimension("x", law), new SearchSpace.Dimension("y", law)));
    Mutations mutations = new Mutations(space, Map.of("y", law), 0.5, FACTORS);
    Config explored =
        mutations.explore(new Config(Map.of("x", 0.25, "y", 0.5)), new SplittableRandom(1));

    assertThat(explored.get("x")).isEqualTo(0.25);
    assertThat(explored.get("y")).isNotEqualTo(0.5);
    assertThat(space.contains(explored)).isTrue();
  }

  @Test
  void aValueIsDrawnAnewAsOftenAsIsAsked() {
    Distribution law = new RealRange(0, 1, LINEAR, Optional.empty());
    Mutations mutations = mutations(law, law, 0.25);
    SplittableRandom random = new SplittableRandom(7);
    long drawn =
        IntStream.range(0, 10_000)
            .mapToObj(i -> mutations.explore(new Config(Map.of("x", 0.5)), random).get("x"))
            .filter(x -> !x.equals(0.6) && !x.equals(0.4))
            .count();

    // Five standard deviations of a binomial count: sqrt(10000 * 0.25 * 0.75) is 43.3.
    assertThat(drawn).isBetween(2_500L - 217, 2_500L + 217);
  }

  private static Set<Object> moved(Object from, Distribution law) {
    return explored(from, mutations(law, law, 0));
  }

  private static Mutations mutations(Distribution wide, Distribution law, double resample) {
    return new Mutations(space(wide), Map.of("x", law), resample, FACTORS);
  }

  private static SearchSpace space(Distribution law) {
    return new SearchSpace(List.of(new SearchSpace.Dimension("x", law)));
  }

  /** Everything that comes up. */
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
