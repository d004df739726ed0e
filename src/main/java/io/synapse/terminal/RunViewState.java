package io.synapse.terminal;

import io.synapse.run.Decision;
import io.synapse.run.MetricColumns;
import io.synapse.run.Phase;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.RunEvent.AttemptEnded;
import io.synapse.run.RunEvent.AttemptParked;
import io.synapse.run.RunEvent.AttemptStarted;
import io.synapse.run.RunEvent.AttemptUnparked;
import io.synapse.run.RunEvent.BestChosen;
import io.synapse.run.RunEvent.PhaseProgressed;
import io.synapse.run.RunEvent.RunFinished;
import io.synapse.run.RunEvent.RunInterrupted;
import io.synapse.run.RunEvent.RunStarted;
import io.synapse.run.RunEvent.TrialCreated;
import io.synapse.run.RunEvent.TrialDecided;
import io.synapse.run.RunEvent.TrialEnded;
import io.synapse.run.RunEvent.TrialReported;
import io.synapse.run.RunPlan;
import io.synapse.run.TrialEvent.MetricLogged;
import io.synapse.run.TrialEvent.Noted;
import io.synapse.run.TrialEvent.Placed;
import io.synapse.run.TrialEvent.Progressed;
import io.synapse.run.TrialEvent.SlotsChanged;
import io.synapse.run.TrialStatus;
import io.synapse.space.FlatValues;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a view knows of a run: built from its events and from nothing else. Not thread-safe. */
final class RunViewState {

  private static final RunPlan NO_PLAN =
      new RunPlan(false, Optional.empty(), 0, 1, Optional.empty());

  private final InstantSource clock;
  private final Instant opened;
  private final RunProgress progress = new RunProgress();
  private final LoggedMetrics metrics = new LoggedMetrics();
  private TrialTable trials = new TrialTable(Optional.empty());
  private RunPlan plan = NO_PLAN;
  private int slots;
  private String offer = "";
  private String name = "";
  private String runId = "";
  private Optional<String> ending = Optional.empty();

  RunViewState(InstantSource clock) {
    this.clock = clock;
    this.opened = clock.instant();
  }

  /** Takes an event in. */
  void apply(RecordedEvent recorded) {
    RunEvent event = recorded.event();
    if (event instanceof RunEvent.OfTrial ofTrial) {
      applyToTrial(ofTrial);
    } else {
      applyToRun(event);
    }
    if (recorded.time().isBefore(opened)) {
      progress.startPaceAnew(clock.instant());
    }
  }

  /** How far the run is. */
  RunProgress progress() {
    return progress;
  }

  /** The trials. */
  TrialTable trials() {
    return trials;
  }

  /** The metrics of a single training. */
  LoggedMetrics metrics() {
    return metrics;
  }

  /** What the run does. */
  RunPlan plan() {
    return plan;
  }

  /** How many trials run at once at most. */
  int slots() {
    return slots;
  }

  /** What there is to run on; empty where that is this machine. */
  String offer() {
    return offer;
  }

  /** The job's name, as it was given. */
  String name() {
    return name;
  }

  /** The run's folder name. */
  String runId() {
    return runId;
  }

  /** {@code completed}, {@code failed} or {@code interrupted}, once the run has ended. */
  Optional<String> ending() {
    return ending;
  }

  /** The time now. */
  Instant now() {
    return clock.instant();
  }

  /** How long the run has been running. */
  Duration elapsed() {
    return Duration.between(opened, now());
  }

  /**
   * How many trials there are of each status. While it is running, PENDING are also those that are
   * planned and don't exist yet.
   */
  Map<TrialStatus, Integer> counts() {
    Map<TrialStatus, Integer> counts = new EnumMap<>(TrialStatus.class);
    for (TrialStatus status : TrialStatus.values()) {
      counts.put(status, trials.count(status));
    }
    if (ending.isEmpty()) {
      counts.merge(TrialStatus.PENDING, trialTotal() - trials.total(), Integer::sum);
    }
    return counts;
  }

  /** How many trials there will be: as many as planned, or more when there are more. */
  int trialTotal() {
    return Math.max(plan.trialCount(), trials.total());
  }

  private void applyToRun(RunEvent event) {
    if (event instanceof RunStarted started) {
      start(started);
    } else if (event instanceof PhaseProgressed progressed) {
      progress(progressed);
    } else if (event instanceof SlotsChanged changed) {
      slots = changed.slots();
      offer = changed.offer();
    } else if (event instanceof RunInterrupted) {
      ending = Optional.of("interrupted");
    } else if (event instanceof RunFinished finished) {
      finish(finished);
    }
  }

  private void start(RunStarted started) {
    boolean resumed = started.runId().equals(runId);
    name = started.jobName();
    runId = started.runId();
    plan = started.plan().orElse(NO_PLAN);
    slots = plan.concurrency();
    offer = "";
    trials = resumed ? trials : new TrialTable(plan.objective());
    ending = Optional.empty();
    progress.plan(plan.tuning());
  }

  private void progress(PhaseProgressed event) {
    // The trials' bar is counted from the trials themselves: the two could only differ.
    if (event.phase() != Phase.TRIALS) {
      RunProgress.Steps steps = new RunProgress.Steps(event.current(), event.total());
      progress.progressed(event.phase(), steps, now());
    }
  }

