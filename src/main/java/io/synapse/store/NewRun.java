package io.synapse.store;

import io.synapse.space.Objective;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that starts.
 *
 * @param jobName the job's plain name
 * @param mode what kind of job it is
 * @param objective what it optimises; empty for a single training
 * @param started when it starts
 */
public record NewRun(
    String jobName, RunMode mode, Optional<Objective> objective, Instant started) {}
