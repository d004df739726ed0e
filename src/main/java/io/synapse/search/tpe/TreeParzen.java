package io.synapse.search.tpe;

import io.synapse.search.model.Acquisition;
import io.synapse.search.model.Coordinates;
import io.synapse.search.model.Observations;
import io.synapse.search.model.Surrogate;
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
  private final KernelRules rules;
  private final Columns columns;

  /** Coordinates that are looked at together. */
  private final List<int[]> groups;

  private TreeParzen(
      Coordinates coordinates, TpeOptions options, KernelRules rules, List<int[]> groups) {
    this.coordinates = coordinates;
    this.options = options;
    this.rules = rules;
    this.groups = groups;
    this.columns = new Columns(coordinates.axes());
  }

  /** Every hyperparameter is looked at on its own, as Bergstra et al. do. */
  public static TreeParzen independent(Coordinates coordinates, TpeOptions options) {
    List<int[]> single =
        IntStream.range(0, coordinates.size()).mapToObj(axis -> new int[] {axis}).toList();
    KernelRules rules = KernelRules.ofSingleAxes(options.priorWeight());
    return new TreeParzen(coordinates, options, rules, single);
  }

  /**
   * All hyperparameters are looked at together (Falkner et al. 2018, section 3.2), with the choices
   * that Watanabe (2023) found to pay.
   */
  public static TreeParzen multivariate(Coordinates coordinates, TpeOptions options) {
    List<int[]> all = List.of(IntStream.range(0, coordinates.size()).toArray());
    KernelRules rules = KernelRules.ofJointAxes(options.priorWeight());
    return new TreeParzen(coordinates, options, rules, all);
  }

  @Override
  public Acquisition fit(Observations observations, RandomGenerator random) {
    Split split = Split.of(observations, options);
    columns.see(observations);
    PartKernels good = new PartKernels(rules, columns, split.good());
    PartKernels other = new PartKernels(rules, columns, split.other());
    List<Ratio> ratios =
        groups.stream()
            .map(group -> new Ratio(group, good.mixture(group), other.density(group)))
            .toList();
    return new Ratios(ratios, coordinates.size(), options.candidates());
  }
}
