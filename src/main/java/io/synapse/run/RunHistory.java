package io.synapse.run;

import io.synapse.space.Config;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The history of one run, kept by the tuner: a live run and the replay of its journal make the same
 * calls and so the same history. Not thread-safe; owned by the tuner's thread. Every call takes
 * constant or logarithmic time.
 */
public final class RunHistory implements History {

  private final Optional<Objective> objective;
  private final int numSamples;
  private final Optional<String> timeAttribute;
  private final List<Trial> trials = new ArrayList<>();
  private final Map<String, Trial> byId = new HashMap<>();
  private final TreeMap<Integer, Trial> running = new TreeMap<>();
  private int finishedCount;
  private Optional<Trial> best = Optional.empty();
  private boolean samplingClosed;
  private final List<Trial> ended = new ArrayList<>();
  private final List<Integer> verdictsBefore = new ArrayList<>();
  private final List<Trial> rewound = new ArrayList<>();
  private final List<History.Verdict> verdicts = new ArrayList<>();
  private final LeadingFailures leadingFailures = new LeadingFailures();

  /**
   * An empty history.
   *
   * @param objective what is optimised; empty for a single training
   * @param numSamples how many trials there will be at most
   */
  public RunHistory(Optional<Objective> objective, int numSamples) {
    this(objective, numSamples, Optional.empty());
  }

  /**
   * An empty history with times.
   *
   * @param timeAttribute the reported metric that is the scheduler's time; empty for training
   *     iterations
   */
  public RunHistory(Optional<Objective> objective, int numSamples, Optional<String> timeAttribute) {
    this.objective = objective;
    this.numSamples = numSamples;
    this.timeAttribute = timeAttribute;
  }

  @Override
  public Optional<Objective> objective() {
    return objective;
  }

  @Override
  public Optional<String> timeAttribute() {
    return timeAttribute;
  }

  @Override
  public List<Trial> trials() {
    return Collections.unmodifiableList(trials);
  }

  @Override
  public List<Trial> running() {
    return List.copyOf(running.values());
  }

  /** How many trials have a slot now. */
  public int runningCount() {
    return running.size();
  }

  @Override
  public Trial trial(String id) {
    Trial trial = byId.get(id);
    if (trial == null) {
      throw new IllegalArgumentException("there is no trial '" + id + "' in this run");
    }
    return trial;
  }

  @Override
  public int finishedCount() {
    return finishedCount;
  }

  @Override
  public Optional<Trial> best() {
    return best;
  }

  @Override
  public boolean canSample() {
    return !samplingClosed && trials.size() < numSamples;
  }

  @Override
  public List<Trial> ended() {
    return Collections.unmodifiableList(ended);
  }

  @Override
  public int verdictsBefore(int endedIndex) {
    return verdictsBefore.get(endedIndex);
  }

  @Override
  public List<Trial> rewound() {
    return Collections.unmodifiableList(rewound);
  }

  @Override
  public List<History.Verdict> verdicts() {
    return Collections.unmodifiableList(verdicts);
  }

  /** No further trial will be suggested: the budget is used up or the space exhausted. */
  public void closeSampling() {
    samplingClosed = true;
  }

  /** Adds a suggested trial, which is PENDING. */
  public Trial add(TrialSpec spec) {
    Trial trial = new Trial(spec);
    trials.add(trial);
    byId.put(spec.id(), trial);
    return trial;
  }

  /**
   * An attempt starts: the trial is RUNNING and counts on from the checkpoint. One that had failed
   * for good is given another chance.
   */
  public void begin(Trial trial, Config config, Optional<SavedCheckpoint> from) {
    if (trial.status() == TrialStatus.ERROR) {
      finishedCount--;
    }
    double time = from.map(saved -> time(saved.metrics(), saved.trainingIteration())).orElse(0.0);
    int counted = trial.series().size();
    trial.begin(trial.attempt() + 1, config, from, time);
    if (trial.series().size() < counted) {
      rewound.add(trial);
    }
    running.put(trial.spec().number(), trial);
  }

  /** A report counts: one more training iteration. */
  public void report(Trial trial, Map<String, Object> metrics) {
    double time = time(metrics, trial.trainingIteration() + 1);
    trial.report(metrics, time, objectiveValue(metrics));
  }

  /** A decision about a trial; one without a reason leaves no verdict. */
  public void decide(Trial trial, Decision decision) {
    if (!decision.reason().isEmpty()) {
      double value = trial.value().orElse(Double.NaN);
      verdicts.add(
          new History.Verdict(trial, trial.trainingIteration(), trial.time(), value, decision));
    }
  }

  /** A paused trial whose attempt never ended has a slot again. */
  public void unpause(Trial trial) {
    running.put(trial.spec().number(), trial);
    trial.waitFor(TrialStatus.RUNNING);
  }

  /** The checkpoints that are kept, oldest first. */
  public void keepCheckpoints(Trial trial, List<SavedCheckpoint> kept) {
    trial.keepCheckpoints(kept);
  }

  /** The trial gave up its slot and may be resumed later. */
  public void pause(Trial trial) {
    running.remove(trial.spec().number());
    trial.waitFor(TrialStatus.PAUSED);
  }

  /** An attempt failed; {@link #retry} or {@link #end} follows. */
  public void fail(Trial trial, String error) {
    trial.fail(error);
  }

  /** The trial lost its slot and another attempt will follow: it is PENDING again. */
  public void retry(Trial trial) {
    running.remove(trial.spec().number());
    trial.waitFor(TrialStatus.PENDING);
  }

  /** Something that a person should know of the trial. */
  public void note(Trial trial, String text) {
    trial.note(text);
  }

  /** Failed trials get another chance: how many failed alike is counted anew. */
  public void forgiveFailures() {
    leadingFailures.forgive();
  }

  /** How the first trials of the run failed. */
  public LeadingFailures leadingFailures() {
    return leadingFailures;
  }

  /**
   * The trial has ended.
   *
   * @param reason why it ended before its plugin did; empty when it didn't
   */
  public void end(Trial trial, TrialStatus status, Map<String, Object> metrics, String reason) {
    running.remove(trial.spec().number());
    trial.end(status, metrics, objectiveValue(metrics), reason);
    finishedCount++;
    ended.add(trial);
    verdictsBefore.add(verdicts.size());
    leadingFailures.see(trial);
    if (status == TrialStatus.TERMINATED && beatsBest(trial)) {
      best = Optional.of(trial);
    }
  }

  private boolean beatsBest(Trial trial) {
    if (objective.isEmpty()) {
      return false;
    }
    double value = trial.value().orElse(Double.NaN);
    double incumbent = best.map(Trial::value).orElse(OptionalDouble.empty()).orElse(Double.NaN);
    boolean tiedAndEarlier =
        best.isPresent()
            && value == incumbent
            && trial.spec().number() < best.get().spec().number();
    return objective.get().mode().isBetter(value, incumbent) || tiedAndEarlier;
  }

  private double time(Map<String, Object> metrics, long iteration) {
    if (timeAttribute.isEmpty()) {
      return iteration;
    }
    return metrics.get(timeAttribute.get()) instanceof Number time
        ? time.doubleValue()
        : Double.NaN;
  }

  private OptionalDouble objectiveValue(Map<String, Object> metrics) {
    return objective.map(Objective::metric).map(metrics::get).stream()
        .filter(Number.class::isInstance)
        .mapToDouble(value -> ((Number) value).doubleValue())
        .findFirst();
  }
}
