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
 * Looks for the points of greatest merit: some at random and some around the best trials, then a
 * climb from the most worthy of each. Gives them from the best down.
 */
final class AcquisitionOptimizer implements Acquisition {

  private static final int DRAWN = 256;
  private static final int PERTURBED = 256;
  private static final int CLIMBS = 4;

  /** Points that differ less than this in every coordinate tell hardly more than one of them. */
  private static final double NEAR = 2e-3;

  private static final int MOST_EVALUATIONS = 800;

  private final NeighbourSampler moves;
  private final PosteriorAcquisition valuation;
  private final List<double[]> centres;
  private final List<double[]> pending;
  private Deque<Candidate> ranked;
  private final List<double[]> given = new ArrayList<>();

  /**
   * A ranking.
   *
   * @param centres the best trials, at least one
   * @param pending trials that run, next to which none is given
   */
  AcquisitionOptimizer(
      NeighbourSampler moves,
      PosteriorAcquisition valuation,
      List<double[]> centres,
      List<double[]> pending) {
    this.moves = moves;
    this.valuation = valuation;
    this.centres = centres;
    this.pending = pending;
  }

  @Override
  public double[] next(RandomGenerator random) {
    if (ranked == null) {
      ranked = new ArrayDeque<>(search(random));
    }
    while (!ranked.isEmpty()) {
      double[] point = ranked.remove().point();
      if (given.stream().noneMatch(earlier -> Arrays.equals(earlier, point))
          && pending.stream().noneMatch(running -> isNear(running, point))) {
        given.add(point);
        return point;
      }
    }
    return moves.drawn(random);
  }

  /** Other categories are a whole number away. */
  private static boolean isNear(double[] first, double[] second) {
    for (int i = 0; i < first.length; i++) {
      if (Math.abs(first[i] - second[i]) >= NEAR) {
        return false;
      }
    }
    return true;
  }

  @Override
  public double score(double[] point) {
    return Candidate.of(point, valuation).merit();
  }

  private List<Candidate> search(RandomGenerator random) {
    List<Candidate> drawn = ranked(DRAWN, i -> moves.drawn(random));
    List<Candidate> perturbed =
        ranked(PERTURBED, i -> moves.perturbed(centres.get(i % centres.size()), random));
    LocalSearch climb = new LocalSearch(moves, valuation, random, MOST_EVALUATIONS);
    List<Candidate> all = new ArrayList<>();
    for (int i = 0; i < CLIMBS; i++) {
      all.add(climb.from(perturbed.get(i)));
      all.add(climb.from(drawn.get(i)));
    }
    return Stream.of(all, drawn, perturbed)
        .flatMap(List::stream)
        .sorted(Candidate.BY_MERIT)
        .toList();
  }

  private List<Candidate> ranked(int count, IntFunction<double[]> points) {
    return IntStream.range(0, count)
        .mapToObj(points)
        .map(point -> Candidate.of(point, valuation))
        .sorted(Candidate.BY_MERIT)
        .toList();
  }

  /**
   * A point that may be tried. The array is shared and must not be changed.
   *
   * @param point the point
   * @param merit how much it is worth
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Candidate(double[] point, double merit) {

    /** The most worthy first. */
    static final Comparator<Candidate> BY_MERIT =
        Comparator.comparingDouble(Candidate::merit).reversed();

    static Candidate of(double[] point, PosteriorAcquisition valuation) {
      double merit = valuation.of(point);
      return new Candidate(point, Double.isNaN(merit) ? Double.NEGATIVE_INFINITY : merit);
    }

    /** The better one; among equals this one. */
    Candidate better(Candidate other) {
      return other.merit > merit ? other : this;
    }
  }
}
