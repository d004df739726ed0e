package io.synapse.job;

import java.util.List;
import java.util.Map;

/**
 * The checked {@code search_alg}.
 *
 * @param name the algorithm's documented name, lower case
 * @param options every option, defaults filled in
 * @param pointsToEvaluate partial configurations to try first, values within the space
 */
public record SearchChoice(
    String name, Map<String, Object> options, List<Map<String, Object>> pointsToEvaluate) {}
