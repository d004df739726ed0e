package io.synapse.execute.ray;

import io.synapse.python.PythonCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How to get to a cluster.
 *
 * @param python an interpreter that has Ray
 * @param code what the interpreter runs
 * @param address of the cluster; empty for that of {@code RAY_ADDRESS}, else for a local one that
 *     is started and stopped
 * @param localCpus what a local one offers; empty leaves it to Ray
 * @param localGpus what a local one offers; empty leaves it to Ray
 * @param log takes what Ray and the bridge have to say beside
 * @param variables what is added to the environment of the process that speaks with it
 */
public record RayConnection(
    Path python,
    PythonCode code,
    Optional<String> address,
    OptionalDouble localCpus,
    OptionalDouble localGpus,
    Path log,
    Map<String, String> variables) {}
