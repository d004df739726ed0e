package io.synapse.store.run;

import io.synapse.files.ProcessIdentity;
import io.synapse.run.RunFolder;
import io.synapse.run.RunRecord;
import io.synapse.run.RunStatus;
import io.synapse.space.Objective;
import io.synapse.store.registry.StoreLayout;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A run as the registry has it.
 *
 * @param id the name of its folder
 * @param trialPrefix the 8 hex digits that its trials' ids start with
 * @param jobName the job's plain name
 * @param mode what kind of job it is
 * @param objective what it optimises; empty for a single training
 * @param status as it was recorded; a process that died recorded nothing, so {@link
 *     RunStore#statusOf} gives the real status
 * @param started when it started first
 * @param finished when it ended, if it did
 * @param outcome its outcome so far
 * @param process the process that runs it or ran it last
 */
public record StoredRun(
    String id,
    String trialPrefix,
    String jobName,
    RunMode mode,
    Optional<Objective> objective,
    RunStatus status,
    Instant started,
    Optional<Instant> finished,
    RunOutcome outcome,
    ProcessIdentity process) {

  /** Where its files are in a store. */
  public RunFolder folder(StoreLayout layout) {
    return new RunFolder(id, trialPrefix, layout.folder(StoreLayout.EntryKind.RUNS, id));
  }

  /**
   * A run that starts.
   *
   * @param jobName the job's plain name
   * @param mode what kind of job it is
   * @param objective what it optimises; empty for a single training
   * @param started when it starts
   */
  public record NewRun(
      String jobName, RunMode mode, Optional<Objective> objective, Instant started) {}

  /** What kind of job a run is of. */
  public enum RunMode {
    TRAIN,
    TUNE;

    /** The name for people and JSON: lower case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static RunMode parse(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * The outcome of a run so far.
   *
   * @param modelId the model of the best trial, or of the single training
   * @param bestTrial the id of the best trial
   * @param bestValue the best trial's value of the objective, a finite number
   * @param trials how many trials were started
   * @param terminated how many of them ended well
   * @param failed how many of them ended with an error
   */
  public record RunOutcome(
      OptionalLong modelId,
      Optional<String> bestTrial,
      OptionalDouble bestValue,
      int trials,
      int terminated,
      int failed) {

    /** Nothing yet. */
    public static final RunOutcome NONE =
        new RunOutcome(OptionalLong.empty(), Optional.empty(), OptionalDouble.empty(), 0, 0, 0);
  }

  /**
   * A stored run with what its journal says.
   *
   * @param row its row in the registry
   * @param status where it really stands
   * @param folder where its files are
   * @param record what its journal says
   */
  public record RecordedRun(StoredRun row, RunStatus status, RunFolder folder, RunRecord record) {}
}
