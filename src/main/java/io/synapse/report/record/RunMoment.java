package io.synapse.report.record;

import java.time.Instant;

/**
 * Something that happened to a run as a whole.
 *
 * @param time when
 * @param event the journal's name of it, such as {@code resume} or {@code interrupted}
 * @param text the reason or message; may be empty
 */
public record RunMoment(Instant time, String event, String text) {}
