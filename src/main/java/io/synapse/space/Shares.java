package io.synapse.space;

/**
 * The part of a law that gives one value: every share between the two ends, in the sense of {@link
 * Distribution#quantile}. Both ends are the same where values are not countable.
 *
 * @param low the least share, from 0
 * @param high the greatest share, to 1
 */
public record Shares(double low, double high) {

  /** Every share: there is one value. */
  static final Shares ALL = new Shares(0, 1);

  /** Shares within 0 and 1, whatever rounding made of them. */
  static Shares of(double low, double high) {
    double least = Math.max(0, Math.min(1, low));
    return new Shares(least, Math.max(least, Math.min(1, high)));
  }

  /** The share in the middle. */
  public double middle() {
    return low + (high - low) / 2;
  }
}
