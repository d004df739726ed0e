package io.synapse.action.run;

import io.synapse.execute.inline.InlineExecutor.StandardStreams;
import io.synapse.run.RunListener;
import java.time.Clock;
import java.util.List;

/**
 * What surrounds a run.
 *
 * @param listeners views and logs; the action closes none of them
 * @param streams the process's standard output and error
 * @param clock gives the times of events
 * @param version synapse's own, for the journal
 */
public record RunEnvironment(
    List<RunListener> listeners, StandardStreams streams, Clock clock, String version) {}
