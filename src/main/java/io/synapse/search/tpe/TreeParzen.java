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
 * The tree-structured Parzen estimator (Bergstra et al. 2011, section 4; Bergstra et al. 2013): the
 * density of good configurations over that of all others, which is greatest where most improvement
 * is expected. Remembers observations, which is no more than a matter of speed. Not thread-safe.
 */
public final class TreeParzen implements Surrogate {

  private final Coordinates coordinates;
  private final TpeOptions options;
  private final KernelSettings rules;
  private final SortedObservations columns;

  /** Coordinates that are looked at together. */
  private final List<int[]> groups;

  private TreeParzen(
      Coordinates coordinates, TpeOptions options, KernelSettings rules, List<int[]> groups) {
    this.coordinates = coordinates;
    this.options = options;
    this.rules = rules;
    this.groups = groups;
    this.columns = new SortedObservations(coordinates.axes());
  }

  /** Every hyperparameter is looked at on its own, as Bergstra et al. do. */
  public static TreeParzen independent(Coordinates coordinates, TpeOptions options) {
    List<int[]> single =
        IntStream.range(0, coordinates.size()).mapToObj(axis -> new int[] {axis}).toList();
    KernelSettings rules = KernelSettings.ofSingleAxes(options.priorWeight());
    return new TreeParzen(coordinates, options, rules, single);
  }

  /**
   * All hyperparameters are looked at together (Falkner et al. 2018, section 3.2), with the choices
   * that Watanabe (2023) found to pay.
   */
  public static TreeParzen multivariate(Coordinates coordinates, TpeOptions options) {
    List<int[]> all = List.of(IntStream.range(0, coordinates.size()).toArray());
    KernelSettings rules = KernelSettings.ofJointAxes(options.priorWeight());
    return new TreeParzen(coordinates, options, rules, all);
  }

  @Override
  public Acquisition fit(Observations observations, RandomGenerator random) {
    ObservationSplit split = ObservationSplit.of(observations, options);
    columns.see(observations);
    ObservationKernels good = new ObservationKernels(rules, columns, split.good());
    ObservationKernels other = new ObservationKernels(rules, columns, split.other());
    List<DensityRatio> ratios =
        groups.stream()
            .map(group -> new DensityRatio(group, good.mixture(group), other.density(group)))
            .toList();
    return new DensityRatios(ratios, coordinates.size(), options.candidates());
  }

  /**
   * What a tree-structured Parzen estimator can be told.
   *
   * @param gamma the part of the observations that is good, above 0 and at most 1
   * @param candidates how many draws are compared
   * @param priorWeight of the prior law beside the observations, each of which has 1 at most
   * @param remembered how many of the newest observations have their full weight
   * @param weighsImprovement whether a good observation counts for as much as it is better than the
   *     others
   */
  public record TpeOptions(
      double gamma, int candidates, double priorWeight, int remembered, boolean weighsImprovement) {

    /** More good observations than these would blur what is good. */
    private static final int MOST_GOOD = 25;

    /** How many of so many observations are good. */
    int good(int observations) {
      return (int) Math.min(MOST_GOOD, Math.ceil(gamma * observations));
    }
  }
}
