package io.synapse.space;

import java.util.Optional;

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

  /** How distributions present their parameters to people. */
  static final class RangeDescription {

    private RangeDescription() {}

    static String ofRange(String type, String min, String max, Scale scale, Optional<Step> step) {
      String base = scale instanceof Scale.Log log ? " base " + Decimals.text(log.base()) : "";
      return type + " " + min + ".." + max + base + step.map(found -> " " + found).orElse("");
    }
  }
}
