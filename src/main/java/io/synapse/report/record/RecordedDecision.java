package io.synapse.report.record;

import java.time.Instant;
import java.util.Map;

/**
 * What was decided about a trial, unless it was simply to go on.
 *
 * @param time when
 * @param iteration the trial's iteration then
 * @param kind {@code STOP}, {@code PAUSE}, {@code EXPLOIT} or {@code CONTINUE}
 * @param reason for a person
 * @param source the trial whose checkpoint it goes on from; empty text but for {@code EXPLOIT}
 * @param config the configuration that it goes on with; empty but for {@code EXPLOIT}
 */
public record RecordedDecision(
    Instant time,
    long iteration,
    String kind,
    String reason,
    String source,
    Map<String, Object> config) {}
