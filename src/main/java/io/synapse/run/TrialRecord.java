package io.synapse.run;

import io.synapse.run.RunEvent.AttemptCause;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the journal of a run says of one trial. Immutable.
 *
 * @param id its id
 * @param number from 0 in the order of suggestion
 * @param origin where its configuration came from
 * @param firstConfig the configuration that was suggested
 * @param config the configuration of its last attempt
 * @param status PENDING, RUNNING, PAUSED, TERMINATED, ERROR, or INTERRUPTED when it was running and
 *     no process runs it any more
 * @param error why it failed; empty when it did not
 * @param reason why it was stopped, or why it was allowed to continue last; empty without a reason
 * @param latestReason the same, or why its last attempt ended if that is later
 * @param stopped whether it ended before its plugin did
 * @param metrics its final metrics, or the latest; numbers that are not finite are Double
 * @param modelId the id of its model in the store
 * @param attempts in their order
 * @param decisions all but those to continue after a report
 * @param notes what a person should know of it, each text once
 * @param log what it reported and logged; empty in an {@linkplain RunRecord.Detail#OUTLINE outline}
 */
public record TrialRecord(
    String id,
    int number,
    TrialSpec.Origin origin,
    Map<String, Object> firstConfig,
    Map<String, Object> config,
    String status,
    String error,
    String reason,
    String latestReason,
    boolean stopped,
    Map<String, Object> metrics,
    OptionalLong modelId,
    List<AttemptRecord> attempts,
    List<DecisionRecord> decisions,
    List<Note> notes,
    TrialLog log) {

  /**
   * One attempt of a trial.
   *
   * @param number from 1
   * @param cause why it started
   * @param fromIteration the iteration of the checkpoint that it continued from; 0 without one
   * @param started when it started to run
   * @param ended when it ended; empty while it runs, and when the driver died
   * @param ending how it ended: the trial's status at its end, or the name of an {@link
   *     RunEvent.AttemptEndCause}; empty while it runs
   * @param place the node that it ran on; empty where there are no nodes
   * @param usage what it used of the machine; empty where nothing was measured
   */
  public record AttemptRecord(
      int number,
      AttemptCause cause,
      long fromIteration,
      Instant started,
      Optional<Instant> ended,
      String ending,
      String place,
      Optional<ResourceUsage> usage) {

    AttemptRecord ended(Instant time, String how) {
      return new AttemptRecord(
          number, cause, fromIteration, started, Optional.of(time), how, place, usage);
    }

    /** It runs only from now on. */
    AttemptRecord placed(Instant time, String where) {
      return new AttemptRecord(number, cause, fromIteration, time, ended, ending, where, usage);
    }

    AttemptRecord used(ResourceUsage used) {
      return new AttemptRecord(
          number, cause, fromIteration, started, ended, ending, place, Optional.of(used));
    }
  }

  /**
   * A decision about a trial.
   *
   * @param time when it was made
   * @param iteration the trial's iteration then
   */
  public record DecisionRecord(Instant time, long iteration, Decision decision) {}

  /**
   * Something that a person should know of a trial.
   *
   * @param isFailure whether it is why one of its attempts failed
   */
  public record Note(String text, boolean isFailure) {}

  /**
   * A picture that the trial's plugin logged.
   *
   * @param index its place in the group
   * @param meta what the plugin gave with it
   * @param file where it is, in the run's folder as it is now; it may not exist any more
   */
  public record Picture(
      String category, String group, int index, Map<String, Object> meta, Path file) {}

  /**
   * What a trial reported and logged.
   *
   * @param reports what it reported and what counts: reports after the checkpoint that a later
   *     attempt continued from are left out
   * @param series what its plugin logged beside reports
   * @param pictures what its plugin drew
   * @param messages what its plugin said, the first thousand lines
   */
  public record TrialLog(
      ReportTable reports,
      List<LoggedSeries> series,
      List<Picture> pictures,
      List<String> messages) {

    static final TrialLog EMPTY = new TrialLog(new ReportTable(), List.of(), List.of(), List.of());
  }

  /** Its final or latest value of a metric, as a number. */
  public Optional<Double> metric(String name) {
    return metrics.get(name) instanceof Number value
        ? Optional.of(value.doubleValue())
        : Optional.empty();
  }

  /** The texts of its notes, each once. */
  public List<String> noteTexts() {
    return notes.stream().map(Note::text).distinct().toList();
  }

  /** The texts of its notes but for why attempts failed. */
  public List<String> remarks() {
    return notes.stream().filter(note -> !note.isFailure()).map(Note::text).toList();
  }
}
