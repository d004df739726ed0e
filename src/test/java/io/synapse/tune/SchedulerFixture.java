package io.synapse.tune;

import io.synapse.execute.EventSource;
import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.Problems;
import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.RunLog;
import io.synapse.run.RunPlan;
import io.synapse.run.Trial;
import io.synapse.schedule.Scheduler;
import io.synapse.schedule.SchedulerSettings;
import io.synapse.schedule.Schedulers;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import io.synapse.tune.ScriptedCurves.Curve;
import io.synapse.tune.ScriptedCurves.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Runs schedulers on scripted curves, through the real tuner. */
abstract class SchedulerFixture extends ReplayFixture {

  private static final Failures NEVER = (number, attempt, iteration) -> false;

  /** Where the plugins of most tests end by themselves. */
  private static final int LENGTH = 12;

  /** The name of the scheduler. */
  abstract String name();

  /** Options with which something is decided within twelve iterations. */
  Map<String, Object> options() {
    return Map.of();
  }

  /** Whether it decides by reports; one that does not must refuse a time attribute. */
  boolean looksAtReports() {
    return true;
  }

  /** What else may be drawn for random schedules. */
  Map<String, Object> drawnOptions(RandomGenerator random) {
    return options();
  }

  Map<String, Object> moreOptions = Map.of();
  Curve curve = SchedulerFixture::wave;
  int length = LENGTH;
  int checkpointEvery = 1;
  Failures failures = NEVER;
  UnaryOperator<Path> checkpoint = path -> path;
  RandomGenerator order = new SplittableRandom(1);

  /** What the tuner hears of the trials. */
  Function<ScriptedCurves, EventSource> source = curves -> curves;

  /** Grows with time, to a different height for each trial, and overtakes others on the way. */
  static Map<String, Object> wave(int number, long iteration) {
    double height = (number * 7 % 19) / 19.0;
    double speed = 0.05 + (number * 5 % 11) / 11.0;
    return Map.of("score", height * (1 - Math.exp(-speed * iteration)));
  }

  final TunerResult tune(int trials, int slots) throws Exception {
    return run(trials, slots, create(trials));
  }

  TunerResult run(int trials, int slots, Scheduler with) throws Exception {
    ScriptedCurves.Script script =
        new ScriptedCurves.Script(curve, length, checkpointEvery, failures, checkpoint);
    ScriptedCurves trialsOfRun = new ScriptedCurves(script, order);
    RunPlan plan = plan(trials, slots);
    TunerSettings settings =
        new TunerSettings(
            "1a2b3c4d",
            99,
            plan,
            folder,
            Optional.empty(),
            new TunerSettings.RunLimits(
                timeBudget, Optional.empty(), Map.of(), maxFailures, false, false),
            keepCheckpoints,
            mostParked);
    RunLog log = new RunLog(journal, List.of(), Clock.systemUTC());
    TunerParts parts = new TunerParts(searcher, with, trialsOfRun, source.apply(trialsOfRun));
    return new Tuner(settings, parts, log, clock, replayed.apply(plan)).run();
  }

  RunPlan plan(int trials, int slots) {
    Object time = allOptions().get("time_attr");
    return new RunPlan(
        true, Optional.of(objective), trials, slots, Optional.ofNullable((String) time));
  }

  private Map<String, Object> allOptions() {
    AlgorithmSpecification specification =
        Schedulers.specifications().stream()
            .filter(each -> each.isNamed(name()))
            .findFirst()
            .orElseThrow();
    Map<String, Object> written = new LinkedHashMap<>(options());
    written.putAll(moreOptions);
    Problems problems = new Problems();
    Map<String, Object> all = specification.check(written, "options", problems);
    problems.throwIfAny();
    return all;
  }

  Scheduler create(int trials) {
    return Schedulers.create(
        new SchedulerSettings(name(), allOptions(), space(), objective, trials));
  }

  static SearchSpace space() {
    return new SearchSpace(
        List.of(
            new SearchSpace.Dimension(
                "x", new RealRange(0, 1, new Scale.Linear(), Optional.empty()))));
  }

  Path kept(Path inTrials) {
    try {
      Path path = Files.createDirectories(folder.resolve(inTrials));
      Files.writeString(path.resolve("weights"), inTrials.toString());
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long longest(TunerResult result) {
    return result.history().trials().stream()
        .mapToLong(Trial::trainingIteration)
        .max()
        .orElseThrow();
  }

  static List<String> fates(TunerResult result) {
    return fates(result.history());
  }

  static List<String> fates(History history) {
    return history.trials().stream()
        .map(trial -> trial.status() + " at " + trial.trainingIteration())
        .toList();
  }

  /** What was decided about whom, in its order. */
  static List<String> decisions(TunerResult result) {
    return result.history().verdicts().stream().map(SchedulerFixture::text).toList();
  }

  private static String text(History.Verdict verdict) {
    return verdict.trial().spec().number()
        + " "
        + verdict.decision().getClass().getSimpleName()
        + " "
        + verdict.decision().reason();
  }

  /** Knows nothing but the history, at every call. */
  final class MadeAnew implements Scheduler {
    @Override
    public Next next(History history, RandomGenerator random) {
      return create(30).next(history, random);
    }

    @Override
    public Decision onReport(Trial trial, History history, RandomGenerator random) {
      return create(30).onReport(trial, history, random);
    }
  }
}
