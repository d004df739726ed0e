package io.synapse.job.document;

import io.synapse.problem.Place;

/** Names a place of the text being read. */
@FunctionalInterface
interface PlaceFactory {

  /** The place at a line and column, both from 1. */
  Place at(int line, int column);
}
