package io.synapse.run;

import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.RunEvent.AttemptEnded;
import io.synapse.run.RunEvent.AttemptParked;
import io.synapse.run.RunEvent.AttemptStarted;
import io.synapse.run.RunEvent.AttemptUnparked;
import io.synapse.run.RunEvent.RunResumed;
import io.synapse.run.RunEvent.TrialCreated;
import io.synapse.run.RunEvent.TrialDecided;
import io.synapse.run.RunEvent.TrialEnded;
import io.synapse.run.RunEvent.TrialReported;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rebuilds the state of a run from the events of its journal: makes the calls on the history that
 * the live run made, and asks neither searcher nor scheduler. Events that change nothing are
 * skipped.
 */
public final class JournalReplay {

  private final RunHistory history;
  private final MetricColumns columns;
  private final int keptCheckpoints;
  private final RunMetadata.Reader metadata = new RunMetadata.Reader();
  private final Map<String, Path> models = new LinkedHashMap<>();
  private final Map<String, Decision> lastDecisions = new HashMap<>();
  private final Map<String, AttemptEndCause> lastEnds = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private final Map<Path, SavedCheckpoint> checkpoints = new HashMap<>();

  /**
   * A replay before its first event.
   *
   * @param plan of the run as it is to be resumed
   * @param keepCheckpoints how many of a trial's latest checkpoints are kept
   */
  public JournalReplay(RunPlan plan, int keepCheckpoints) {
    this.history = new RunHistory(plan.objective(), plan.trialCount(), plan.timeAttribute());
    this.columns = ReplayedRun.columns(plan.objective());
    this.keptCheckpoints = Math.max(1, keepCheckpoints);
  }

  /**
   * Takes in the next event.
   *
   * @throws IllegalArgumentException when it cannot follow those before it, or lacks what the state
   *     of the run depends on
   */
  public void apply(RecordedEvent recorded) {
    RunEvent event = recorded.event();
    if (recorded.defect().isPresent() && changesState(event)) {
      throw new IllegalArgumentException(recorded.defect().get());
    }
    metadata.apply(recorded);
    if (event instanceof RunEvent.OfTrial ofTrial) {
      applyToTrial(ofTrial);
    } else if (event instanceof RunResumed resumed && resumed.retriesFailed()) {
      history.forgiveFailures();
    }
  }

  private static boolean changesState(RunEvent event) {
    return event instanceof RunEvent.RunStarted
        || event instanceof RunEvent.DatasetPrepared
        || event instanceof RunEvent.RunFinished
        || (event instanceof RunEvent.OfTrial && !(event instanceof TrialEvent.Logged));
  }

  private void applyToTrial(RunEvent.OfTrial event) {
    String id = event.trialId();
    if (event instanceof TrialCreated created) {
      history.add(new TrialSpec(id, created.number(), created.origin(), created.config()));
    } else if (event instanceof AttemptStarted started) {
      begin(started);
    } else if (event instanceof TrialReported reported) {
      report(reported);
    } else if (event instanceof AttemptEnded ended) {
      endAttempt(ended);
    } else if (event instanceof AttemptParked) {
      history.pause(history.trial(id));
    } else if (event instanceof AttemptUnparked) {
      history.unpause(history.trial(id));
      lastDecisions.remove(id);
    } else if (event instanceof TrialDecided decided) {
      Decision decision = withKnownCheckpoint(decided.decision());
      history.decide(history.trial(id), decision);
      lastDecisions.put(id, decision);
    } else if (event instanceof TrialEvent.Placed placed) {
      places.put(id, placed.place());
    } else if (event instanceof TrialEvent.Noted noted) {
      history.note(history.trial(id), noted.text());
    } else if (event instanceof TrialEnded ended) {
      end(ended);
    }
  }

  /** The state of the run after the last event. */
  public ReplayedRun result() {
    return new ReplayedRun(
        history, columns, models, lastDecisions, lastEnds, places, metadata.result(), false);
  }

  private void begin(AttemptStarted started) {
    Trial trial = history.trial(started.trialId());
    Optional<SavedCheckpoint> from = started.checkpoint().map(this::known);
    history.begin(trial, started.config(), from);
    lastDecisions.remove(trial.id());
    lastEnds.remove(trial.id());
    places.remove(trial.id());
  }

  /** The checkpoint as it was reported: a line that refers to it names its path alone. */
  private SavedCheckpoint known(SavedCheckpoint reference) {
    SavedCheckpoint known = checkpoints.get(reference.path());
    if (known == null) {
      throw new IllegalArgumentException("no report brought the checkpoint " + reference.path());
    }
    return known;
  }

  private Decision withKnownCheckpoint(Decision decision) {
    return decision instanceof Decision.Exploit exploit
        ? new Decision.Exploit(
            exploit.reason(), exploit.source(), known(exploit.checkpoint()), exploit.config())
        : decision;
  }

  private void report(TrialReported reported) {
    Trial trial = history.trial(reported.trialId());
    history.report(trial, reported.metrics());
    columns.see(reported.metrics());
    reported.checkpoint().ifPresent(saved -> keep(trial, saved.path(), reported.metrics()));
    Decision decision = withKnownCheckpoint(reported.decision());
    history.decide(trial, decision);
    if (decision instanceof Decision.Continue) {
      lastDecisions.remove(trial.id());
    } else {
      lastDecisions.put(trial.id(), decision);
    }
  }

  private void keep(Trial trial, Path path, Map<String, Object> metrics) {
    SavedCheckpoint saved = new SavedCheckpoint(path, trial.trainingIteration(), metrics);
    checkpoints.put(path, saved);
    List<SavedCheckpoint> all = new ArrayList<>(trial.checkpoints());
    all.add(saved);
    int surplus = Math.max(0, all.size() - keptCheckpoints);
    history.keepCheckpoints(trial, all.subList(surplus, all.size()));
  }

  private void endAttempt(AttemptEnded ended) {
    Trial trial = history.trial(ended.trialId());
    if (ended.why() == AttemptEndCause.FAILED) {
      history.fail(trial, ended.reason());
    } else if (ended.why() == AttemptEndCause.LOST) {
      history.note(trial, ended.reason());
    }
    if (ended.status() == TrialStatus.PAUSED) {
      history.pause(trial);
    } else {
      history.retry(trial);
    }
    lastEnds.put(trial.id(), ended.why());
  }

  private void end(TrialEnded ended) {
    Trial trial = history.trial(ended.trialId());
    if (ended.status() == TrialStatus.ERROR) {
      history.fail(trial, ended.error());
    }
    columns.see(ended.metrics());
    history.end(trial, ended.status(), ended.metrics(), ended.reason());
    models.remove(trial.id());
    ended.model().ifPresent(model -> models.put(trial.id(), model));
    lastEnds.remove(trial.id());
  }
}
