package io.synapse.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.search.model.Coordinates;
import io.synapse.space.OneOf;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SobolDesignTest {

  private final Coordinates square =
      new Coordinates(Spaces.of(Spaces.real(0, 1), Spaces.real(0, 1)));

  /**
   * A digital shift keeps a (0, 2)-sequence one: each sixteenth of an axis has one of 16 points.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, -4})
  void everyPartOfAnAxisGetsAPoint(long seed) {
    List<double[]> points = points(square, seed, 16);
    for (int axis = 0; axis < 2; axis++) {
      int of = axis;
      assertThat(points.stream().map(point -> (int) (point[of] * 16)))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 16).boxed().toList());
    }
  }

  @Test
  void seedsShiftIt() {
    assertThat(points(square, 1, 1).get(0)).isNotEqualTo(points(square, 2, 1).get(0));
    assertThat(points(square, 1, 1).get(0)).isEqualTo(points(square, 1, 1).get(0));
  }

  @Test
  void categoriesComeEquallyOften() {
    SearchSpace space = Spaces.of(new OneOf.Choice(List.of("a", "b", "c", "d")));
    List<double[]> points = points(new Coordinates(space), 5, 16);
    for (double option = 0; option < 4; option++) {
      double wanted = option;
      assertThat(points).filteredOn(point -> point[0] == wanted).hasSize(4);
    }
  }

  @Test
  void askedAgainForATrialItGivesAnotherPoint() {
    SobolDesign start = new SobolDesign(square, 8, 1);
    SplittableRandom random = new SplittableRandom(1);
    double[] first = start.point(3, random);
    assertThat(start.point(3, random)).isNotEqualTo(first);
    assertThat(start.point(3, new SplittableRandom(1))).isEqualTo(first);
  }

  private static List<double[]> points(Coordinates coordinates, long seed, int count) {
    SobolDesign start = new SobolDesign(coordinates, count, seed);
    return IntStream.range(0, count)
        .mapToObj(number -> start.point(number, new SplittableRandom(number)))
        .toList();
  }
}
