package io.synapse.run;

import io.synapse.space.Config;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened in a run: what its journal holds and what its listeners are given. Values
 * are JSON values. {@link RunEventCodec} alone knows the documented JSON form.
 */
public sealed interface RunEvent
    permits RunEvent.RunStarted,
        RunEvent.DatasetPrepared,
        RunEvent.OfTrial,
        RunEvent.PhaseProgressed,
        RunEvent.TrialsTabled,
        RunEvent.RunStopping,
        RunEvent.RunInterrupted,
        RunEvent.RunResumed,
        RunEvent.RunFinished,
        RunEvent.Unrecognized,
        TrialEvent.SlotsChanged {

  /** An event of one trial. */
  sealed interface OfTrial extends RunEvent
      permits TrialCreated,
          AttemptStarted,
          TrialReported,
          AttemptEnded,
          AttemptParked,
          AttemptUnparked,
          TrialDecided,
          TrialEnded,
          ModelSaved,
          BestChosen,
          TrialEvent.Logged {

    /** The trial. */
    String trialId();
  }

  /** Why an attempt of a trial starts. */
  enum AttemptCause {
    FIRST,
    RETRY,
    /** The place where the previous attempt ran is gone. */
    PLACE_LOST,
    RESUME_PAUSED,
    RESUME_RUN,
    EXPLOIT
  }

  /** What can end an attempt without ending its trial. */
  enum AttemptEndCause {
    FAILED,
    /** The place where it ran is gone; the trial keeps this as a note. */
    LOST,
    PAUSED,
    EXPLOITED,
    INTERRUPTED
  }

  /** How the trials of a run that has ended were ended. */
  enum Ending {
    /** Every trial that was to run has ended, or the time budget has. */
    COMPLETED,
    /** A signal arrived; the run can be resumed. */
    INTERRUPTED,
    /** A trial failed and the job sets {@code fail_fast}. */
    FAILED_FAST,
    /** The first trials all failed the same way. */
    ALL_FAILED
  }

  /**
   * The run started.
   *
   * @param runId the name of the run's folder
   * @param jobName the job's plain name; empty in an event that was read from a journal, which
   *     holds the whole job instead
   * @param plan what the run will do; empty likewise
   * @param details job, options, fingerprints, seed and versions, as the journal holds them
   */
  record RunStarted(
      String runId, String jobName, Optional<RunPlan> plan, Map<String, Object> details)
      implements RunEvent {

    /** A run that starts now. */
    public RunStarted(String runId, String jobName, RunPlan plan, Map<String, Object> details) {
      this(runId, jobName, Optional.of(plan), details);
    }
  }

  /**
   * The data set was read and verified.
   *
   * @param details id, name, path and fingerprint
   */
  record DatasetPrepared(Map<String, Object> details) implements RunEvent {}

  /** A trial was suggested; it is PENDING. */
  record TrialCreated(String trialId, int number, TrialSpec.Origin origin, Config config)
      implements OfTrial {}

  /**
   * An attempt started; the trial is RUNNING.
   *
   * @param attempt its number, from 1
   * @param checkpoint what it continues from
   * @param waits whether it runs only from {@link TrialEvent.Placed} on; until then a view shows
   *     the trial as PENDING
   */
  record AttemptStarted(
      String trialId,
      int attempt,
      AttemptCause cause,
      Config config,
      Optional<SavedCheckpoint> checkpoint,
      boolean waits)
      implements OfTrial {}

  /** A trial's report was counted and decided on. */
  record TrialReported(
      String trialId,
      Map<String, Object> metrics,
      long trainingIteration,
      Optional<SavedCheckpoint> checkpoint,
      Decision decision)
      implements OfTrial {}

  /**
   * An attempt ended and its trial did not: the trial is PENDING or PAUSED.
   *
   * @param reason the message of the failure or the loss, or the reason of the pause or the
   *     interruption
   */
  record AttemptEnded(String trialId, TrialStatus status, AttemptEndCause why, String reason)
      implements OfTrial {}

  /** A trial was paused while its plugin keeps waiting in its worker: the trial is PAUSED. */
  record AttemptParked(String trialId, String reason) implements OfTrial {}

  /** A parked attempt has a slot again: the trial is RUNNING. */
  record AttemptUnparked(String trialId, String reason) implements OfTrial {}

  /**
   * The scheduler decided about a paused trial.
   *
   * @param decision to continue, to stop, or to exploit another trial
   */
  record TrialDecided(String trialId, Decision decision) implements OfTrial {}

  /**
   * A trial ended.
   *
   * @param status TERMINATED or ERROR
   * @param metrics its final metrics
   * @param error the message of an ERROR; empty otherwise
   * @param model the file or folder that is its model
   * @param reason why it ended before its plugin did; empty otherwise
   */
  record TrialEnded(
      String trialId,
      TrialStatus status,
      Map<String, Object> metrics,
      String error,
      Optional<Path> model,
      String reason)
      implements OfTrial {}

  /** A phase of the run made progress. */
  record PhaseProgressed(Phase phase, long current, long total) implements RunEvent {}

  /** A snapshot of the trial table, or a plugin's own table, in the documented form. */
  record TrialsTabled(Map<String, Object> payload) implements RunEvent {}

  /**
   * A trial's model is in the store.
   *
   * @param modelId its id there
   */
  record ModelSaved(String trialId, long modelId) implements OfTrial {}

  /** The best trial of the run was chosen. */
  record BestChosen(String trialId) implements OfTrial {}

  /**
   * No further trial starts, and running ones are asked to end.
   *
   * @param reason a signal, the time budget or a failure
   * @param running how many trials are running
   */
  record RunStopping(String reason, int running) implements RunEvent {}

  /** The run was interrupted and can be resumed. */
  record RunInterrupted(String reason) implements RunEvent {}

  /**
   * The run is resumed by another process.
   *
   * @param runId the name of the run's folder
   * @param finished how many trials had ended then
   * @param trialCount how many trials there will be at most
   * @param details what has changed since the run started, and versions, as the journal holds them
   */
  record RunResumed(String runId, int finished, int trialCount, Map<String, Object> details)
      implements RunEvent {

    /** The detail that says that trials that had failed get another attempt. */
    public static final String RETRY_FAILED = "retry_failed";

    /** Whether trials that had failed get another attempt. */
    public boolean retriesFailed() {
      return Boolean.TRUE.equals(details.get(RETRY_FAILED));
    }
  }

  /**
   * The run ended.
   *
   * @param status completed or failed
   * @param message why it failed, or what else a person should know; may be empty
   * @param ending how the trials were ended; empty for a run that failed for another reason, such
   *     as a full disk, and can be resumed
   */
  record RunFinished(String status, String message, Optional<Ending> ending) implements RunEvent {

    /** A run that can be resumed. */
    public RunFinished(String status, String message) {
      this(status, message, Optional.empty());
    }
  }

  /**
   * An event that this version does not know, as a later version may have written it. Readers skip
   * it; it is never written.
   *
   * @param name the event's name in the journal
   * @param fields its line
   */
  record Unrecognized(String name, Map<String, Object> fields) implements RunEvent {}
}
