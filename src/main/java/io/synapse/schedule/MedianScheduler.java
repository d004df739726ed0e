package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The median stopping rule (Golovin et al. 2017, "Google Vizier: A Service for Black-Box
 * Optimization", section 3.2.2): a trial is stopped if the best value that it has reported is worse
 * than the median of the other trials' running averages up to the same time. Both running trials
 * and those that have ended count.
 *
 * <p>Trials are compared in whole units of time, each with its first report in the unit, so that
 * the cost of a report hardly depends on the number of trials. If the time is continuous, such as
 * seconds, values within the same unit are considered simultaneous.
 *
 * <p>Without {@code hard_stop} a trial is paused instead, at most once, and resumed when there is
 * no other trial to start.
 */
public final class MedianScheduler implements Scheduler {

  private static final String GRACE_PERIOD = "grace_period";
  private static final String MIN_SAMPLES = "min_samples_required";
  private static final String HARD_STOP = "hard_stop";

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "median",
          List.of(),
          "trials that are worse than the median of the others end early",
          List.of(
              SchedulerOptions.timeAttribute(),
              SchedulerOptions.gracePeriod(0),
              OptionSpecification.integer(
                  MIN_SAMPLES, 3L, 1, "the other trials needed for a median"),
              OptionSpecification.truth(
                  HARD_STOP, true, "whether a trial is stopped rather than paused")));

  private final Objective.Mode mode;
  private final double gracePeriod;
  private final long minSamples;
  private final boolean hardStop;
  private final RunningAverages averages;
  private final List<RunningAverages.TrialAverages> trialAverages = new ArrayList<>();
  private final TreeSet<Integer> waiting = new TreeSet<>();
  private final BitSet pausedOnce = new BitSet();
  private int verdictsSeen;
  private int endsSeen;
  private int rewindsSeen;

  private MedianScheduler(Objective.Mode mode, Map<String, Object> options) {
    this.mode = mode;
    this.averages = new RunningAverages(mode);
    this.gracePeriod = SchedulerOptions.integer(options, GRACE_PERIOD);
    this.minSamples = SchedulerOptions.integer(options, MIN_SAMPLES);
    this.hardStop = SchedulerOptions.truth(options, HARD_STOP);
  }

  static MedianScheduler of(SchedulerSettings settings) {
    return new MedianScheduler(settings.objective().mode(), settings.options());
  }

  @Override
  public Next next(History history, RandomGenerator random) {
    update(history);
    if (history.canSample()) {
      return new Next.Sample();
    }
    Optional<Trial> paused =
        waiting.stream()
            .map(number -> history.trials().get(number))
            .filter(trial -> trial.status() == TrialStatus.PAUSED)
            .findFirst();
    if (paused.isPresent()) {
      return new Next.Resume(paused.get(), "goes on: no other trial is left to start");
    }
    return history.running().isEmpty()
        ? new Next.Done()
        : new Next.Wait("running trials may be paused");
  }

  @Override
  public Decision onReport(Trial trial, History history, RandomGenerator random) {
    update(history);
    int number = trial.spec().number();
    // The comparison is false for a time that is NaN.
    if (!(trial.time() >= gracePeriod) || pausedOnce.get(number)) {
      return Decision.proceed();
    }
    RunningAverages.TrialAverages own = trialAverages.get(number);
    RunningAverages.OtherTrials others = averages.others(own, trial.time());
    // A trial that has not reported a finite value is worse than any other.
    if (others.count() < minSamples || !mode.isBetter(others.median(), own.best())) {
      return Decision.proceed();
    }
    String verb = hardStop ? "stopped" : "paused";
    String reason =
        "%s at %s: %s"
            .formatted(verb, RungReasons.text(trial.time()), comparison(own.best(), others));
    return hardStop ? new Decision.Stop(reason) : new Decision.Pause(reason);
  }

  @Override
  public boolean mayPause() {
    return !hardStop;
  }

  private String comparison(double best, RunningAverages.OtherTrials others) {
    String median = RungReasons.text(others.median());
    if (!Double.isFinite(best)) {
      return "it has no finite value, and the median of %d trials is %s"
          .formatted(others.count(), median);
    }
    String side = mode == Objective.Mode.MAX ? "below" : "above";
    return "its best %s is %s the median %s of %d trials"
        .formatted(RungReasons.text(best), side, median, others.count());
  }

  /** Applies the changes of the history since the last call. */
  private void update(History history) {
    for (; rewindsSeen < history.rewound().size(); rewindsSeen++) {
      int number = history.rewound().get(rewindsSeen).spec().number();
      if (number < trialAverages.size()) {
        // Reports of the new attempt may already have replaced those that were taken back.
        averages.clear(trialAverages.get(number));
        updateAverages(history.trials().get(number));
      }
    }
    while (trialAverages.size() < history.trials().size()) {
      trialAverages.add(new RunningAverages.TrialAverages());
      updateAverages(history.trials().get(trialAverages.size() - 1));
    }
    history.running().forEach(this::updateAverages);
    for (; endsSeen < history.ended().size(); endsSeen++) {
      applyEnd(history.ended().get(endsSeen));
    }
    for (; verdictsSeen < history.verdicts().size(); verdictsSeen++) {
      apply(history.verdicts().get(verdictsSeen));
    }
  }

  /** Only a failed trial can be retried, which may take reports back. */
  private void applyEnd(Trial trial) {
    updateAverages(trial);
    if (trial.status() == TrialStatus.TERMINATED) {
      trialAverages.get(trial.spec().number()).freeze();
    }
  }

  private void updateAverages(Trial trial) {
    averages.update(trialAverages.get(trial.spec().number()), trial.series());
  }

  private void apply(History.Verdict verdict) {
    // Reports that arrive while an attempt ends are decided by the tuner, and recorded by a
    // verdict.
    updateAverages(verdict.trial());
    int number = verdict.trial().spec().number();
    if (verdict.decision() instanceof Decision.Pause) {
      pausedOnce.set(number);
      waiting.add(number);
    } else {
      waiting.remove(number);
    }
  }
}
