package io.synapse.store;

import java.time.Instant;

/**
 * A model in a list.
 *
 * @param id its number
 * @param name the name it is kept under
 * @param runId the run that made it
 * @param trialId the trial that made it
 * @param files how many files it has
 * @param size their bytes
 * @param time when it was made
 */
public record ModelSummary(
    long id, String name, String runId, String trialId, long files, long size, Instant time) {}
