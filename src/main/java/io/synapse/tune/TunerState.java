package io.synapse.tune;

import io.synapse.run.MetricColumns;
import io.synapse.run.Phase;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.RunHistory;
import io.synapse.run.RunLog;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialFolders;
import io.synapse.run.TrialStatus;
import io.synapse.run.TrialsSnapshot;
import io.synapse.space.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that changes during a run, with the few steps that change it. */
final class TunerState {

  private final TunerSettings settings;
  private final RunLog log;
  private final Clock clock;
  private final RunHistory history;
  private final TrialFolders folders;
  private final MetricColumns columns;
  private final ExecutorCommands commands = new ExecutorCommands();
  private final CheckpointRetention checkpoints;
  private final SlotCount slots;
  private final Map<String, RunningAttempt> attempts = new HashMap<>();
  private final Map<String, Path> models = new LinkedHashMap<>();
  private RunEvent.Ending ending = RunEvent.Ending.COMPLETED;
  private String message = "";

  /** Why no further attempt is to start. */
  private Optional<RunningAttempt.AttemptEnding> closing = Optional.empty();

  private int changesSinceTable;

  TunerState(TunerSettings settings, RunLog log, Clock clock, ReplayedRun replayed) {
    this.settings = settings;
    this.log = log;
    this.clock = clock;
    this.history = replayed.history();
    this.folders = new TrialFolders(settings.trialsFolder());
    this.columns = replayed.columns();
    this.models.putAll(replayed.models());
    this.checkpoints = new CheckpointRetention(history, commands, settings.keepCheckpoints());
    this.slots = new SlotCount(settings.plan().concurrency());
  }

  RunHistory history() {
    return history;
  }

  RunLog log() {
    return log;
  }

  TrialFolders folders() {
    return folders;
  }

  /** The checkpoints of a trial that are still there. */
  void keepExisting(Trial trial) {
    List<SavedCheckpoint> existing =
        trial.checkpoints().stream().filter(saved -> Files.exists(saved.path())).toList();
    if (existing.size() < trial.checkpoints().size()) {
      history.keepCheckpoints(trial, existing);
      String from = existing.isEmpty() ? "from the start" : "from the one before";
      remark(trial, "its newest checkpoint is gone; it goes on " + from);
    }
  }

  /** Takes note of something that happened to a trial. */
  void note(RunEvent event) {
    log.add(event);
    changesSinceTable++;
  }

  /** Takes note of something that a person should know of a trial; once each. */
  void remark(Trial trial, String text) {
    if (!trial.notes().contains(text)) {
      history.note(trial, text);
      note(new TrialEvent.Noted(trial.id(), trial.attempt(), text));
    }
  }

  /** What the executor is to do. */
  ExecutorCommands commands() {
    return commands;
  }

  /** Whether something is still to happen: an attempt has not ended yet, or waits for a slot. */
  boolean hasWork() {
    boolean waitsForSlots = slots.areNone() && !isClosing() && isMoreToRun();
    return waitsForSlots || !attempts.isEmpty();
  }

  /** How many attempts may run at once. */
  SlotCount slots() {
    return slots;
  }

  /** The trials whose attempts have not ended yet, parked ones included. */
  List<Trial> underWay() {
    return attempts.keySet().stream()
        .map(history::trial)
        .sorted(Comparator.comparingInt(trial -> trial.spec().number()))
        .toList();
  }

  /** The attempt of a trial that has not ended yet; null when there is none. */
  RunningAttempt attempt(Trial trial) {
    return attempts.get(trial.id());
  }

  /** The running attempt with a number; empty when it has ended or another one runs. */
  Optional<RunningAttempt> attempt(String trialId, int number) {
    return Optional.ofNullable(attempts.get(trialId)).filter(found -> found.number() == number);
  }

  RunningAttempt begin(Trial trial, Config config, Optional<SavedCheckpoint> from) {
    List<SavedCheckpoint> before = trial.checkpoints();
    history.begin(trial, config, from);
    checkpoints.dropAllBut(trial.checkpoints(), before, trial);
    RunningAttempt attempt = new RunningAttempt(trial.attempt(), clock.instant(), from);
    attempts.put(trial.id(), attempt);
    return attempt;
  }

