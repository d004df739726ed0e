package io.synapse.run;

import io.synapse.files.JsonFields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the journal of a run says of it: the one fold of a run's events that commands, reports, warm
 * starts and the garbage collector read. Immutable.
 *
 * @param details the first event's: job, options, plugin, seed, versions; empty for a run that
 *     never got that far
 * @param plugin name, path and fingerprint of the plugin that the run was last started or resumed
 *     with
 * @param versions of synapse and Java, of the process that ran it last
 * @param dataset id, name, path and fingerprint of the data set that was read; empty before that
 * @param trials every trial in the order in which they were suggested
 * @param ended the ids of the trials that ended, in that order; one that ended again counts at its
 *     last end
 * @param moments what happened to the run as a whole, in its order
 * @param best the trial that was chosen at the end
 * @param trouble why this is not everything; empty when it is
 */
public record RunRecord(
    Map<String, Object> details,
    Map<String, Object> plugin,
    Map<String, Object> versions,
    Map<String, Object> dataset,
    List<TrialRecord> trials,
    List<String> ended,
    List<RunMoment> moments,
    Optional<String> best,
    Optional<String> trouble) {

  /** How much of a journal is kept. */
  public enum Detail {
    /** The run itself, without its trials. */
    RUN,
    /**
     * Where the run and its trials stand and how they got there. Reports, logged metrics, pictures
     * and messages are left out, so that it stays small however long a run was.
     */
    OUTLINE,
    /** Everything. */
    FULL
  }

  /**
   * Something that happened to a run as a whole.
   *
   * @param name the event's name in the journal, such as {@code resume} or {@code interrupted}
   * @param text the reason or message; may be empty
   */
  public record RunMoment(Instant time, String name, String text) {}

  /**
   * Reads the journal of a run once. It may be written meanwhile. From the first damaged line on
   * nothing more is known; the damage is described by {@link #trouble}. Where a full record has no
   * job, that of {@code job.json} is taken.
   *
   * @param status where the run really stands: a run that is {@link RunStatus#RUNNING} may have no
   *     journal yet, and trials of any other run that had not ended were interrupted
   */
  public static RunRecord read(RunFolder folder, RunStatus status, Detail detail) {
    RunRecordBuilder builder = new RunRecordBuilder(folder, status, detail);
    builder.readJournal();
    if (detail == Detail.FULL) {
      builder.readJob();
    }
    return builder.build();
  }

  /** The job as it was run; empty when it is not known. */
  public Map<String, Object> job() {
    return JsonFields.object(details, "job");
  }

  /** The job's {@code params}; empty when they are not known. */
  public Map<String, Object> params() {
    return JsonFields.object(job(), "params");
  }

  /** The run's seed, as it was recorded; empty when it is not known. */
  public Optional<Object> seed() {
    return Optional.ofNullable(details.get("seed"));
  }
}
