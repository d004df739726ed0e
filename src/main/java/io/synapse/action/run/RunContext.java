package io.synapse.action.run;

import io.synapse.run.RunFolder;
import io.synapse.run.RunLog;
import java.time.Instant;

/**
 * What the phases of one run share.
 *
 * @param run where its files are
 * @param started when it started first
 * @param log takes its events
 */
public record RunContext(RunFolder run, Instant started, RunLog log) {}
