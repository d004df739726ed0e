package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.search.model.CoordinateAxis;
import io.synapse.search.model.Coordinates;
import io.synapse.space.Distribution;
import io.synapse.space.IntegerRange;
import io.synapse.space.Normal;
import io.synapse.space.OneOf;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import io.synapse.space.Step;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AxisNeighboursTest {

  private static final Scale LINEAR = new Scale.Linear();
  private static final Scale LOG = new Scale.Log(2);

  private final SplittableRandom random = new SplittableRandom(1);

  static Stream<CoordinateAxis> stepped() {
    return Stream.<Distribution>of(
            new IntegerRange(3, 9, LINEAR, Optional.empty()),
            new IntegerRange(1, 1000, LOG, Optional.empty()),
            new IntegerRange(1, 1_000_000, LOG, Optional.empty()),
            new IntegerRange(Long.MIN_VALUE, Long.MAX_VALUE, LINEAR, Optional.empty()),
            new RealRange(0, 0.7, LINEAR, Optional.of(Step.given(0.1))),
            new RealRange(0.2, 30, LOG, Optional.of(Step.given(0.1))),
            new Normal(5, 2, Optional.of(Step.given(0.5))),
            new Normal(5, 2, Optional.of(Step.given(1e-6))))
        .map(AxisNeighboursTest::axis);
  }

  @ParameterizedTest
  @MethodSource("stepped")
  void aSnappedCoordinateIsThatOfTheSameValue(CoordinateAxis axis) {
    AxisNeighbours neighbours = new AxisNeighbours(axis);
    for (int i = 0; i < 500; i++) {
      double coordinate = random.nextDouble();
      double snapped = neighbours.snap(coordinate);
      assertThat(axis.value(snapped)).isEqualTo(axis.value(coordinate));
      assertThat(axis.coordinate(axis.value(snapped))).isEqualTo(snapped);
    }
  }

  @ParameterizedTest
  @MethodSource("stepped")
  void samplesPerturbationsAndNeighboursAreCoordinatesOfValues(CoordinateAxis axis) {
    AxisNeighbours neighbours = new AxisNeighbours(axis);
    double coordinate = neighbours.sample(random);
    for (int i = 0; i < 200; i++) {
      coordinate = neighbours.perturb(coordinate, 0.2, random);
      assertThat(axis.coordinate(axis.value(coordinate))).isEqualTo(coordinate);
      assertThat(neighbours.neighbours(coordinate, random))
          .allSatisfy(next -> assertThat(axis.coordinate(axis.value(next))).isEqualTo(next));
    }
  }

  @Test
  void neighboursOfAnIntegerAreOneStepAway() {
    CoordinateAxis axis = axis(new IntegerRange(3, 9, LINEAR, Optional.empty()));
    AxisNeighbours neighbours = new AxisNeighbours(axis);
    assertThat(values(axis, neighbours.neighbours(axis.coordinate(5L), random)))
        .containsExactly(4L, 6L);
    assertThat(values(axis, neighbours.neighbours(axis.coordinate(9L), random)))
        .containsExactly(8L);
  }

  @Test
  void neighboursOfACategoryAreAllOtherCategories() {
    CoordinateAxis axis = axis(new OneOf.Choice(List.of("a", "b", "c")));
    AxisNeighbours neighbours = new AxisNeighbours(axis);
    assertThat(values(axis, neighbours.neighbours(1, random))).containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void aSmallPerturbationOfAnIntegerMovesItOneStep() {
    CoordinateAxis axis = axis(new IntegerRange(3, 9, LINEAR, Optional.empty()));
    AxisNeighbours neighbours = new AxisNeighbours(axis);
    assertThat(
            Stream.generate(() -> neighbours.perturb(axis.coordinate(5L), 1e-6, random)).limit(20))
        .map(axis::value)
        .containsOnly(4L, 6L);
  }

  @Test
  void anAxisWithOneValueIsFixed() {
    assertThat(new AxisNeighbours(axis(new OneOf.Choice(List.of("only")))).isFixed()).isTrue();
    assertThat(new AxisNeighbours(axis(new RealRange(2, 2, LINEAR, Optional.empty()))).isFixed())
        .isTrue();
  }

  private static List<Object> values(CoordinateAxis axis, List<Double> coordinates) {
    return coordinates.stream().map(axis::value).toList();
  }

  private static CoordinateAxis axis(Distribution distribution) {
    SearchSpace space = new SearchSpace(List.of(new SearchSpace.Dimension("x", distribution)));
    return new Coordinates(space).axes().get(0);
  }
}
