package io.synapse.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * Something that happened while trials run, as the executor tells it to the tuner. Values are JSON
 * values.
 */
public sealed interface TrialEvent {

  /** An event of one attempt of one trial. */
  sealed interface OfAttempt extends TrialEvent {

    /** The trial. */
    String trialId();

    /** The attempt, from 1. Events of an attempt that is no longer the trial's current are old. */
    int attempt();
  }

  /**
   * The plugin reported; its thread waits for the executor to be given a decision.
   *
   * @param checkpoint the engine's own copy, or null
   */
  record Reported(String trialId, int attempt, Map<String, Object> metrics, Path checkpoint)
      implements OfAttempt {}

  /** The plugin logged a metric. */
  record MetricLogged(
      String trialId,
      int attempt,
      String category,
      String key,
      double value,
      Map<String, Object> extra)
      implements OfAttempt {}

  /**
   * The plugin logged a picture.
   *
   * @param file the engine's own copy
   */
  record VisualizationLogged(
      String trialId,
      int attempt,
      String category,
      String group,
      int index,
      Map<String, Object> meta,
      Path file)
      implements OfAttempt {}

  /** The plugin logged a table of trials of its own; the payload is in the documented form. */
  record TrialsLogged(String trialId, int attempt, Map<String, Object> payload)
      implements OfAttempt {}

  /** The plugin logged a line for people. */
  record MessageLogged(String trialId, int attempt, String text) implements OfAttempt {}

  /**
   * Something about the attempt that a person should know and that does not end it: what was left
   * out of a report, a log that is full, threads that are left over.
   */
  record Noted(String trialId, int attempt, String text) implements OfAttempt {}

  /** The plugin moved a progress bar. */
  record Progressed(String trialId, int attempt, String category, long current, long total)
      implements OfAttempt {}

  /**
   * The plugin returned.
   *
   * @param entryPoint which function returned
   * @param returned null, a {@link Number}, a map, or the text of anything else
   * @param model its model, in the trial's folder, or null when it left none
   */
  record Finished(String trialId, int attempt, EntryPoint entryPoint, Object returned, Path model)
      implements OfAttempt {}

  /**
   * The attempt ended after it was asked to: the plugin let the stop pass.
   *
   * @param model its model, in the trial's folder, or null when it left none
   */
  record Stopped(String trialId, int attempt, Path model) implements OfAttempt {}

  /**
   * The attempt failed.
   *
   * @param message one line for the table: the last line of the exception, or what befell the
   *     worker
   * @param trace the whole of it, for {@code error.txt}
   */
  record Failed(String trialId, int attempt, String message, String trace) implements OfAttempt {}

  /**
   * The place where the attempt ran is gone: a node, or the connection to it. Ends the attempt as a
   * failure does and is none; the trial gets another one from its last checkpoint, at once when a
   * slot is free. So an executor tells first of the slots that it lost as well.
   *
   * @param message one line for a person that says what is gone, such as {@code node X is gone}
   */
  record Lost(String trialId, int attempt, String message) implements OfAttempt {}

  /**
   * Where the attempt runs, and that it runs from now on; told by executors that have more than one
   * place, before anything else of the attempt but its end.
   *
   * @param place the node's name, for a person
   */
  record Placed(String trialId, int attempt, String place) implements OfAttempt {}

  /**
   * What the attempt has used of the machine: now and then while it runs, and once just before it
   * ends. Executors that share one process among trials tell nothing.
   */
  record Used(String trialId, int attempt, ResourceUsage usage) implements OfAttempt {}

  /**
   * How many attempts may run at once from now on. More may be running just after a loss.
   *
   * @param slots the number; with 0 nothing starts, and the run waits
   * @param offer what there is to run on, for a person, such as {@code 3 nodes, 6 CPUs, 1 GPU}
   */
  record SlotsChanged(int slots, String offer) implements TrialEvent {}

  /**
   * The run is to end, by a signal.
   *
   * @param reason what it was, for a person
   */
  record Interrupted(String reason) implements TrialEvent {}

  /** Which of a plugin's two functions served an attempt. */
  public enum EntryPoint {
    TRAIN,
    TUNE
  }
}
