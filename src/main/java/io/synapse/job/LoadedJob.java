package io.synapse.job;

import io.synapse.problem.Place;
import io.synapse.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A job file after reading.
 *
 * @param job the checked job
 * @param bindings what it means on this machine
 * @param document the job as a document with the envelope, migrated and with overrides applied:
 *     JSON values in the file's order
 * @param warnings what the author should know
 * @param places where a field stands, by its path in a job with the envelope: {@code
 *     params.num_cpus}; of a field that is left out, where the object stands that lacks it
 */
public record LoadedJob(
    Job job,
    Bindings bindings,
    Map<String, Object> document,
    List<Problem> warnings,
    Function<String, Optional<Place>> places) {}
