package io.synapse.trial;

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
