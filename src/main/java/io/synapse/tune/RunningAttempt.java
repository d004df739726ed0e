package io.synapse.tune;

import io.synapse.run.Decision;
import io.synapse.run.SavedCheckpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the tuner knows of a running attempt beside the trial itself. */
final class RunningAttempt {

  /** What becomes of the trial once its attempt has ended, after it was asked to. */
  sealed interface AttemptEnding {

    /** Why, for a person. */
    String reason();

    /** How a scheduler's decision ends the attempt; empty when it does not. */
    static Optional<AttemptEnding> of(Decision decision) {
      if (decision instanceof Decision.Stop stop) {
        return Optional.of(new Stop(stop.reason()));
      }
      if (decision instanceof Decision.Pause pause) {
        return Optional.of(new Pause(pause.reason()));
      }
      if (decision instanceof Decision.Exploit exploit) {
        return Optional.of(new Exploit(exploit.reason(), exploit));
      }
      return Optional.empty();
    }

    /** The trial has ended and its results count. */
    record Stop(String reason) implements AttemptEnding {}

    /** The trial waits to be resumed. */
    record Pause(String reason) implements AttemptEnding {}

    /** The attempt has failed: it took too long, or its reports are of no use. */
    record Failure(String reason) implements AttemptEnding {}

    /** The run ends, and the trial with it, to be resumed with the run. */
    record Interrupt(String reason) implements AttemptEnding {}

    /** A new attempt follows at once. */
    record Exploit(String reason, Decision.Exploit decision) implements AttemptEnding {}
  }

  private final int number;
  private Instant started;
  private final Map<String, Object> lastLogged = new LinkedHashMap<>();
  private Optional<SavedCheckpoint> lastCheckpoint;
  private Optional<AttemptEnding> ending = Optional.empty();
  private boolean setsOwnProgress;
  private Optional<Instant> parked = Optional.empty();
  private boolean waitsForPlace;

  RunningAttempt(int number, Instant started, Optional<SavedCheckpoint> from) {
    this.number = number;
    this.started = started;
    this.lastCheckpoint = from;
  }

  int number() {
    return number;
  }

  /** When it started to run; later by as long as it was parked. Means nothing while it waits. */
  Instant started() {
    return started;
  }

  /** Whether it was handed to the executor and does not run yet. */
  boolean waitsForPlace() {
    return waitsForPlace;
  }

  void awaitPlace() {
    waitsForPlace = true;
  }

  /** It runs from now on. */
  void place(Instant now) {
    if (waitsForPlace) {
      waitsForPlace = false;
      started = now;
    }
  }

  /** Whether its plugin waits for the decision on a report while the trial is paused. */
  boolean isParked() {
    return parked.isPresent();
  }

  void park(Instant now) {
    parked = Optional.of(now);
  }

  void unpark(Instant now) {
    started = started.plus(Duration.between(parked.orElseThrow(), now));
    parked = Optional.empty();
  }

  /** The last value that was logged of each key. */
  Map<String, Object> lastLogged() {
    return lastLogged;
  }

  /** The latest checkpoint of this attempt, or the one it started from. */
  Optional<SavedCheckpoint> lastCheckpoint() {
    return lastCheckpoint;
  }

  void checkpoint(SavedCheckpoint latest) {
    lastCheckpoint = Optional.of(latest);
  }

  Optional<AttemptEnding> ending() {
    return ending;
  }

  boolean isEnding() {
    return ending.isPresent();
  }

  /** Whether the run's end is why it ends: a report on the way is decided on as any other. */
  boolean isInterrupted() {
    return ending.filter(AttemptEnding.Interrupt.class::isInstance).isPresent();
  }

  /** What is decided on a report counts for one that is interrupted; any other reason stays. */
  void decide(AttemptEnding why) {
    if (ending.isEmpty() || isInterrupted()) {
      ending = Optional.of(why);
    }
  }

  /** The first reason to end stays. */
  void end(AttemptEnding why) {
    if (ending.isEmpty()) {
      ending = Optional.of(why);
    }
  }

  /** Whether the plugin moves the bar of a single training itself. */
  boolean setsOwnProgress() {
    return setsOwnProgress;
  }

  void noteOwnProgress() {
    setsOwnProgress = true;
  }
}
