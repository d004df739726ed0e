package io.synapse.store;

import io.synapse.space.Objective;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as the registry has it.
 *
 * @param id the name of its folder
 * @param trialPrefix the 8 hex digits that its trials' ids start with
 * @param jobName the job's plain name
 * @param mode what kind of job it is
 * @param objective what it optimises; empty for a single training
 * @param status as it was recorded; a process that died recorded nothing, so {@link
 *     RunStore#statusOf} tells where the run really stands
 * @param started when it started first
 * @param finished when it ended, if it did
 * @param outcome what it has come to
 * @param process the process that runs it or ran it last
 */
public record StoredRun(
    String id,
    String trialPrefix,
    String jobName,
    RunMode mode,
    Optional<Objective> objective,
    RunStatus status,
    Instant started,
    Optional<Instant> finished,
    RunOutcome outcome,
    ProcessIdentity process) {}
