package io.synapse.search.model;

/**
 * One trial as a model sees it. The array is shared and must not be changed.
 *
 * @param number the trial's number; below 0 for a trial of an earlier run, the newest -1
 * @param point its configuration
 * @param loss the objective's value, the less the better; NaN when the trial has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Observed(int number, double[] point, double loss) {}
