package io.synapse.store.raytune;

import java.time.Instant;
import java.util.Map;

/**
 * One result of a trial.
 *
 * @param metrics its values without Ray's bookkeeping
 * @param trainingIteration Ray's count
 * @param time when it was reported
 */
record RayReport(Map<String, Object> metrics, long trainingIteration, Instant time) {}
