package io.synapse.search;

import io.synapse.space.Config;
import io.synapse.trial.Origin;

/**
 * A configuration to try.
 *
 * @param origin where it comes from
 * @param config a value for every dimension, within the space
 */
public record Suggestion(Origin origin, Config config) {}
