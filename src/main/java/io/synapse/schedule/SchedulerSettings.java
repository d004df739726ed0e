package io.synapse.schedule;

import io.synapse.space.Objective;
import io.synapse.space.SearchSpace;
import java.util.Map;

/**
 * What a scheduler is made from.
 *
 * @param name its name, in any case
 * @param options every option of its specification with a value
 * @param space what is searched
 * @param objective what is optimised
 * @param trialCount how many trials there will be at most
 */
public record SchedulerSettings(
    String name,
    Map<String, Object> options,
    SearchSpace space,
    Objective objective,
    int trialCount) {}
