package io.synapse.space;

/**
 * What a tuning job optimises.
 *
 * @param metric the metric's name
 * @param mode which of its values are better
 */
public record Objective(String metric, Mode mode) {}
