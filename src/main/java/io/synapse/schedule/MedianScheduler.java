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
 * Optimization", section 3.2.2): a trial ends when the best that it has reported is worse than the
 * median of the other trials' running averages up to the same time. Running trials count as well as
 * those that are over.
 *
 * <p>Trials are compared in whole units of time, each with its first report in that unit, so that a
 * report costs the same whatever the number of trials; with a time that is no count, such as
 * seconds, that is the nearest that trials can be compared.
 *
 * <p>Without {@code hard_stop} a trial is paused instead, once, and goes on when there is nothing
 * else to start.
 */
public final class MedianScheduler implements Scheduler {

  private static final String GRACE = "grace_period";
  private static final String FEWEST = "min_samples_required";
  private static final String HARD_STOP = "hard_stop";

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "median",
          List.of(),
          "trials that are worse than the median of the others end early",
          List.of(
              SchedulerOptions.timeAttribute(),
              SchedulerOptions.gracePeriod(0),
              OptionSpecification.integer(FEWEST, 3L, 1, "the other trials needed for a median"),
              OptionSpecification.truth(
                  HARD_STOP, true, "whether a trial is stopped rather than paused")));

  private final Objective.Mode mode;
  private final double grace;
  private final long fewest;
  private final boolean stops;
  private final RunningAverages averages;
  private final List<RunningAverages.Part> parts = new ArrayList<>();
  private final TreeSet<Integer> waiting = new TreeSet<>();
  private final BitSet pausedOnce = new BitSet();
  private int verdictsSeen;
  private int endsSeen;
  private int rewindsSeen;

  private MedianScheduler(Objective.Mode mode, Map<String, Object> options) {
    this.mode = mode;
    this.averages = new RunningAverages(mode);
    this.grace = SchedulerOptions.integer(options, GRACE);
    this.fewest = SchedulerOptions.integer(options, FEWEST);
    this.stops = SchedulerOptions.truth(options, HARD_STOP);
  }

  static MedianScheduler of(SchedulerSettings settings) {
    return new MedianScheduler(settings.objective().mode(), settings.options());
  }

  @Override
  public Next next(History history, RandomGenerator random) {
    see(history);
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
    see(history);
    int number = trial.spec().number();
    // A time that is not a number has come nowhere.
    if (!(trial.time() >= grace) || pausedOnce.get(number)) {
      return Decision.goOn();
    }
    RunningAverages.Part part = parts.get(number);
    RunningAverages.Others others = averages.others(part, trial.time());
    // A trial that has reported nothing finite yet is worse than any.
    if (others.count() < fewest || !mode.isBetter(others.median(), part.best())) {
      return Decision.goOn();
    }
    String verb = stops ? "stopped" : "paused";
    String reason =
        "%s at %s: %s"
            .formatted(verb, RungReasons.text(trial.time()), comparison(part.best(), others));
    return stops ? new Decision.Stop(reason) : new Decision.Pause(reason);
  }

  @Override
  public boolean mayPause() {
    return !stops;
  }

  private String comparison(double best, RunningAverages.Others others) {
    String median = RungReasons.text(others.median());
    if (!Double.isFinite(best)) {
      return "it has no finite value, and the median of %d trials is %s"
          .formatted(others.count(), median);
    }
    String side = mode == Objective.Mode.MAX ? "below" : "above";
    return "its best %s is %s the median %s of %d trials"
        .formatted(RungReasons.text(best), side, median, others.count());
  }

  /** Takes in what has happened since the last call. */
  private void see(History history) {
    for (; rewindsSeen < history.rewound().size(); rewindsSeen++) {
      int number = history.rewound().get(rewindsSeen).spec().number();
      if (number < parts.size()) {
        // Reports of the new attempt may be there already, in the place of those taken back.
        averages.rewind(parts.get(number));
        follow(history.trials().get(number));
      }
    }
    while (parts.size() < history.trials().size()) {
      parts.add(new RunningAverages.Part());
      follow(history.trials().get(parts.size() - 1));
    }
    history.running().forEach(this::follow);
    for (; endsSeen < history.ended().size(); endsSeen++) {
      seeEnd(history.ended().get(endsSeen));
    }
    for (; verdictsSeen < history.verdicts().size(); verdictsSeen++) {
      see(history.verdicts().get(verdictsSeen));
    }
  }

  /** Only one that failed may be given another chance, and take reports back. */
  private void seeEnd(Trial trial) {
    follow(trial);
    if (trial.status() == TrialStatus.TERMINATED) {
      parts.get(trial.spec().number()).close();
    }
  }

  private void follow(Trial trial) {
    averages.follow(parts.get(trial.spec().number()), trial.series());
  }

  private void see(History.Verdict verdict) {
    // What is reported while an attempt ends is decided by the tuner, and leaves a verdict.
    follow(verdict.trial());
    int number = verdict.trial().spec().number();
    if (verdict.decision() instanceof Decision.Pause) {
      pausedOnce.set(number);
      waiting.add(number);
    } else {
      waiting.remove(number);
    }
  }
}
