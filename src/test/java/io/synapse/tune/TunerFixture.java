package io.synapse.tune;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialStart;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunListener;
import io.synapse.run.RunLog;
import io.synapse.run.RunPlan;
import io.synapse.run.Trial;
import io.synapse.run.TrialEvent.EntryPoint;
import io.synapse.run.TrialSpec;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.FifoScheduler;
import io.synapse.schedule.Scheduler;
import io.synapse.search.Searcher;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import io.synapse.tune.FakeExecutor.Step;
import io.synapse.tune.FakeExecutor.WhenStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;

/** A tuner with scripted trials, a clock that the test moves and a journal in memory. */
abstract class TunerFixture {

  static final Searcher RANDOM =
      (history, random) ->
          Optional.of(
              new Searcher.Suggestion(
                  TrialSpec.Origin.SEARCHER, new Config(Map.of("x", random.nextDouble()))));

  @TempDir Path folder;

  final EventQueue events = new EventQueue();
  public final RecordingJournal journal = new RecordingJournal();
  final SettableClock clock = new SettableClock();
  Objective objective = new Objective("score", Objective.Mode.MAX);
  public Map<String, Double> stop = Map.of();
  Optional<Duration> timeBudget = Optional.empty();
  Optional<Duration> trialTimeout = Optional.empty();
  public int maxFailures;
  boolean failFast;
  boolean stopWhenAllFail;
  WhenStopped whenStopped = WhenStopped.STOPS;
  boolean placesLater;
  public int keepCheckpoints = 1;
  int mostParked;
  Optional<String> timeAttribute = Optional.empty();
  Searcher searcher = RANDOM;
  public Scheduler scheduler = new FifoScheduler();
  final List<RunListener> listeners = new ArrayList<>();
  public FakeExecutor executor;

  /** What an earlier process of the run had come to. */
  public Function<RunPlan, ReplayedRun> replayed = ReplayedRun::nothing;

  String flushed() {
    return String.valueOf(journal.flushed() == journal.events().size());
  }

  TunerResult tune(int trials, int concurrency, Function<TrialStart, List<Step>> script)
      throws InterruptedException {
    RunPlan plan = new RunPlan(true, Optional.of(objective), trials, concurrency, timeAttribute);
    return run(plan, 99, script);
  }

  TunerResult run(RunPlan plan, long seed, Function<TrialStart, List<Step>> script)
      throws InterruptedException {
    TunerSettings settings =
        new TunerSettings(
            "1a2b3c4d",
            seed,
            plan,
            folder,
            Optional.of(5L),
            new TunerSettings.RunLimits(
                timeBudget, trialTimeout, stop, maxFailures, failFast, stopWhenAllFail),
            keepCheckpoints,
            mostParked);
    executor = new FakeExecutor(events, script, whenStopped, placesLater);
    RunLog log = new RunLog(journal, listeners, Clock.systemUTC());
    TunerParts parts = new TunerParts(searcher, scheduler, executor, events);
    return new Tuner(settings, parts, log, clock, replayed.apply(plan)).run();
  }

  Path checkpoint(String name) throws IOException {
    Path path = Files.createDirectories(folder.resolve("kept").resolve(name));
    Files.writeString(path.resolve("weights"), name);
    return path;
  }

  static Function<TrialStart, List<Step>> ending(Function<TrialStart, List<Step>> script) {
    return start -> {
      List<Step> steps = new ArrayList<>(script.apply(start));
      steps.add(finish(null));
      return steps;
    };
  }

  static Step report(double score) {
    return new Step.Report(Map.of("score", score), null);
  }

  static Step finish(Object returned) {
    return new Step.Finish(EntryPoint.TUNE, returned);
  }

  static int number(TrialStart start) {
    return Integer.parseInt(start.trialId().substring(9));
  }

  static int best(TunerResult result) {
    return result.history().best().orElseThrow().spec().number();
  }

  static List<Config> configs(TunerResult result) {
    return result.history().trials().stream().map(Trial::config).toList();
  }

  static List<TrialStatus> statuses(TunerResult result) {
    return result.history().trials().stream().map(Trial::status).toList();
  }
}
