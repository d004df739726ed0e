package io.synapse.search.gp;

import java.util.Comparator;

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

  static Candidate of(double[] point, Valuation valuation) {
    double merit = valuation.of(point);
    return new Candidate(point, Double.isNaN(merit) ? Double.NEGATIVE_INFINITY : merit);
  }

  /** The better one; among equals this one. */
  Candidate better(Candidate other) {
    return other.merit > merit ? other : this;
  }
}
