package io.synapse.report.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lists and comparisons of runs need of a journal; it holds no reports, so that it stays small
 * however long a run was.
 *
 * @param seed the run's seed; empty for a run that never got that far
 * @param plugin name and fingerprint of the plugin that it last went on with
 * @param dataset id, name, path and fingerprint of what was read; empty before that
 * @param trials every trial in the order in which they were suggested
 * @param ended the ids of those that ended, in that order; one that ended again counts at its last
 *     end
 * @param trouble why this is not everything; empty when it is
 */
public record RunOutline(
    Optional<Object> seed,
    Map<String, Object> plugin,
    Map<String, Object> dataset,
    List<TrialOutline> trials,
    List<String> ended,
    Optional<String> trouble) {}
