package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.Problems;
import io.synapse.run.Decision;
import io.synapse.run.RunHistory;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.run.TrialSpec;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A history whose trials report the values of a test; each report is followed by a decision of the
 * scheduler, as in the tuner.
 */
final class ScheduledHistory {

  static final String TIME = "training_iteration";

  final RunHistory history;
  private final SchedulerSettings settings;
  private final Scheduler scheduler;

  ScheduledHistory(
      AlgorithmSpecification specification, Map<String, Object> options, Objective.Mode mode) {
    Objective objective = new Objective("score", mode);
    SearchSpace space =
        new SearchSpace(
            List.of(
                new SearchSpace.Dimension(
                    "x", new RealRange(0, 1, new Scale.Linear(), Optional.empty()))));
    this.settings =
        new SchedulerSettings(
            specification.name(), allOptions(specification, options), space, objective, 100);
    this.history = new RunHistory(Optional.of(objective), 100, Optional.of(TIME));
    this.scheduler = Schedulers.create(settings);
  }

  /** The options of a scheduler, defaults filled in. */
  static Map<String, Object> allOptions(
      AlgorithmSpecification specification, Map<String, Object> options) {
    Problems problems = new Problems();
    Map<String, Object> all = specification.check(options, "options", problems);
    problems.throwIfAny();
    return all;
  }

  /** Starts a new trial. */
  Trial begin() {
    int number = history.trials().size();
    Config config = new Config(Map.of("x", 0.5));
    Trial trial =
        history.add(new TrialSpec("trial_" + number, number, TrialSpec.Origin.SEARCHER, config));
    history.begin(trial, config, Optional.empty());
    return trial;
  }

  /**
   * Starts a new trial that reports values at the times 1, 2 and so on, regardless of the
   * decisions.
   */
  Trial begin(double... values) {
    Trial trial = begin();
    for (double value : values) {
      report(trial, value);
    }
    return trial;
  }

  Decision report(Trial trial, double value) {
    return report(trial, trial.trainingIteration() + 1.0, value);
  }

  Decision report(Trial trial, double time, double value) {
    history.report(trial, Map.of("score", value, TIME, time));
    Decision decision = decide(scheduler, trial);
    history.decide(trial, decision);
    if (decision instanceof Decision.Pause) {
      history.pause(trial);
    }
    return decision;
  }

  /** The decision about the last report of a fresh scheduler, which knows only the history. */
  Decision decisionOfFreshScheduler(Trial trial) {
    return decide(Schedulers.create(settings), trial);
  }

  private Decision decide(Scheduler asked, Trial trial) {
    return asked.onReport(trial, history, new SplittableRandom(1));
  }

  Scheduler.Next next() {
    return scheduler.next(history, new SplittableRandom(1));
  }

  /** Resumes a trial. */
  void resume(Scheduler.Next.Resume resume) {
    history.decide(resume.trial(), new Decision.Continue(resume.reason()));
    history.unpause(resume.trial());
  }

  /** Fails the trial's attempt and starts another one that continues from an iteration. */
  void retry(Trial trial, long iteration) {
    Map<String, Object> metrics = Map.of(TIME, (double) iteration);
    history.fail(trial, "failed as planned");
    history.retry(trial);
    history.begin(
        trial,
        trial.config(),
        iteration == 0
            ? Optional.empty()
            : Optional.of(new SavedCheckpoint(Path.of("saved"), iteration, metrics)));
  }

  void end(Trial trial, TrialStatus status) {
    history.end(trial, status, trial.metrics(), "");
  }
}
