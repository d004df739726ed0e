package io.synapse.report.importance;

/**
 * How much a hyperparameter mattered.
 *
 * @param name its name
 * @param share its part of what all matter together, from 0 to 1; the shares of a run add up to 1,
 *     unless nothing mattered
 */
public record Importance(String name, double share) {}
