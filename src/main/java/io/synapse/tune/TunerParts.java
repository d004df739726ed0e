package io.synapse.tune;

import io.synapse.execute.EventSource;
import io.synapse.execute.TrialExecutor;
import io.synapse.schedule.Scheduler;
import io.synapse.search.Searcher;

/**
 * The parts of a tuner that differ from run to run.
 *
 * @param searcher suggests configurations
 * @param scheduler decides which trials continue
 * @param executor runs attempts
 * @param events where the tuner takes what happens
 */
public record TunerParts(
    Searcher searcher, Scheduler scheduler, TrialExecutor executor, EventSource events) {}
