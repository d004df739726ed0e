package io.synapse.run;

import java.time.Instant;

/**
 * An event with its place in the journal.
 *
 * @param sequence counts from 0 without a gap
 * @param time when it happened
 * @param event what happened
 */
public record RecordedEvent(long sequence, Instant time, RunEvent event) {}
