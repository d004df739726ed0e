package io.synapse.schedule;

import io.synapse.space.Objective;
import io.synapse.space.SearchSpace;
import java.util.Map;

/**
 * The settings of a scheduler.
 *
 * @param name the scheduler's name, in any case
 * @param options every option of its specification, defaults filled in
 * @param space the search space
 * @param objective the metric to optimise, and whether it is to be minimised or maximised
 * @param trialCount the maximum number of trials
 */
public record SchedulerSettings(
    String name,
    Map<String, Object> options,
    SearchSpace space,
    Objective objective,
    int trialCount) {}
