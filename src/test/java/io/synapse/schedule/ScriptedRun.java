package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.Problems;
import io.synapse.run.Bracket;
import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.RunHistory;
import io.synapse.run.Trial;
import io.synapse.run.TrialSpec;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import io.synapse.space.SearchSpace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * A simulated run: a scheduler fills the slots, and trials report the values of a script in turn.
 * Paused trials keep their progress.
 */
final class ScriptedRun {

  /** The value that a trial reports at a time. */
  @FunctionalInterface
  interface Curve {
    double at(int trial, double time);
  }

  private static final int MAX_STEPS = 1_000_000;

  private final Map<String, Object> options;
  private final String name;
  private final RunHistory history;
  private final Objective objective;
  private final Curve curve;
  private final Queue<Trial> active = new ArrayDeque<>();
  private final Queue<Trial> restarts = new ArrayDeque<>();
  private final Map<Integer, Integer> reported = new LinkedHashMap<>();
  private UnaryOperator<Scheduler> schedulerOfCall = scheduler -> scheduler;
  private Times times = (trial, report) -> report;
  private OutcomeScript outcome = (trial, report) -> Outcome.REPORTS;
  private Scheduler scheduler;
  private double trainedTime;

  /** The scheduler's time of a trial's report; reports are counted from 1. */
  @FunctionalInterface
  interface Times {
    double at(int trial, int report);
  }

  /** What happens when a trial is about to report. */
  enum Outcome {
    REPORTS,
    FINISHES,
    FAILS,
    IS_RETRIED
  }

  /** What happens when a trial is about to report; reports are counted from 1 over all attempts. */
  @FunctionalInterface
  interface OutcomeScript {
    Outcome at(int trial, int report);
  }

  ScriptedRun(
      String name, Map<String, Object> options, Objective.Mode mode, int trials, Curve curve) {
    this.name = name;
    this.options = checked(name, options);
    this.objective = new Objective("score", mode);
    this.history = new RunHistory(Optional.of(objective), trials, Optional.of("time"));
    this.curve = curve;
    this.scheduler = create();
  }

  static Map<String, Object> checked(String name, Map<String, Object> options) {
    Problems problems = new Problems();
    Map<String, Object> all = specification(name).check(options, "options", problems);
    problems.throwIfAny();
    return all;
  }

  static AlgorithmSpecification specification(String name) {
    return Schedulers.specifications().stream()
        .filter(candidate -> candidate.isNamed(name))
        .findFirst()
        .orElseThrow();
  }

  private Scheduler create() {
    return Schedulers.create(
        new SchedulerSettings(name, options, new SearchSpace(List.of()), objective, 0));
  }

  ScriptedRun withTimes(Times scripted) {
    times = scripted;
    return this;
  }

  ScriptedRun withOutcomes(OutcomeScript scripted) {
    outcome = scripted;
    return this;
  }

  /** Sends every call to a fresh scheduler, which knows only the history. */
  ScriptedRun recreatedForEachCall() {
    schedulerOfCall = old -> create();
    return this;
  }

  /** Runs until all trials have ended. */
  ScriptedRun run(int slots) {
    fill(slots);
    for (int steps = 0; !active.isEmpty(); steps++) {
      if (steps > MAX_STEPS) {
        throw new IllegalStateException("there is no end to it");
      }
      step(active.remove());
      fill(slots);
    }
    return this;
  }

  RunHistory history() {
    return history;
  }

  /** The total training time of all trials, in the scheduler's time. */
  double trainedTime() {
    return trainedTime;
  }

  List<Bracket> brackets() {
    return current().brackets(history);
  }

  private Scheduler current() {
    scheduler = schedulerOfCall.apply(scheduler);
    return scheduler;
  }

  private void fill(int slots) {
    while (active.size() < slots && fillOne()) {}
  }

  private boolean fillOne() {
    if (!restarts.isEmpty()) {
      begin(restarts.remove());
      return true;
    }
    Scheduler.Next next = current().next(history, new SplittableRandom(1));
    if (next instanceof Scheduler.Next.Sample) {
      int number = history.trials().size();
      begin(
          history.add(
              new TrialSpec(
                  "t" + number, number, TrialSpec.Origin.SEARCHER, new Config(Map.of()))));
      return true;
    } else if (next instanceof Scheduler.Next.Resume resume) {
      history.decide(resume.trial(), new Decision.Continue(resume.reason()));
      history.unpause(resume.trial());
      active.add(resume.trial());
      return true;
    } else if (next instanceof Scheduler.Next.End end) {
      history.decide(end.trial(), new Decision.Stop(end.reason()));
      end(end.trial(), TrialStatus.TERMINATED);
      return true;
    } else if (next instanceof Scheduler.Next.Wait && active.isEmpty()) {
      throw new IllegalStateException("waits for nothing");
    }
    return false;
  }

  private void begin(Trial trial) {
    history.begin(trial, trial.config(), Optional.empty());
    active.add(trial);
  }

  private void end(Trial trial, TrialStatus status) {
    history.end(trial, status, trial.metrics(), "");
  }

  private void step(Trial trial) {
    int number = trial.spec().number();
    int report = reported.merge(number, 1, Integer::sum);
    switch (outcome.at(number, report)) {
      case REPORTS -> report(trial, number);
      case FINISHES -> end(trial, TrialStatus.TERMINATED);
      case FAILS -> end(trial, TrialStatus.ERROR);
      case IS_RETRIED -> retry(trial);
    }
  }

  private void retry(Trial trial) {
    history.retry(trial);
    restarts.add(trial);
  }

  /** Retries the failed trials from the start. */
  ScriptedRun retryFailed(int slots) {
    history.trials().stream()
        .filter(trial -> trial.status() == TrialStatus.ERROR)
        .forEach(restarts::add);
    return run(slots);
  }

  private void report(Trial trial, int number) {
    double before = trial.time();
    double time = times.at(number, (int) trial.trainingIteration() + 1);
    history.report(trial, Map.of("time", time, "score", curve.at(number, time)));
    trainedTime += Math.max(0, time - before);
    Decision decision = current().onReport(trial, history, new SplittableRandom(1));
    history.decide(trial, decision);
    if (decision instanceof Decision.Pause) {
      history.pause(trial);
    } else if (decision instanceof Decision.Stop) {
      end(trial, TrialStatus.TERMINATED);
    } else {
      active.add(trial);
    }
  }

  /** All decisions in their order, for example {@code 3 waits at rung 1 of bracket 0: 0.5}. */
  List<String> verdicts() {
    return history.verdicts().stream().map(ScriptedRun::text).toList();
  }

  private static String text(History.Verdict verdict) {
    return verdict.trial().spec().number() + " " + verdict.decision().reason();
  }

  /** The reasons of the decisions about one trial, in their order. */
  List<String> verdicts(int trial) {
    List<String> reasons = new ArrayList<>();
    for (History.Verdict verdict : history.verdicts()) {
      if (verdict.trial().spec().number() == trial) {
        reasons.add(verdict.decision().reason());
      }
    }
    return reasons;
  }

  /** The scheduler's time that each trial has reached, by number. */
  List<Double> times() {
    return history.trials().stream().map(Trial::time).toList();
  }
}
