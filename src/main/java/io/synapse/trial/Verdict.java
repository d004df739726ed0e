package io.synapse.trial;

/**
 * What was decided about a trial for a reason, with what it had come to then. Verdicts stand: an
 * attempt that reports the same iterations again changes none of them.
 *
 * @param trial the trial
 * @param iteration its training iteration
 * @param time the scheduler's time at its last report
 * @param value the objective's value; NaN when it was none
 * @param decision what was decided, and why
 */
public record Verdict(Trial trial, long iteration, double time, double value, Decision decision) {}
