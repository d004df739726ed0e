package io.synapse.search.tpe;

import io.synapse.search.model.Acquisition;
import io.synapse.search.model.Coordinates;
import io.synapse.search.model.Observations;
import io.synapse.search.model.Surrogate;
import io.synapse.search.tpe.DensityRatio.DensityRatios;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011, section 4; Bergstra et al. 2013):
 * proposes the points with the highest ratio of the density of good configurations to that of all
 * others, where the expected improvement is highest. Caches observations for speed only. Not
 * thread-safe.
 */
public final class TreeParzen implements Surrogate {

  private final Coordinates coordinates;
  private final TpeOptions options;
  private final KernelSettings settings;
  private final SortedObservations sorted;

  /** Groups of axes that are modelled jointly. */
  private final List<int[]> groups;

  private TreeParzen(
      Coordinates coordinates, TpeOptions options, KernelSettings settings, List<int[]> groups) {
    this.coordinates = coordinates;
    this.options = options;
    this.settings = settings;
    this.groups = groups;
    this.sorted = new SortedObservations(coordinates.axes());
  }

  /** An estimator that models every hyperparameter independently, as Bergstra et al. do. */
  public static TreeParzen independent(Coordinates coordinates, TpeOptions options) {
    List<int[]> single =
        IntStream.range(0, coordinates.size()).mapToObj(axis -> new int[] {axis}).toList();
    KernelSettings settings = KernelSettings.independent(options.priorWeight());
    return new TreeParzen(coordinates, options, settings, single);
  }

  /**
   * An estimator that models all hyperparameters jointly (Falkner et al. 2018, section 3.2), with
   * the settings that Watanabe (2023) recommends.
   */
  public static TreeParzen multivariate(Coordinates coordinates, TpeOptions options) {
    List<int[]> all = List.of(IntStream.range(0, coordinates.size()).toArray());
    KernelSettings settings = KernelSettings.multivariate(options.priorWeight());
    return new TreeParzen(coordinates, options, settings, all);
  }

  @Override
  public Acquisition fit(Observations observations, RandomGenerator random) {
    ObservationSplit split = ObservationSplit.of(observations, options);
    sorted.update(observations);
    ObservationKernels good = new ObservationKernels(settings, sorted, split.good());
    ObservationKernels other = new ObservationKernels(settings, sorted, split.other());
    List<DensityRatio> ratios =
        groups.stream()
            .map(axes -> new DensityRatio(axes, good.mixture(axes), other.density(axes)))
            .toList();
    return new DensityRatios(ratios, coordinates.size(), options.candidates());
  }

  /**
   * The options of a tree-structured Parzen estimator.
   *
   * @param gamma the part of the observations that counts as good, above 0 and at most 1
   * @param candidates how many draws are compared
   * @param priorWeight the weight of the prior; that of an observation is at most 1
   * @param fullWeightCount how many of the latest observations have full weight
   * @param weightsByImprovement whether good observations are weighted by their improvement over
   *     the others
   */
  public record TpeOptions(
      double gamma,
      int candidates,
      double priorWeight,
      int fullWeightCount,
      boolean weightsByImprovement) {

    /**
     * A limit on the number of good observations, because the density of more of them would be too
     * blurred.
     */
    private static final int MAX_GOOD = 25;

    /** How many of a number of observations count as good. */
    int goodCount(int observations) {
      return (int) Math.min(MAX_GOOD, Math.ceil(gamma * observations));
    }
  }
}