  private void finish(RunFinished finished) {
    ending = ending.or(() -> Optional.of(finished.status()));
    if (finished.status().equals("completed")) {
      progress.complete();
    }
  }

  private void applyToTrial(RunEvent.OfTrial event) {
    if (event instanceof TrialCreated created) {
      trials.add(
          new TrialRow(
              created.trialId(), created.number(), FlatValues.of(created.config().values())));
      countTrials();
    } else if (event instanceof AttemptStarted started) {
      start(started);
    } else if (event instanceof AttemptEnded ended) {
      endAttempt(ended);
    } else if (event instanceof AttemptParked parked) {
      move(parked.trialId(), row -> row.suspend(TrialStatus.PAUSED, parked.reason(), now()));
    } else if (event instanceof AttemptUnparked unparked) {
      move(unparked.trialId(), row -> row.proceed(unparked.reason(), now()));
    } else if (event instanceof TrialEnded ended) {
      end(ended);
    } else if (event instanceof BestChosen chosen) {
      trials.chooseBest(chosen.trialId());
    } else {
      applyLogged(event);
    }
  }

  /** A loss is shown beside the row: a column of its own would cost a narrow table the others. */
  private void endAttempt(AttemptEnded ended) {
    boolean isShown = ended.why() == AttemptEndCause.PAUSED || ended.why() == AttemptEndCause.LOST;
    String reason = isShown ? ended.reason() : "";
    move(ended.trialId(), row -> row.suspend(ended.status(), reason, now()));
  }

  /** Changes the status of a trial that is not over. */
  private void move(String trialId, Consumer<TrialRow> change) {
    trials.unfinished(trialId).ifPresent(row -> trials.move(row, () -> change.accept(row)));
  }

  private void decide(String trialId, Decision decision) {
    if (!decision.reason().isEmpty()) {
      trials.unfinished(trialId).ifPresent(row -> row.decide(decision.reason()));
    }
  }

  private void applyLogged(RunEvent.OfTrial event) {
    if (event instanceof TrialReported reported) {
      trials
          .unfinished(reported.trialId())
          .ifPresent(row -> trials.report(row, reported.metrics(), reported.trainingIteration()));
      decide(reported.trialId(), reported.decision());
      logOwn("", reported.metrics());
    } else if (event instanceof MetricLogged logged) {
      trials
          .unfinished(logged.trialId())
          .ifPresent(row -> trials.log(row, logged.key(), logged.value()));
      logOwn(logged.category(), Map.of(logged.key(), logged.value()));
    } else if (event instanceof TrialDecided decided) {
      decide(decided.trialId(), decided.decision());
    } else if (event instanceof Placed placed) {
      place(placed);
    } else if (event instanceof Noted noted) {
      trials.unfinished(noted.trialId()).ifPresent(row -> row.note(noted.text()));
    } else if (event instanceof Progressed progressed) {
      trials
          .unfinished(progressed.trialId())
          .ifPresent(row -> row.progress(progressed.current(), progressed.total()));
    }
  }

  private void logOwn(String category, Map<String, Object> values) {
    if (!plan.tuning()) {
      values.forEach((key, value) -> metrics.put(category, key, value));
    }
  }

  private void start(AttemptStarted started) {
    TrialRow row =
        trials
            .unfinished(started.trialId())
            .orElseGet(() -> trials.add(new TrialRow(started.trialId(), 0, Map.of())));
    Map<String, Object> config = FlatValues.of(started.config().values());
    if (started.waits()) {
      trials.move(row, () -> row.await(started.attempt(), config));
    } else {
      trials.move(row, () -> row.start(started.attempt(), config, now()));
      beginTraining();
    }
  }

  private void place(Placed placed) {
    move(placed.trialId(), row -> row.place(placed.place(), now()));
    beginTraining();
  }

  private void beginTraining() {
    if (!plan.tuning() && progress.steps(Phase.TRAIN).isEmpty()) {
      progress.progressed(Phase.TRAIN, new RunProgress.Steps(0, 0), now());
    }
  }

  private void end(TrialEnded ended) {
    move(ended.trialId(), row -> row.end(ended.status(), ended.metrics(), ended.error(), now()));
    countTrials();
  }

  private void countTrials() {
    if (plan.tuning()) {
      RunProgress.Steps steps = new RunProgress.Steps(trials.finishedCount(), trialTotal());
      progress.trials(steps, trials.unfinishedCount() == 0, now());
    }
  }

  /**
   * The last value of every metric of a single training, by category and key, in order of sight.
   */
  static final class LoggedMetrics {

    /** A plugin that makes up keys without end must not fill the memory. */
    private static final int MOST = 64;

    private final Map<String, Map<String, Object>> byCategory = new LinkedHashMap<>();
    private int size;

    /** Takes notice of a value. */
    void put(String category, String key, Object value) {
      if (MetricColumns.isBookkeeping(key)) {
        return;
      }
      Map<String, Object> values = byCategory.getOrDefault(category, Map.of());
      if (values.containsKey(key)) {
        values.put(key, value);
      } else if (size < MOST) {
        byCategory.computeIfAbsent(category, unused -> new LinkedHashMap<>()).put(key, value);
        size++;
      }
    }

    /** Category to key to value. */
    Map<String, Map<String, Object>> byCategory() {
      return byCategory;
    }
  }
}
