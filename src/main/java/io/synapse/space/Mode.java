package io.synapse.space;

/** Which values of the optimised metric are better. */
public enum Mode {
  MAX,
  MIN;

  /**
   * Whether one value beats another. NaN and infinite values never win; any finite value beats
   * them.
   */
  public boolean isBetter(double candidate, double incumbent) {
    if (!Double.isFinite(candidate)) {
      return false;
    }
    if (!Double.isFinite(incumbent)) {
      return true;
    }
    return this == MAX ? candidate > incumbent : candidate < incumbent;
  }
}
