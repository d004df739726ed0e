package io.synapse.search;

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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Search spaces that searchers are tried on. */
final class Spaces {

  private static final Scale LINEAR = new Scale.Linear();
  private static final Scale LOG = new Scale.Log(10);
  private static final Optional<Step> NO_STEP = Optional.empty();

  private static final List<Distribution> ALL_BUT_GRID =
      List.of(
          new RealRange(-2, 3, LINEAR, NO_STEP),
          new RealRange(0, 0.7, LINEAR, Optional.of(Step.given(0.1))),
          new RealRange(1e-5, 1e-1, LOG, NO_STEP),
          new RealRange(0.2, 30, LOG, Optional.of(Step.given(0.1))),
          new Normal(0, 1, NO_STEP),
          new Normal(5, 2, Optional.of(Step.given(0.5))),
          new IntegerRange(5, 15, LINEAR, NO_STEP),
          new IntegerRange(3, 50, LINEAR, Optional.of(Step.given(5))),
          new IntegerRange(1, 1000, LOG, NO_STEP),
          new IntegerRange(16, 256, LOG, Optional.of(Step.given(16))),
          new OneOf.Choice(
              Arrays.asList("adam", 1L, 0.5, null, true, List.of(64L, 32L), Map.of("a", 1L))));

  private Spaces() {}

  static SearchSpace of(Distribution... distributions) {
    return of(List.of(distributions));
  }

  /** Dimensions x0, x1, … */
  static SearchSpace of(List<? extends Distribution> distributions) {
    return new SearchSpace(
        IntStream.range(0, distributions.size())
            .mapToObj(i -> new SearchSpace.Dimension("x" + i, distributions.get(i)))
            .toList());
  }

  static OneOf.Grid grid(Object... options) {
    return new OneOf.Grid(List.of(options));
  }

  static RealRange real(double min, double max) {
    return new RealRange(min, max, LINEAR, NO_STEP);
  }

  static IntegerRange integer(long min, long max) {
    return new IntegerRange(min, max, LINEAR, NO_STEP);
  }

  /** A dimension of each type but the grid. */
  static SearchSpace everyType() {
    return of(ALL_BUT_GRID);
  }

  static SearchSpace hundredDimensions() {
    return of(
        IntStream.range(0, 100).mapToObj(i -> ALL_BUT_GRID.get(i % ALL_BUT_GRID.size())).toList());
  }

  /** Every type with a single value. */
  static SearchSpace onePoint() {
    return of(
        real(0.3, 0.3),
        new RealRange(0.1, 0.1, LOG, Optional.of(Step.given(0.1))),
        integer(7, 7),
        new IntegerRange(4, 4, LOG, NO_STEP),
        new OneOf.Choice(List.of("only")));
  }

  static SearchSpace finite() {
    return of(new OneOf.Choice(List.of("a", "b", "c")), integer(1, 2));
  }

  static SearchSpace extreme() {
    return of(
        new RealRange(1e-300, 1e300, LOG, NO_STEP),
        real(-Double.MAX_VALUE, Double.MAX_VALUE),
        integer(Long.MIN_VALUE, Long.MAX_VALUE),
        new IntegerRange(1, Long.MAX_VALUE, LOG, NO_STEP));
  }

  static SearchSpace gridWithOthers() {
    return of(grid(16L, 32L), real(0, 1), grid("a", "b", "c"));
  }

  static SearchSpace gridAlone() {
    return of(grid(16L, 32L, 64L), grid(0.001, 0.0001), grid("adam", "sgd"));
  }

  /** Those that a model can search. */
  static Stream<SearchSpace> withoutGrid() {
    return all().filter(space -> !space.hasGrid());
  }

  /** All of them. */
  static Stream<SearchSpace> all() {
    return Stream.of(everyType(), onePoint(), finite(), extreme(), gridWithOthers(), gridAlone());
  }
}
