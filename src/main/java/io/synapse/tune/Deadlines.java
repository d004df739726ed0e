package io.synapse.tune;

import io.synapse.run.Trial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/** The run's time budget and the trials' timeouts. */
final class Deadlines {

  /** An attempt's deadline. */
  private record Timeout(Trial trial, int attempt, Instant when) {}

  private final TunerSettings.RunLimits limits;
  private final Clock clock;
  private final Optional<Instant> end;
  private final Queue<Timeout> timeouts = new PriorityQueue<>(Comparator.comparing(Timeout::when));
  private boolean budgetUsedUp;

  /**
   * Deadlines that count from now.
   *
   * @param used how much of the time budget earlier processes of the run have used
   */
  Deadlines(TunerSettings.RunLimits limits, Clock clock, Duration used) {
    this.limits = limits;
    this.clock = clock;
    this.end = limits.timeBudget().map(budget -> clock.instant().plus(budget).minus(used));
  }

  /** An attempt that waited for its place runs from now on. */
  void placed(Trial trial, RunningAttempt attempt) {
    attempt.place(clock.instant());
    started(trial, attempt);
  }

  /** An attempt was started, or runs again after it was parked. */
  void started(Trial trial, RunningAttempt attempt) {
    deadline(attempt).ifPresent(when -> timeouts.add(new Timeout(trial, attempt.number(), when)));
  }

  /** How long to wait for events at most. */
  Duration untilNext(TunerState state, Duration longest) {
    dropOver(state);
    Instant now = clock.instant();
    Duration wait = longest;
    if (end.isPresent() && !budgetUsedUp) {
      wait = shorter(wait, Duration.between(now, end.get()));
    }
    if (!timeouts.isEmpty()) {
      wait = shorter(wait, Duration.between(now, timeouts.peek().when()));
    }
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** Stops what has run out of time. */
  void enforce(TunerState state, RunShutdown shutdown) {
    Instant now = clock.instant();
    if (end.isPresent() && !budgetUsedUp && !now.isBefore(end.get())) {
      budgetUsedUp = true;
      String reason = "the time budget of " + text(limits.timeBudget()) + " is used up";
      shutdown.begin(state.ending(), reason, new RunningAttempt.AttemptEnding.Stop(reason));
    }
    dropOver(state);
    while (!timeouts.isEmpty() && !now.isBefore(timeouts.peek().when())) {
      Timeout due = timeouts.poll();
      String reason = "ran longer than trial_timeout_s (" + text(limits.trialTimeout()) + ")";
      state.stop(due.trial(), new RunningAttempt.AttemptEnding.Failure(reason));
      dropOver(state);
    }
  }

  /** Forgets the deadlines of attempts that have ended or ending already. */
  private void dropOver(TunerState state) {
    while (!timeouts.isEmpty() && !isWatched(timeouts.peek(), state)) {
      timeouts.poll();
    }
  }

  /** The time that an attempt is parked doesn't count, so a deadline may have moved. */
  private boolean isWatched(Timeout timeout, TunerState state) {
    return state
        .attempt(timeout.trial().id(), timeout.attempt())
        .filter(attempt -> !attempt.isEnding() && !attempt.isParked())
        .flatMap(this::deadline)
        .filter(timeout.when()::equals)
        .isPresent();
  }

  /** None for one that waits for a place: it cannot take too long before it runs. */
  private Optional<Instant> deadline(RunningAttempt attempt) {
    return limits
        .trialTimeout()
        .filter(timeout -> !attempt.waitsForPlace())
        .map(timeout -> attempt.started().plus(timeout));
  }

  private static Duration shorter(Duration first, Duration second) {
    return first.compareTo(second) <= 0 ? first : second;
  }

  private static String text(Optional<Duration> duration) {
    return io.synapse.execute.FailureText.seconds(duration.orElseThrow());
  }
}
