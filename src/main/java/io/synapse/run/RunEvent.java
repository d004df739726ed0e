package io.synapse.run;

import io.synapse.space.Config;
import io.synapse.tune.TunerResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What happens in a run: the lines of its journal, and what views are told. Values are JSON values;
 * {@link RunEventCodec} gives the documented form.
 */
public sealed interface RunEvent {

  /** The event's name in the journal. */
  String name();

  /** An event of one trial. */
  sealed interface OfTrial extends RunEvent
      permits TrialCreated,
          AttemptStarted,
          Reported,
          AttemptEnded,
          AttemptParked,
          AttemptUnparked,
          TrialDecided,
          TrialEnded,
          ModelSaved,
          BestChosen,
          LoggedEvent {

    /** The trial. */
    String trialId();
  }

  /**
   * The run starts.
   *
   * @param runId the run's folder name
   * @param jobName the job's plain name
   * @param plan what will be done
   * @param details job, fingerprints, seed and versions, for the journal
   */
  record RunStarted(String runId, String jobName, RunPlan plan, Map<String, Object> details)
      implements RunEvent {
    @Override
    public String name() {
      return "run";
    }
  }

  /**
   * The data set was read and verified.
   *
   * @param details id, name, path and fingerprint
   */
  record DatasetPrepared(Map<String, Object> details) implements RunEvent {
    @Override
    public String name() {
      return "dataset";
    }
  }

  /**
   * How many trials may run at once has changed.
   *
   * @param slots the number; 0 while nothing can run
   * @param offer what there is to run on, for a person
   */
  record SlotsChanged(int slots, String offer) implements RunEvent {
    @Override
    public String name() {
      return "slots";
    }
  }

  /** A trial was suggested; it is PENDING. */
  record TrialCreated(String trialId, int number, TrialSpec.Origin origin, Config config)
      implements OfTrial {
    @Override
    public String name() {
      return "trial";
    }
  }

  /**
   * An attempt starts; the trial is RUNNING.
   *
   * @param waits whether it runs only from {@link LoggedEvent.AttemptPlaced} on; until then a view
   *     shows the trial as PENDING
   */
  record AttemptStarted(
      String trialId,
      int attempt,
      AttemptCause cause,
      Config config,
      Optional<SavedCheckpoint> checkpoint,
      boolean waits)
      implements OfTrial {
    @Override
    public String name() {
      return "attempt";
    }
  }

  /** A report and what was decided on it. */
  record Reported(
      String trialId,
      Map<String, Object> metrics,
      long trainingIteration,
      Optional<SavedCheckpoint> checkpoint,
      Decision decision)
      implements OfTrial {
    @Override
    public String name() {
      return "report";
    }
  }

  /**
   * An attempt failed or was lost and another will follow, or a trial gave up its slot: the trial
   * is PENDING or PAUSED.
   *
   * @param why what ended it
   * @param reason the message of the failure or the loss, or the reason of the pause or
   *     interruption
   */
  record AttemptEnded(String trialId, TrialStatus status, Why why, String reason)
      implements OfTrial {

    /** What can end an attempt without ending its trial. */
    public enum Why {
      FAILED,
      /** The place where it ran is gone; this is a note of the trial, too. */
      LOST,
      PAUSED,
      EXPLOITED,
      INTERRUPTED
    }

    @Override
    public String name() {
      return "attempt_end";
    }
  }

  /** A trial was paused while its plugin goes on waiting in its worker: the trial is PAUSED. */
  record AttemptParked(String trialId, String reason) implements OfTrial {
    @Override
    public String name() {
      return "parked";
    }
  }

  /** A parked attempt has a slot again: the trial is RUNNING. */
  record AttemptUnparked(String trialId, String reason) implements OfTrial {
    @Override
    public String name() {
      return "unparked";
    }
  }

  /**
   * What the scheduler decided about a trial that was paused.
   *
   * @param decision to go on, or to stop
   */
  record TrialDecided(String trialId, Decision decision) implements OfTrial {
    @Override
    public String name() {
      return "decision";
    }
  }

  /**
   * A trial is over.
   *
   * @param status TERMINATED or ERROR
   * @param metrics its final metrics
   * @param error the message of an ERROR; empty otherwise
   * @param model the file or folder that is its model, when there is one
   * @param reason why it ended before its plugin did; empty otherwise
   */
  record TrialEnded(
      String trialId,
      TrialStatus status,
      Map<String, Object> metrics,
      String error,
      Optional<Path> model,
      String reason)
      implements OfTrial {
    @Override
    public String name() {
      return "end";
    }
  }

  /** A phase of the run went on. */
  record Progressed(Phase phase, long current, long total) implements RunEvent {
    @Override
    public String name() {
      return "progress";
    }
  }

  /** A snapshot of the trial table, or a plugin's own table, in the documented form. */
  record TrialsTabled(Map<String, Object> payload) implements RunEvent {
    @Override
    public String name() {
      return "trials";
    }
  }

  /**
   * A trial's model is in the store.
   *
   * @param modelId its id there
   */
  record ModelSaved(String trialId, long modelId) implements OfTrial {
    @Override
    public String name() {
      return "model";
    }
  }

  /** The best trial of the run was chosen. */
  record BestChosen(String trialId) implements OfTrial {
    @Override
    public String name() {
      return "best";
    }
  }

  /**
   * No further trial starts, and running ones are asked to end.
   *
   * @param reason a signal, the time budget or a failure
   * @param running how many trials are running
   */
  record RunStopping(String reason, int running) implements RunEvent {
    @Override
    public String name() {
      return "stopping";
    }
  }

  /** The run was interrupted and can be resumed. */
  record RunInterrupted(String reason) implements RunEvent {
    @Override
    public String name() {
      return "interrupted";
    }
  }

  /**
   * The run goes on in this process.
   *
   * @param runId the run's folder name
   * @param finished how many trials were over then
   * @param trialCount how many there will be at most
   * @param details what has changed since it started, and versions, for the journal
   */
  record RunResumed(String runId, int finished, int trialCount, Map<String, Object> details)
      implements RunEvent {
    @Override
    public String name() {
      return "resume";
    }
  }

  /**
   * The run is over.
   *
   * @param status completed or failed
   * @param message why it failed, or what else to know; may be empty
   * @param ending how the trials came to an end; empty for a run that failed for another reason, as
   *     when the disk was full, and can go on
   */
  record RunFinished(String status, String message, Optional<TunerResult.Ending> ending)
      implements RunEvent {

    /** A run that can go on. */
    public RunFinished(String status, String message) {
      this(status, message, Optional.empty());
    }

    @Override
    public String name() {
      return "finished";
    }
  }

  /** Why an attempt of a trial starts. */
  public enum AttemptCause {
    FIRST,
    RETRY,
    /** The place where the attempt before it ran is gone. */
    PLACE_LOST,
    RESUME_PAUSED,
    RESUME_RUN,
    EXPLOIT
  }
}
