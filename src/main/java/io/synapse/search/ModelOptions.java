package io.synapse.search;

import io.synapse.problem.OptionSpecification;

/** Options that all model-based searches take. */
final class ModelOptions {

  static final String ALLOW_REPEATS = "allow_repeats";

  static final OptionSpecification OF_REPEATS =
      OptionSpecification.truth(
          ALLOW_REPEATS,
          false,
          "whether a configuration may be tried again, as noisy objectives may want");

  private ModelOptions() {}
}
