package io.synapse.tune;

import io.synapse.run.LoggedEvent;
import io.synapse.run.Phase;
import io.synapse.run.RunEvent;
import io.synapse.run.RunLog;
import io.synapse.run.TrialEvent;
import java.util.Optional;

/** Writes down what attempts log, and moves the bar of a single training by it. */
final class AttemptLogger {

  private final TunerSettings settings;
  private final RunLog log;

  AttemptLogger(TunerSettings settings, RunLog log) {
    this.settings = settings;
    this.log = log;
  }

  /** Takes down what is no more than logged. */
  void add(TrialEvent.OfAttempt event, RunningAttempt attempt) {
    String id = event.trialId();
    if (event instanceof TrialEvent.MetricLogged logged) {
      attempt.lastLogged().put(logged.key(), logged.value());
      log.add(
          new LoggedEvent.MetricLogged(
              id, logged.category(), logged.key(), logged.value(), logged.extra()));
      moveBarByEpoch(attempt, logged.extra().get("epoch"));
    } else if (event instanceof TrialEvent.VisualizationLogged logged) {
      log.add(
          new LoggedEvent.VisualizationLogged(
              id, logged.category(), logged.group(), logged.index(), logged.meta(), logged.file()));
    } else if (event instanceof TrialEvent.TrialsLogged logged) {
      log.add(new RunEvent.TrialsTabled(logged.payload()));
    } else if (event instanceof TrialEvent.MessageLogged logged) {
      log.add(new LoggedEvent.MessageLogged(id, logged.text()));
    } else if (event instanceof TrialEvent.Placed placed) {
      log.add(new LoggedEvent.AttemptPlaced(id, placed.attempt(), placed.place()));
    } else if (event instanceof TrialEvent.Used used) {
      log.add(new LoggedEvent.ResourcesUsed(id, used.attempt(), used.usage()));
    } else if (event instanceof TrialEvent.Progressed progressed) {
      onProgress(attempt, progressed);
    }
  }

  private void onProgress(RunningAttempt attempt, TrialEvent.Progressed progressed) {
    boolean ofTheTraining = progressed.category().equals(Phase.TRAIN.category());
    if (!settings.plan().tuning() && ofTheTraining) {
      attempt.noteOwnProgress();
      log.add(new RunEvent.Progressed(Phase.TRAIN, progressed.current(), progressed.total()));
    } else {
      log.add(
          new LoggedEvent.TrialProgressed(
              progressed.trialId(),
              progressed.category(),
              progressed.current(),
              progressed.total()));
    }
  }

  /** Epochs are counted from 0, as the documented plugins do, so epoch 0 is the first one done. */
  private void moveBarByEpoch(RunningAttempt attempt, Object epoch) {
    Optional<Long> epochs = settings.epochs();
    if (epoch instanceof Number done && epochs.isPresent() && !attempt.setsOwnProgress()) {
      long current = Math.max(0, Math.min(done.longValue() + 1, epochs.get()));
      log.add(new RunEvent.Progressed(Phase.TRAIN, current, epochs.get()));
    }
  }
}
