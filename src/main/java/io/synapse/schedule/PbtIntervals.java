package io.synapse.schedule;

import io.synapse.trial.SavedCheckpoint;
import java.util.Map;

/**
 * Where trials are compared: at multiples of a length that lie beyond the burn-in.
 *
 * @param length how far apart they are, in the scheduler's time
 * @param burnIn no trial is compared before it
 * @param timeAttribute the metric that is the scheduler's time
 */
record PbtIntervals(double length, double burnIn, String timeAttribute) {

  static PbtIntervals of(Map<String, Object> options) {
    return new PbtIntervals(
        SchedulerOptions.integer(options, PbtOptions.INTERVAL),
        SchedulerOptions.integer(options, PbtOptions.BURN_IN),
        (String) options.get(SchedulerOptions.TIME_ATTRIBUTE));
  }

  /** The last interval at or before a time, counted from 1; 0 when there is none. */
  long reached(double time) {
    double interval = Math.floor(time / length);
    return interval * length >= burnIn ? Math.max(0, (long) interval) : 0;
  }

  /** The last interval at or before the time of a checkpoint. */
  long reached(SavedCheckpoint checkpoint) {
    return checkpoint.metrics().get(timeAttribute) instanceof Number time
        ? reached(time.doubleValue())
        : 0;
  }

  /** The time of an interval. */
  double time(long interval) {
    return interval * length;
  }
}
