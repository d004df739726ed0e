package io.synapse.space;

/** How the values of a range are spread. */
public sealed interface Scale {

  /** Equal distances are equally likely. */
  record Linear() implements Scale {}

  /**
   * Equal ratios are equally likely.
   *
   * @param base the base that the job file gives, above 1; it does not change the law
   */
  record Log(double base) implements Scale {

    /** Checks the base. */
    public Log {
      if (!(base > 1) || Double.isInfinite(base)) {
        throw new IllegalArgumentException("the base must be finite and above 1, and is " + base);
      }
    }
  }
}
