package io.synapse.job;

import java.util.Map;

/**
 * The checked {@code scheduler}.
 *
 * @param name the scheduler's documented name, lower case
 * @param options every option, defaults filled in
 */
public record SchedulerChoice(String name, Map<String, Object> options) {}
