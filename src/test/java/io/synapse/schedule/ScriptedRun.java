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
 * A run in memory: slots are filled as a scheduler says, and trials report in turn what a script
 * says. Pauses keep what was trained.
 */
final class ScriptedRun {

  /** What a trial reports. */
  @FunctionalInterface
  interface Curve {
    double at(int trial, double time);
  }

  private static final int MOST_STEPS = 1_000_000;

  private final Map<String, Object> options;
  private final String name;
  private final RunHistory history;
  private final Objective objective;
  private final Curve curve;
  private final Queue<Trial> turns = new ArrayDeque<>();
  private final Queue<Trial> restarts = new ArrayDeque<>();
  private final Map<Integer, Integer> reported = new LinkedHashMap<>();
  private UnaryOperator<Scheduler> use = scheduler -> scheduler;
  private Times times = (trial, report) -> report;
  private Fate fate = (trial, report) -> What.REPORTS;
  private Scheduler scheduler;
  private double spent;

  /** The scheduler's time of a trial's report, from 1. */
  @FunctionalInterface
  interface Times {
    double at(int trial, int report);
  }

  /** What happens in place of a report. */
  enum What {
    REPORTS,
    FINISHES,
    FAILS,
    IS_RETRIED
  }

  /** What happens when a trial is about to make a report, from 1; counted over all attempts. */
  @FunctionalInterface
  interface Fate {
    What at(int trial, int report);
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
        .filter(each -> each.isNamed(name))
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

  ScriptedRun withFate(Fate scripted) {
    fate = scripted;
    return this;
  }

  /** Every call goes to a scheduler that knows nothing but the history. */
  ScriptedRun madeAnewEachTime() {
    use = old -> create();
    return this;
  }

  /** Runs until all is done. */
  ScriptedRun run(int slots) {
    fill(slots);
    for (int steps = 0; !turns.isEmpty(); steps++) {
      if (steps > MOST_STEPS) {
        throw new IllegalStateException("there is no end to it");
      }
      step(turns.remove());
      fill(slots);
    }
    return this;
  }

  RunHistory history() {
    return history;
  }

  /** How much time the trials took together, as the scheduler counts it. */
  double spent() {
    return spent;
  }

  List<Bracket> brackets() {
    return current().brackets(history);
  }

  private Scheduler current() {
    scheduler = use.apply(scheduler);
    return scheduler;
  }

  private void fill(int slots) {
    while (turns.size() < slots && fillOne()) {}
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
      turns.add(resume.trial());
      return true;
    } else if (next instanceof Scheduler.Next.End end) {
      history.decide(end.trial(), new Decision.Stop(end.reason()));
      end(end.trial(), TrialStatus.TERMINATED);
      return true;
    } else if (next instanceof Scheduler.Next.Wait && turns.isEmpty()) {
      throw new IllegalStateException("waits for nothing");
    }
    return false;
  }

  private void begin(Trial trial) {
    history.begin(trial, trial.config(), Optional.empty());
    turns.add(trial);
  }

  private void end(Trial trial, TrialStatus status) {
    history.end(trial, status, trial.metrics(), "");
  }

  private void step(Trial trial) {
    int number = trial.spec().number();
    int report = reported.merge(number, 1, Integer::sum);
    switch (fate.at(number, report)) {
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

  /** A trial that failed for good gets another chance, from the start. */
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
    spent += Math.max(0, time - before);
    Decision decision = current().onReport(trial, history, new SplittableRandom(1));
    history.decide(trial, decision);
    if (decision instanceof Decision.Pause) {
      history.pause(trial);
    } else if (decision instanceof Decision.Stop) {
      end(trial, TrialStatus.TERMINATED);
    } else {
      turns.add(trial);
    }
  }

  /** What was decided, in its order: {@code 3 waits at rung 1 of bracket 0: 0.5}. */
  List<String> verdicts() {
    return history.verdicts().stream().map(ScriptedRun::text).toList();
  }

  private static String text(History.Verdict verdict) {
    return verdict.trial().spec().number() + " " + verdict.decision().reason();
  }

  /** What was decided about one trial, in its order. */
  List<String> verdicts(int trial) {
    List<String> reasons = new ArrayList<>();
    for (History.Verdict verdict : history.verdicts()) {
      if (verdict.trial().spec().number() == trial) {
        reasons.add(verdict.decision().reason());
      }
    }
    return reasons;
  }

  /** The scheduler's time that each trial had come to, by number. */
  List<Double> times() {
    return history.trials().stream().map(Trial::time).toList();
  }
}
