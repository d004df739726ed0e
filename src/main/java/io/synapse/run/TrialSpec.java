package io.synapse.run;

import io.synapse.space.Config;

/**
 * What is settled about a trial before it starts.
 *
 * @param id the run's eight hex digits and the number: {@code 1a2b3c4d_00007}
 * @param number counts from 0 in the order of suggestion
 * @param origin where the configuration comes from
 * @param config the hyperparameters' values
 */
public record TrialSpec(String id, int number, Origin origin, Config config) {

  /** Where a trial's configuration comes from. */
  public enum Origin {
    /** An entry of {@code points_to_evaluate}. */
    GIVEN_POINT,
    /** A combination of the grid dimensions, whatever else was drawn with it. */
    GRID_CELL,
    /** A suggestion of the search algorithm. */
    SEARCHER,
    /** The one configuration of a training job. */
    FIXED
  }
}
