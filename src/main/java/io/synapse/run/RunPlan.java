package io.synapse.run;

import io.synapse.space.Objective;
import java.util.Optional;

/**
 * What a run is going to do, for its views.
 *
 * @param tuning whether trials are searched for; false for a single training
 * @param objective what is optimised; empty for a single training
 * @param trialCount how many trials there will be at most
 * @param concurrency how many run at once at most
 * @param timeAttribute the metric that the scheduler takes for time and every report must have;
 *     empty when it looks at no reports
 */
public record RunPlan(
    boolean tuning,
    Optional<Objective> objective,
    int trialCount,
    int concurrency,
    Optional<String> timeAttribute) {}
