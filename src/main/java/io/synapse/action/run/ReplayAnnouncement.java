package io.synapse.action.run;

import io.synapse.run.ReplayedRun;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.RunLog;
import io.synapse.run.Trial;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the views of a resumed run the state of its trials. */
final class ReplayAnnouncement {

  private ReplayAnnouncement() {}

  static void report(RunEvent.RunStarted started, ReplayedRun replayed, RunLog log) {
    Instant time = replayed.metadata().started().orElse(Instant.EPOCH);
    log.replay(started, time);
    for (Trial trial : replayed.history().trials()) {
      Optional<String> place = Optional.ofNullable(replayed.places().get(trial.id()));
      events(trial, place).forEach(event -> log.replay(event, time));
    }
  }

  private static List<RunEvent> events(Trial trial, Optional<String> place) {
    List<RunEvent> events = new ArrayList<>();
    String id = trial.id();
    events.add(
        new RunEvent.TrialCreated(
            id, trial.spec().number(), trial.spec().origin(), trial.spec().config()));
    if (trial.attempt() > 0) {
      events.add(
          new RunEvent.AttemptStarted(
              id, trial.attempt(), AttemptCause.FIRST, trial.config(), Optional.empty(), false));
      place.ifPresent(name -> events.add(new TrialEvent.Placed(id, trial.attempt(), name)));
      trial.notes().forEach(note -> events.add(new TrialEvent.Noted(id, trial.attempt(), note)));
      standing(trial).ifPresent(events::add);
    }
    return events;
  }

  private static Optional<RunEvent> standing(Trial trial) {
    return switch (trial.status()) {
      case TERMINATED, ERROR ->
          Optional.of(
              new RunEvent.TrialEnded(
                  trial.id(),
                  trial.status(),
                  trial.metrics(),
                  trial.status() == TrialStatus.ERROR ? trial.error() : "",
                  Optional.empty(),
                  trial.stopReason()));
      case PENDING, PAUSED ->
          Optional.of(
              new RunEvent.AttemptEnded(
                  trial.id(), trial.status(), AttemptEndCause.INTERRUPTED, ""));
      case RUNNING -> Optional.empty();
    };
  }
}
