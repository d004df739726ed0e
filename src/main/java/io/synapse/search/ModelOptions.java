package io.synapse.search;

import io.synapse.problem.OptionSpecification;
import io.synapse.problem.OptionSpecification.ValueRange;

/** The options that several model-based searches share. */
final class ModelOptions {

  static final String ALLOW_REPEATS = "allow_repeats";

  static final OptionSpecification ALLOW_REPEATS_OPTION =
      OptionSpecification.truth(
          ALLOW_REPEATS,
          false,
          "whether a configuration may be tried again, as noisy objectives may want");

  static final String GAMMA = "gamma";
  static final String PRIOR_WEIGHT = "prior_weight";

  private static final ValueRange SHARE = new ValueRange(0, 1, false);
  private static final ValueRange POSITIVE = new ValueRange(0, Double.POSITIVE_INFINITY, false);

  static final OptionSpecification PRIOR_WEIGHT_OPTION =
      OptionSpecification.number(
          PRIOR_WEIGHT, 1.0, POSITIVE, "the weight of the space's own law, in trials");

  private ModelOptions() {}

  static OptionSpecification startup(String name, long trials) {
    return OptionSpecification.integer(
        name, trials, 1, "how many random trials come before the model");
  }

  static OptionSpecification gamma(double share) {
    return OptionSpecification.number(
        GAMMA, share, SHARE, "the part of the trials that counts as good, 25 at most");
  }
}
