package io.synapse.search.gp;

import io.synapse.search.model.Acquisition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Maximises an acquisition function: it evaluates random points and perturbations of the best
 * trials, then runs a local search from the best of each. Proposes the points it has found from the
 * best down.
 */
final class AcquisitionOptimizer implements Acquisition {

  private static final int RANDOM_POINTS = 256;
  private static final int PERTURBED_POINTS = 256;
  private static final int LOCAL_SEARCHES = 4;

  /** Points that differ by less than this in every coordinate are as good as duplicates. */
  private static final double MIN_DISTANCE = 2e-3;

  private static final int MAX_EVALUATIONS = 800;

  private final NeighbourSampler sampler;
  private final PosteriorAcquisition acquisition;
  private final List<double[]> centres;
  private final List<double[]> pending;
  private Deque<Candidate> remaining;
  private final List<double[]> proposed = new ArrayList<>();

  /**
   * Creates an optimizer.
   *
   * @param centres the points of the best trials, at least one
   * @param pending the points of running trials, near which no point is proposed
   */
  AcquisitionOptimizer(
      NeighbourSampler sampler,
      PosteriorAcquisition acquisition,
      List<double[]> centres,
      List<double[]> pending) {
    this.sampler = sampler;
    this.acquisition = acquisition;
    this.centres = centres;
    this.pending = pending;
  }

  @Override
  public double[] next(RandomGenerator random) {
    if (remaining == null) {
      remaining = new ArrayDeque<>(optimize(random));
    }
    while (!remaining.isEmpty()) {
      double[] point = remaining.remove().point();
      if (proposed.stream().noneMatch(earlier -> Arrays.equals(earlier, point))
          && pending.stream().noneMatch(running -> isNear(running, point))) {
        proposed.add(point);
        return point;
      }
    }
    return sampler.sample(random);
  }

  /** The coordinates of two different categories are at least 1 apart. */
  private static boolean isNear(double[] first, double[] second) {
    for (int i = 0; i < first.length; i++) {
      if (Math.abs(first[i] - second[i]) >= MIN_DISTANCE) {
        return false;
      }
    }
    return true;
  }

  @Override
  public double score(double[] point) {
    return Candidate.of(point, acquisition).value();
  }

  private List<Candidate> optimize(RandomGenerator random) {
    List<Candidate> drawn = rankedCandidates(RANDOM_POINTS, i -> sampler.sample(random));
    List<Candidate> perturbed =
        rankedCandidates(
            PERTURBED_POINTS, i -> sampler.perturb(centres.get(i % centres.size()), random));
    LocalSearch localSearch = new LocalSearch(sampler, acquisition, random, MAX_EVALUATIONS);
    List<Candidate> all = new ArrayList<>();
    for (int i = 0; i < LOCAL_SEARCHES; i++) {
      all.add(localSearch.run(perturbed.get(i)));
      all.add(localSearch.run(drawn.get(i)));
    }
    return Stream.of(all, drawn, perturbed)
        .flatMap(List::stream)
        .sorted(Candidate.BEST_FIRST)
        .toList();
  }

  private List<Candidate> rankedCandidates(int count, IntFunction<double[]> points) {
    return IntStream.range(0, count)
        .mapToObj(points)
        .map(point -> Candidate.of(point, acquisition))
        .sorted(Candidate.BEST_FIRST)
        .toList();
  }

  /**
   * A point that may be proposed. The array is shared and must not be changed.
   *
   * @param point its coordinates
   * @param value of the acquisition function there
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Candidate(double[] point, double value) {

    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingDouble(Candidate::value).reversed();

    static Candidate of(double[] point, PosteriorAcquisition acquisition) {
      double value = acquisition.value(point);
      return new Candidate(point, Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value);
    }

    /** The better of the two candidates; this one if they are equal. */
    Candidate better(Candidate other) {
      return other.value > value ? other : this;
    }
  }
}
