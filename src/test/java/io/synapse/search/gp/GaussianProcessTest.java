package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.search.model.Coordinates;
import io.synapse.search.model.Observations;
import io.synapse.space.IntegerRange;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GaussianProcessTest {

  private static final Scale LINEAR = new Scale.Linear();

  private static final Coordinates SPACE =
      new Coordinates(
          new SearchSpace(
              List.of(
                  new SearchSpace.Dimension("x", new RealRange(0, 1, LINEAR, Optional.empty())),
                  new SearchSpace.Dimension("y", new RealRange(0, 1, LINEAR, Optional.empty())),
                  new SearchSpace.Dimension(
                      "n", new IntegerRange(1, 5, LINEAR, Optional.empty())))));

  static Stream<Function<Coordinates, GaussianProcess>> processes() {
    return Stream.of(
        GaussianProcess::withNoisyExpectedImprovement,
        space -> GaussianProcess.withConfidenceBound(space, 2.576),
        space -> GaussianProcess.withExpectedImprovement(space, 0.01),
        space -> GaussianProcess.withProbabilityOfImprovement(space, 0.01));
  }

  /** Trials end out of order, so that the trials of a fit change. */
  @ParameterizedTest
  @MethodSource("processes")
  void aUsedProcessGivesTheSamePointsAsAFreshOne(Function<Coordinates, GaussianProcess> factory) {
    GaussianProcess used = factory.apply(SPACE);
    for (int count : new int[] {3, 33, 34, 58, 110, 112, 425, 428}) {
      Observations observations = observations(count, 4);
      double[] point = used.fit(observations, random()).next(random());
      assertThat(factory.apply(SPACE).fit(observations, random()).next(random())).isEqualTo(point);
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void theFirstProposalIsNearTheMinimum(Function<Coordinates, GaussianProcess> factory) {
    Observations completed =
        new Observations(observations(80, 0).completed(), List.of(), List.of());
    double[] point = factory.apply(SPACE).fit(completed, random()).next(random());
    assertThat(loss(point)).isLessThan(0.02);
  }

  @ParameterizedTest
  @MethodSource("processes")
  void duplicateObservationsAreAccepted(Function<Coordinates, GaussianProcess> factory) {
    double[] same = SPACE.sample(random());
    List<Observations.Observation> completed =
        IntStream.range(0, 40)
            .mapToObj(i -> new Observations.Observation(i, same, 1e-9 * i))
            .toList();
    assertGoodPoint(factory, new Observations(completed, List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void oneObservationIsEnough(Function<Coordinates, GaussianProcess> factory) {
    assertGoodPoint(factory, observations(1, 0));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void furtherProposalsAreDistinctAndNoBetter(Function<Coordinates, GaussianProcess> factory) {
    var acquisition = factory.apply(SPACE).fit(observations(30, 2), random());
    SplittableRandom random = random();
    List<double[]> points = Stream.generate(() -> acquisition.next(random)).limit(600).toList();
    assertThat(points)
        .usingElementComparator((a, b) -> Arrays.compare(a, b))
        .doesNotHaveDuplicates();
    List<Double> scores = points.stream().limit(300).map(acquisition::score).toList();
    assertThat(scores).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @ParameterizedTest
  @MethodSource("processes")
  void proposalsKeepAwayFromPendingTrials(Function<Coordinates, GaussianProcess> factory) {
    List<Observations.Observation> completed = observations(20, 0).completed();
    List<Observations.Observation> pending = new ArrayList<>();
    for (int number = 20; number < 26; number++) {
      Observations observations = new Observations(completed, List.of(), List.copyOf(pending));
      double[] point =
          factory
              .apply(SPACE)
              .fit(observations, new SplittableRandom(number))
              .next(new SplittableRandom(number));
      assertThat(pending)
          .allSatisfy(other -> assertThat(distance(other.point(), point)).isGreaterThan(1e-3));
      pending.add(new Observations.Observation(number, point, Double.NaN));
    }
  }

  private static void assertGoodPoint(
      Function<Coordinates, GaussianProcess> factory, Observations observations) {
    var acquisition = factory.apply(SPACE).fit(observations, random());
    double[] point = acquisition.next(random());
    assertThat(SPACE.space().contains(SPACE.config(point))).isTrue();
    assertThat(acquisition.score(point)).isFinite();
  }

  /** The first trials of a run: one in ten has failed, and some of the last are still running. */
  private static Observations observations(int count, int running) {
    List<Observations.Observation> completed = new ArrayList<>();
    List<Observations.Observation> failed = new ArrayList<>();
    List<Observations.Observation> pending = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      double[] point = SPACE.point(SPACE.config(SPACE.sample(new SplittableRandom(number))));
      if (count - number < 2 * running && number % 2 == 1) {
        pending.add(new Observations.Observation(number, point, Double.NaN));
      } else if (number % 10 == 9) {
        failed.add(new Observations.Observation(number, point, Double.NaN));
      } else {
        completed.add(new Observations.Observation(number, point, loss(point)));
      }
    }
    return new Observations(completed, failed, pending);
  }

  /** Lowest at (0.3, 0.7, 2); the coordinate of 2 is 0.3. */
  private static double loss(double[] x) {
    return Math.pow(x[0] - 0.3, 2) + Math.pow(x[1] - 0.7, 2) + Math.pow(x[2] - 0.3, 2);
  }

  private static double distance(double[] first, double[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += Math.pow(first[i] - second[i], 2);
    }
    return Math.sqrt(sum);
  }

  private static SplittableRandom random() {
    return new SplittableRandom(77);
  }
}
