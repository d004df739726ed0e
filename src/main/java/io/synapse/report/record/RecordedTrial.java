package io.synapse.report.record;

import io.synapse.run.LoggedSeries;
import io.synapse.run.ReportTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A trial with all that was told of it.
 *
 * @param id its id
 * @param number from 0 in the order of suggestion
 * @param origin where its configuration came from: {@code searcher}, {@code grid}, ...
 * @param firstConfig the configuration that was suggested
 * @param config the configuration of its last attempt
 * @param status PENDING, RUNNING, PAUSED, TERMINATED, ERROR, or INTERRUPTED when nobody runs it any
 *     more
 * @param error why it failed; empty text when it didn't
 * @param reason why it was stopped, or kept at last; empty text without a reason
 * @param stopped whether it ended before its plugin did
 * @param metrics its final metrics, or the newest; numbers that are not finite are Double
 * @param model the id of its model in the store
 * @param attempts in their order
 * @param reports what it reported and what counts; reports after the checkpoint that a later
 *     attempt went on from are left out
 * @param decisions but those to go on after a report
 * @param logged what its plugin logged beside reports
 * @param pictures what its plugin drew
 * @param notes what befell it
 * @param messages the plugin's own words
 */
public record RecordedTrial(
    String id,
    int number,
    String origin,
    Map<String, Object> firstConfig,
    Map<String, Object> config,
    String status,
    String error,
    String reason,
    boolean stopped,
    Map<String, Object> metrics,
    OptionalLong model,
    List<RecordedAttempt> attempts,
    ReportTable reports,
    List<RecordedDecision> decisions,
    List<LoggedSeries> logged,
    List<RecordedPicture> pictures,
    List<String> notes,
    List<String> messages) {

  /** Its final or newest value of a metric, as a number. */
  public Optional<Double> metric(String name) {
    return metrics.get(name) instanceof Number value
        ? Optional.of(value.doubleValue())
        : Optional.empty();
  }
}
