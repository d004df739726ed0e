package io.synapse.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.search.model.Acquisition;
import io.synapse.search.model.Coordinates;
import io.synapse.search.model.Observations;
import io.synapse.search.tpe.TreeParzen.TpeOptions;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checks the order of cached observations, and that the cache does not change results. */
class SortedObservationsTest {

  private static final Coordinates COORDINATES =
      new Coordinates(
          new SearchSpace(
              List.of(
                  new SearchSpace.Dimension(
                      "x", new RealRange(0, 1, new Scale.Linear(), Optional.empty())))));
  private static final TpeOptions OPTIONS = new TpeOptions(0.2, 24, 1, 25, false);

  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void observationsAreOrderedByPositionAndThenByNumber() {
    SortedObservations sorted = new SortedObservations(COORDINATES.axes());
    List<Observations.Observation> observed = new ArrayList<>();
    for (int number = 0; number < 500; number++) {
      observed.add(observed(number));
      sorted.update(of(observed));
    }
    assertThat(order(sorted, 500)).isEqualTo(sortedNumbers(observed));
  }

  @Test
  void anObservationWhosePointChangesIsReordered() {
    SortedObservations sorted = new SortedObservations(COORDINATES.axes());
    List<Observations.Observation> observed = new ArrayList<>();
    IntStream.range(0, 200).forEach(number -> observed.add(observed(number)));
    sorted.update(of(observed));
    for (int number = 0; number < 200; number += 3) {
      observed.set(number, observed(number));
    }
    sorted.update(of(observed));
    assertThat(order(sorted, 200)).isEqualTo(sortedNumbers(observed));
  }

  @Test
  void aUsedEstimatorGivesTheSamePointAsAFreshOne() {
    TreeParzen used = TreeParzen.independent(COORDINATES, OPTIONS);
    fit(used, observations(0, 300));
    fit(used, observations(-20, 90));
    fit(used, observations(-70, 200));
    Observations last = observations(-5, 120);
    TreeParzen fresh = TreeParzen.independent(COORDINATES, OPTIONS);
    assertThat(fit(used, last).next(new SplittableRandom(5)))
        .isEqualTo(fit(fresh, last).next(new SplittableRandom(5)));
  }

  private Acquisition fit(TreeParzen estimator, Observations observations) {
    return estimator.fit(observations, random);
  }

  private Observations observations(int first, int end) {
    return of(IntStream.range(first, end).mapToObj(this::observed).toList());
  }

  /** Some observations share a position. */
  private Observations.Observation observed(int number) {
    return new Observations.Observation(
        number, new double[] {random.nextInt(100) / 99.0}, random.nextDouble());
  }

  private static Observations of(List<Observations.Observation> completed) {
    return new Observations(completed, List.of(), List.of());
  }

  private static int[] order(SortedObservations sorted, int count) {
    int[] indices = new int[count];
    Arrays.setAll(indices, number -> number);
    return sorted.along(0).ordered(indices, count);
  }

  private static int[] sortedNumbers(List<Observations.Observation> observed) {
    return observed.stream()
        .sorted(Comparator.comparingDouble(each -> each.point()[0]))
        .mapToInt(Observations.Observation::number)
        .toArray();
  }
}
