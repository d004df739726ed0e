package io.synapse.job;

import io.synapse.problem.Problem;
import java.util.List;
import java.util.Map;

/**
 * A job file after reading.
 *
 * @param job the checked job
 * @param bindings what it means on this machine
 * @param document the job as a document with the envelope, migrated and with overrides applied:
 *     JSON values in the file's order
 * @param warnings what the author should know
 */
public record LoadedJob(
    Job job, Bindings bindings, Map<String, Object> document, List<Problem> warnings) {}
