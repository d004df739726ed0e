package io.synapse.run;

import io.synapse.space.Config;

/**
 * What a trial of an earlier run came to, for a search to learn from.
 *
 * @param config its configuration, within the space that is searched now
 * @param value the objective's value; finite
 */
public record PastTrial(Config config, double value) {}
