package io.synapse.job;

import io.synapse.space.SearchSpace;

/**
 * The part of a job that only tuning has.
 *
 * @param space what may be tried
 * @param config how it is searched
 */
public record Tuning(SearchSpace space, TuneConfig config) {}
