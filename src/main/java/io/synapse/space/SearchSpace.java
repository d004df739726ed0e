package io.synapse.space;

import java.util.List;

/**
 * What may be tried: the hyperparameters in the job file's order. Immutable.
 *
 * @param dimensions the hyperparameters, with different names
 */
public record SearchSpace(List<Dimension> dimensions) {

  /** Copies the list. */
  public SearchSpace {
    dimensions = List.copyOf(dimensions);
  }
}
