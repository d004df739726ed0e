package io.synapse.report.record;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt of a trial.
 *
 * @param number from 1
 * @param cause why it started: {@code first}, {@code retry}, {@code exploit}, ...
 * @param config its configuration
 * @param checkpoint the checkpoint that it went on from
 * @param fromIteration the iteration of that checkpoint; 0 without one
 * @param started when it started
 * @param ended when it ended; empty while it runs, and when the process died
 * @param ending how: the trial's status at its end, or {@code failed}, {@code lost}, {@code
 *     paused}, {@code exploited}, {@code interrupted}; empty text while it runs
 * @param place the node it ran on; empty text where there are no nodes
 * @param usage what it used of the machine
 */
public record RecordedAttempt(
    int number,
    String cause,
    Map<String, Object> config,
    Optional<String> checkpoint,
    long fromIteration,
    Instant started,
    Optional<Instant> ended,
    String ending,
    String place,
    RecordedUsage usage) {

  RecordedAttempt ended(Instant time, String how) {
    return new RecordedAttempt(
        number,
        cause,
        config,
        checkpoint,
        fromIteration,
        started,
        Optional.of(time),
        how,
        place,
        usage);
  }

  /** It runs only from now on. */
  RecordedAttempt placed(Instant time, String where) {
    return new RecordedAttempt(
        number, cause, config, checkpoint, fromIteration, time, ended, ending, where, usage);
  }

  RecordedAttempt using(RecordedUsage used) {
    return new RecordedAttempt(
        number, cause, config, checkpoint, fromIteration, started, ended, ending, place, used);
  }
}
