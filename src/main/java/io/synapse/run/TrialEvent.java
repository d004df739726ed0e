package io.synapse.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * Something that happened while trials run, as a worker reports it to the driver and an executor
 * puts it into the tuner's queue. Values are JSON values; NaN and infinities are allowed in
 * metrics.
 */
public sealed interface TrialEvent {

  /** An event of one attempt of one trial. */
  sealed interface OfAttempt extends TrialEvent {

    /** The trial. */
    String trialId();

    /**
     * The attempt, from 1. The tuner drops events of an attempt that is not the trial's current
     * one. It is 0 in an event that was read from a journal whose lines do not name the attempt.
     */
    int attempt();
  }

  /**
   * An event that is recorded as it is: it goes into the run's journal and to its listeners, and no
   * decision follows from it.
   */
  sealed interface Logged extends OfAttempt, RunEvent.OfTrial {}

  /** The function of a plugin that served an attempt. */
  enum EntryPoint {
    TRAIN,
    TUNE
  }

  /**
   * The plugin reported; its thread waits until the executor is given a decision.
   *
   * @param checkpoint the engine's own copy, or null
   */
  record Reported(String trialId, int attempt, Map<String, Object> metrics, Path checkpoint)
      implements OfAttempt {}

  /**
   * The plugin logged a metric.
   *
   * @param extra what the plugin gave with it, such as {@code epoch}
   */
  record MetricLogged(
      String trialId,
      int attempt,
      String category,
      String key,
      double value,
      Map<String, Object> extra)
      implements Logged {}

  /**
   * The plugin logged a picture.
   *
   * @param index its place in the group
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
      implements Logged {}

  /** The plugin logged a table of trials of its own; the payload is in the documented form. */
  record TrialsLogged(String trialId, int attempt, Map<String, Object> payload)
      implements OfAttempt {}

  /** The plugin logged a line of text for people. */
  record MessageLogged(String trialId, int attempt, String text) implements Logged {}

  /**
   * Something about the attempt that a person should know and that does not end it: what was left
   * out of a report, a log that is full, threads that are left over. Each text is recorded once for
   * a trial.
   */
  record Noted(String trialId, int attempt, String text) implements Logged {}

  /** The plugin moved a progress bar of its trial. */
  record Progressed(String trialId, int attempt, String category, long current, long total)
      implements Logged {}

  /**
   * The attempt runs from now on, and where. Sent by executors that have more than one place to run
   * on, before any other event of the attempt except its end.
   *
   * @param place the node's name, for a person
   */
  record Placed(String trialId, int attempt, String place) implements Logged {}

  /**
   * What the attempt has used of the machine so far. Sent from time to time while it runs, and once
   * just before it ends; the latest event counts. Executors that run trials in one shared process
   * send none.
   */
  record Used(String trialId, int attempt, ResourceUsage usage) implements Logged {}

  /**
   * The plugin returned.
   *
   * @param entryPoint the function that returned
   * @param returned null, a {@link Number}, a map, or the text of anything else
   * @param model its model, in the trial's folder, or null when it left none
   */
  record Finished(String trialId, int attempt, EntryPoint entryPoint, Object returned, Path model)
      implements OfAttempt {}

  /**
   * The attempt ended because it was asked to.
   *
   * @param model its model, in the trial's folder, or null when it left none
   */
  record Stopped(String trialId, int attempt, Path model) implements OfAttempt {}

  /**
   * The attempt failed.
   *
   * @param message one line for the trial table: the last line of the exception, or what happened
   *     to the worker
   * @param trace the whole failure, for {@code error.txt}
   */
  record Failed(String trialId, int attempt, String message, String trace) implements OfAttempt {}

  /**
   * The place where the attempt ran is gone: a node, or the connection to it. This ends the attempt
   * but does not count as a failure; the trial gets another attempt from its last checkpoint as
   * soon as a slot is free. An executor therefore sends {@link SlotsChanged} first.
   *
   * @param message one line for a person that says what is gone, such as {@code node X is gone}
   */
  record Lost(String trialId, int attempt, String message) implements OfAttempt {}

  /**
   * The number of attempts that may run in parallel has changed. Just after a loss more may be
   * running.
   *
   * @param slots the number; with 0 nothing starts, and the run waits
   * @param offer what there is to run on, for a person, such as {@code 3 nodes, 6 CPUs, 1 GPU}
   */
  record SlotsChanged(int slots, String offer) implements TrialEvent, RunEvent {}

  /**
   * The run was asked to end by a signal.
   *
   * @param reason the signal, for a person
   */
  record Interrupted(String reason) implements TrialEvent {}
}