  /** The attempt of an earlier process, to be brought to its end. */
  RunningAttempt adopt(Trial trial) {
    RunningAttempt attempt =
        new RunningAttempt(trial.attempt(), clock.instant(), trial.lastCheckpoint());
    attempts.put(trial.id(), attempt);
    return attempt;
  }

  /** A report counts, with its checkpoint when it has one. */
  Optional<SavedCheckpoint> report(Trial trial, Map<String, Object> metrics, Path checkpoint) {
    history.report(trial, metrics);
    columns.see(metrics);
    if (checkpoint == null) {
      return Optional.empty();
    }
    SavedCheckpoint saved = new SavedCheckpoint(checkpoint, trial.trainingIteration(), metrics);
    attempt(trial).checkpoint(saved);
    checkpoints.keep(trial, saved);
    return Optional.of(saved);
  }

  /** Which checkpoints stay. */
  CheckpointRetention checkpoints() {
    return checkpoints;
  }

  /** The trial lost its slot and is to have another, now or with the resumed run. */
  void yieldSlot(Trial trial, AttemptEndCause why, String reason) {
    boolean wasParked = attempts.remove(trial.id()).isParked();
    TrialStatus status =
        switch (why) {
          case PAUSED, EXPLOITED -> TrialStatus.PAUSED;
          case FAILED, INTERRUPTED -> TrialStatus.PENDING;
          case LOST -> wasParked ? TrialStatus.PAUSED : TrialStatus.PENDING;
        };
    if (why == AttemptEndCause.LOST) {
      history.note(trial, reason);
    }
    if (status == TrialStatus.PAUSED) {
      history.pause(trial);
    } else {
      history.retry(trial);
    }
    note(new RunEvent.AttemptEnded(trial.id(), status, why, reason));
  }

  /** The trial has ended. */
  void end(Trial trial, RunEvent.TrialEnded ended) {
    attempts.remove(trial.id());
    columns.see(ended.metrics());
    if (ended.status() == TrialStatus.ERROR) {
      history.fail(trial, ended.error());
    }
    history.end(trial, ended.status(), ended.metrics(), ended.reason());
    ended.model().ifPresent(model -> models.put(trial.id(), model));
    note(ended);
    if (settings.plan().tuning()) {
      log.add(
          new RunEvent.PhaseProgressed(
              Phase.TRIALS, history.finishedCount(), settings.plan().trialCount()));
    }
  }

  /** Whether trials are running, waiting, or still to be suggested. */
  boolean isMoreToRun() {
    return history.canSample() || history.finishedCount() < history.trials().size();
  }

  /** Whether no further attempt is to start. */
  boolean isClosing() {
    return closing.isPresent();
  }

  /** Why no further attempt is to start; empty while attempts may start. */
  Optional<RunningAttempt.AttemptEnding> closing() {
    return closing;
  }

  /** No further attempt starts. */
  void close(RunningAttempt.AttemptEnding why) {
    closing = Optional.of(why);
    history.closeSampling();
    log.add(new RunEvent.RunStopping(why.reason(), history.runningCount()));
  }

  /** How the run ends, as far as that is known. */
  RunEvent.Ending ending() {
    return ending;
  }

  /** What the run's result is to say. */
  void conclude(RunEvent.Ending how, String why) {
    ending = how;
    message = why;
  }

  /** Asks one running trial to end. */
  void stop(Trial trial, RunningAttempt.AttemptEnding why) {
    attempt(trial).end(why);
    commands.add(executor -> executor.requestStop(trial.id(), why.reason()));
  }

  void noteExhausted() {
    message =
        "the search space is exhausted after "
            + history.trials().size()
            + " trials: every configuration was tried";
  }

  /** A snapshot of the table is due after as many changes as there are trials. */
  void tableIfDue() {
    boolean due = changesSinceTable > 0 && changesSinceTable >= history.trials().size();
    if (settings.plan().tuning() && due) {
      changesSinceTable = 0;
      log.add(
          new RunEvent.TrialsTabled(TrialsSnapshot.of(history, this::shown, columns.names(), "")));
    }
  }

  /** A trial that has a slot and no place yet is shown as PENDING. */
  private TrialStatus shown(Trial trial) {
    RunningAttempt attempt = attempt(trial);
    return attempt != null && attempt.waitsForPlace() ? TrialStatus.PENDING : trial.status();
  }

  TunerResult result() {
    return new TunerResult(
        history, ending, message, Collections.unmodifiableMap(models), columns.names());
  }
}
