package io.synapse.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.synapse.search.model.CoordinateAxis;
import io.synapse.search.model.Coordinates;
import io.synapse.search.model.Observations;
import io.synapse.search.tpe.DensityRatio.ObservationDensity;
import io.synapse.space.Distribution;
import io.synapse.space.IntegerRange;
import io.synapse.space.Normal;
import io.synapse.space.OneOf;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import io.synapse.space.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Densities of observations are normalised, and samples drawn from them follow them. */
class KernelMixtureTest {

  private static final Scale LINEAR = new Scale.Linear();
  private static final Scale LOG = new Scale.Log(10);
  private static final int DRAWS = 20_000;

  static Stream<KernelSettings> settings() {
    return Stream.of(KernelSettings.independent(1), KernelSettings.multivariate(1));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theDensityOfARealNumberIntegratesToOne(KernelSettings settings) {
    KernelMixture mixture = mixture(settings, new RealRange(1, 100, LOG, Optional.empty()), 12);
    double sum = 0;
    int parts = 20_000;
    for (int i = 0; i < parts; i++) {
      sum += Math.exp(mixture.logDensity(new double[] {(i + 0.5) / parts})) / parts;
    }
    assertThat(sum).isCloseTo(1, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theProbabilitiesOfCountableValuesSumToOne(KernelSettings settings) {
    for (Distribution distribution : countable()) {
      KernelMixture mixture = mixture(settings, distribution, 12);
      CoordinateAxis axis = axis(distribution);
      double sum = 0;
      for (long index = 0; index < axis.cardinality().orElseThrow(); index++) {
        double coordinate = axis.coordinate(distribution.valueAt(index));
        sum += Math.exp(mixture.logDensity(new double[] {coordinate}));
      }
      // Narrow intervals are integrated by the density at their middle.
      assertThat(sum).as(distribution.description()).isCloseTo(1, within(2e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void samplesFollowTheDensity(KernelSettings settings) {
    Distribution distribution = new IntegerRange(1, 9, LINEAR, Optional.empty());
    CoordinateAxis axis = axis(distribution);
    KernelMixture mixture = mixture(settings, distribution, 6);
    SplittableRandom random = new SplittableRandom(11);
    int[] counts = new int[9];
    for (int i = 0; i < DRAWS; i++) {
      counts[(int) ((Long) axis.value(mixture.sample(random)[0]) - 1)]++;
    }
    for (int value = 1; value <= 9; value++) {
      double expected = Math.exp(mixture.logDensity(new double[] {axis.coordinate((long) value)}));
      double deviation = Math.sqrt(expected * (1 - expected) / DRAWS);
      assertThat(counts[value - 1] / (double) DRAWS)
          .as("%d", value)
          .isCloseTo(expected, within(6 * deviation + 2e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theDensityIsHighNearTheObservationsAndLowFarFromThem(KernelSettings settings) {
    SearchSpace space =
        new SearchSpace(
            List.of(
                new SearchSpace.Dimension("a", new RealRange(0, 1, LINEAR, Optional.empty())),
                new SearchSpace.Dimension("b", new Normal(0, 1, Optional.empty()))));
    Coordinates coordinates = new Coordinates(space);
    List<Observations.Observation> observed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      observed.add(new Observations.Observation(i, new double[] {0.2 + i / 1000.0, 0.98}, i));
    }
    KernelMixture mixture =
        kernels(settings, coordinates.axes(), observed).mixture(new int[] {0, 1});
    double fast = mixture.logDensity(new double[] {0.2, 0.98});
    assertThat(fast).isGreaterThan(mixture.logDensity(new double[] {0.8, 0.98}) + 2);
    assertThat(fast).isGreaterThan(mixture.logDensity(new double[] {0.2, 0.02}) + 2);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theMixtureOfARealAxisEqualsTheGeneralMixture(KernelSettings settings) {
    for (Distribution distribution : real()) {
      for (int count : new int[] {1, 30, 2_000}) {
        ObservationKernels kernels = kernels(settings, distribution, count);
        ObservationDensity fast = kernels.density(new int[] {0});
        assertThat(fast).isInstanceOf(RealAxisMixture.class);
        KernelMixture all = kernels.mixture(new int[] {0});
        for (int i = 0; i <= 1_000; i++) {
          double[] point = {i / 1_000.0};
          // A mixture leaves out kernels that are less than e^-20 times the highest.
          assertThat(fast.logDensity(point)).isCloseTo(all.logDensity(point), within(2e-7));
        }
      }
    }
  }

  private static List<Distribution> real() {
    return List.of(
        new RealRange(0, 1, LINEAR, Optional.empty()), new Normal(3, 2, Optional.empty()));
  }

  private static List<Distribution> countable() {
    return List.of(
        new IntegerRange(1, 1000, LOG, Optional.empty()),
        new IntegerRange(3, 50, LINEAR, Optional.of(Step.given(5))),
        new RealRange(0.2, 30, LOG, Optional.of(Step.given(0.1))),
        new OneOf.Choice(Arrays.asList("a", null, 3L, List.of(1L))),
        new IntegerRange(7, 7, LINEAR, Optional.empty()));
  }

  private static CoordinateAxis axis(Distribution distribution) {
    return new Coordinates(new SearchSpace(List.of(new SearchSpace.Dimension("x", distribution))))
        .axes()
        .get(0);
  }

  private static KernelMixture mixture(
      KernelSettings settings, Distribution distribution, int count) {
    return kernels(settings, distribution, count).mixture(new int[] {0});
  }

  private static ObservationKernels kernels(
      KernelSettings settings, Distribution distribution, int count) {
    CoordinateAxis axis = axis(distribution);
    SplittableRandom random = new SplittableRandom(5);
    List<Observations.Observation> observed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] point = {axis.coordinate(distribution.sample(random))};
      observed.add(new Observations.Observation(i, point, i));
    }
    return kernels(settings, List.of(axis), observed);
  }

  private static ObservationKernels kernels(
      KernelSettings settings, List<CoordinateAxis> axes, List<Observations.Observation> observed) {
    SortedObservations sorted = new SortedObservations(axes);
    sorted.update(new Observations(observed, List.of(), List.of()));
    double[] weights = new double[observed.size()];
    Arrays.fill(weights, 1);
    return new ObservationKernels(settings, sorted, new ObservationSplit.Part(observed, weights));
  }
}
