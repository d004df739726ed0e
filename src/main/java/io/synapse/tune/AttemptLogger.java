package io.synapse.tune;

import io.synapse.run.Phase;
import io.synapse.run.RunEvent;
import io.synapse.run.RunLog;
import io.synapse.run.TrialEvent;
import java.util.Optional;

/** Records what attempts log, and moves the bar of a single training by it. */
final class AttemptLogger {

  private final TunerSettings settings;
  private final RunLog log;

  AttemptLogger(TunerSettings settings, RunLog log) {
    this.settings = settings;
    this.log = log;
  }

  /** Records an event that needs no decision. */
  void add(TrialEvent.OfAttempt event, RunningAttempt attempt) {
    if (event instanceof TrialEvent.MetricLogged logged) {
      attempt.lastLogged().put(logged.key(), logged.value());
      log.add(logged);
      moveBarByEpoch(attempt, logged.extra().get("epoch"));
    } else if (event instanceof TrialEvent.Progressed progressed) {
      addProgress(progressed, attempt);
    } else if (event instanceof TrialEvent.Logged logged) {
      log.add(logged);
    } else if (event instanceof TrialEvent.TrialsLogged logged) {
      log.add(new RunEvent.TrialsTabled(logged.payload()));
    }
  }

  private void addProgress(TrialEvent.Progressed progressed, RunningAttempt attempt) {
    boolean ofTheTraining = progressed.category().equals(Phase.TRAIN.category());
    if (!settings.plan().tuning() && ofTheTraining) {
      attempt.noteOwnProgress();
      log.add(new RunEvent.PhaseProgressed(Phase.TRAIN, progressed.current(), progressed.total()));
    } else {
      log.add(progressed);
    }
  }

  /** Epochs are counted from 0, as the documented plugins do, so epoch 0 is the first one done. */
  private void moveBarByEpoch(RunningAttempt attempt, Object epoch) {
    Optional<Long> epochs = settings.epochs();
    if (epoch instanceof Number done && epochs.isPresent() && !attempt.setsOwnProgress()) {
      long current = Math.max(0, Math.min(done.longValue() + 1, epochs.get()));
      log.add(new RunEvent.PhaseProgressed(Phase.TRAIN, current, epochs.get()));
    }
  }
}
