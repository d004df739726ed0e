package io.synapse.space;

/**
 * One hyperparameter to search.
 *
 * @param name its name
 * @param distribution what its values may be
 */
public record Dimension(String name, Distribution distribution) {}
