package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialStart;
import io.synapse.schedule.FifoScheduler;
import io.synapse.schedule.Scheduler;
import io.synapse.search.Searcher;
import io.synapse.search.Suggestion;
import io.synapse.space.Config;
import io.synapse.space.Mode;
import io.synapse.space.Objective;
import io.synapse.trial.AttemptCause;
import io.synapse.trial.Decision;
import io.synapse.trial.EntryPoint;
import io.synapse.trial.History;
import io.synapse.trial.Origin;
import io.synapse.trial.Trial;
import io.synapse.trial.TrialEvent;
import io.synapse.trial.TrialStatus;
import io.synapse.tune.FakeExecutor.Step;
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
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunerTest {

  private static final Searcher RANDOM =
      (history, random) ->
          Optional.of(
              new Suggestion(Origin.SEARCHER, new Config(Map.of("x", random.nextDouble()))));

  @TempDir private Path folder;

  private final EventQueue events = new EventQueue();
  private final RecordingJournal journal = new RecordingJournal();
  private final SettableClock clock = new SettableClock();
  private Objective objective = new Objective("score", Mode.MAX);
  private Map<String, Double> stop = Map.of();
  private Optional<Duration> timeBudget = Optional.empty();
  private Optional<Duration> trialTimeout = Optional.empty();
  private int maxFailures;
  private boolean failFast;
  private int keepCheckpoints = 1;
  private Searcher searcher = RANDOM;
  private Scheduler scheduler = new FifoScheduler();
  private final List<RunListener> listeners = new ArrayList<>();
  private FakeExecutor executor;

  @Test
  void everyTrialIsRunOnceAndNeverMoreAtOnceThanTheConcurrency() throws Exception {
    TunerResult result = tune(20, 3, start -> List.of(report(0.5), finish(null)));

    assertThat(result.ending()).isEqualTo(TunerResult.Ending.COMPLETED);
    assertThat(result.history().trials()).hasSize(20);
    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(executor.mostAtOnce()).isEqualTo(3);
    assertThat(executor.started()).extracting(TrialStart::trialId).doesNotHaveDuplicates();
    assertThat(result.history().trials().get(7).id()).isEqualTo("1a2b3c4d_00007");
  }

  @Test
  void configurationsAreTheSameAtAnyConcurrency() throws Exception {
    List<Config> alone = configs(tune(12, 1, start -> List.of(report(1), finish(null))));
    List<Config> together = configs(tune(12, 5, start -> List.of(report(1), finish(null))));

    assertThat(together).isEqualTo(alone).doesNotHaveDuplicates();
  }

  @Test
  void theBestTrialHasTheBestFinalValueInTheModesDirection() throws Exception {
    double[] values = {0.3, 0.9, Double.NaN, 0.1, Double.POSITIVE_INFINITY};
    Function<TrialStart, List<Step>> script = start -> List.of(report(values[number(start)]));

    assertThat(best(tune(5, 2, ending(script)))).isEqualTo(1);
    objective = new Objective("score", Mode.MIN);
    assertThat(best(tune(5, 2, ending(script)))).isEqualTo(3);
  }

  @Test
  void returnedMetricsAreMergedOverTheLastReport() throws Exception {
    TunerResult result =
        tune(
            1,
            1,
            start ->
                List.of(
                    new Step.Report(Map.of("score", 1.0, "loss", 2.0), null),
                    finish(Map.of("score", 3.0))));

    assertThat(result.history().trials().get(0).metrics())
        .containsEntry("score", 3.0)
        .containsEntry("loss", 2.0)
        .containsEntry("training_iteration", 1L);
  }

  @Test
  void aReturnedNumberIsTheOptimisedMetricAndAnythingElseIsAResult() throws Exception {
    List<Object> returned = List.of(4.5, "done");
    TunerResult result =
        tune(2, 1, start -> List.of(report(1), finish(returned.get(number(start)))));

    assertThat(result.history().trials().get(0).metrics()).containsEntry("score", 4.5);
    assertThat(result.history().trials().get(1).metrics())
        .containsEntry("score", 1.0)
        .containsEntry("result", "done");
  }

  @Test
  void trainServesATrialByWhatItLogged() throws Exception {
    TunerResult result =
        tune(
            1,
            1,
            start ->
                List.of(
                    new Step.Log("score", 0.1, Map.of()),
                    new Step.Log("score", 0.7, Map.of()),
                    new Step.Finish(EntryPoint.TRAIN, null)));

    assertThat(result.history().trials().get(0).metrics()).containsEntry("score", 0.7);
  }

  @Test
  void aTrialWithoutTheMetricIsAnErrorThatNamesWhatItReported() throws Exception {
    TunerResult result =
        tune(1, 1, start -> List.of(new Step.Report(Map.of("scores", 1.0), null), finish(null)));

    Trial trial = result.history().trials().get(0);
    assertThat(trial.status()).isEqualTo(TrialStatus.ERROR);
    assertThat(trial.error())
        .isEqualTo(
            "the metric 'score' to optimise was never reported; it reported scores; did you mean"
                + " 'scores'?");
  }

  @Test
  void aFailedTrialKeepsItsTraceAndTheOthersGoOn() throws Exception {
    TunerResult result =
        tune(
            3,
            1,
            start ->
                number(start) == 1
                    ? List.of(new Step.Fail("OutOfLuck: no"))
                    : List.of(report(1), finish(null)));

    assertThat(statuses(result))
        .containsExactly(TrialStatus.TERMINATED, TrialStatus.ERROR, TrialStatus.TERMINATED);
    assertThat(folder.resolve("1a2b3c4d_00001/error.txt")).content().contains("trace of OutOfLuck");
    assertThat(journal.events(RunEvent.TrialEnded.class).get(1).error()).isEqualTo("OutOfLuck: no");
  }

  @Test
  void aRetryGoesOnFromTheLastCheckpointAndItsCount() throws Exception {
    maxFailures = 1;
    Path checkpoint = checkpoint("one");
    TunerResult result =
        tune(
            1,
            1,
            start ->
                start.attempt() == 1
                    ? List.of(
                        new Step.Report(Map.of("score", 0.1), checkpoint),
                        report(0.2),
                        new Step.Fail("boom"))
                    : List.of(report(0.3), finish(null)));

    Trial trial = result.history().trials().get(0);
    assertThat(trial.trainingIteration()).isEqualTo(2);
    assertThat(trial.series().size()).isEqualTo(2);
    assertThat(executor.started().get(1).checkpoint().orElseThrow().path()).isEqualTo(checkpoint);
    assertThat(journal.events(RunEvent.AttemptStarted.class))
        .extracting(RunEvent.AttemptStarted::cause)
        .containsExactly(AttemptCause.FIRST, AttemptCause.RETRY);
    assertThat(result.models()).containsEntry(trial.id(), checkpoint);
  }

  @Test
  void whatADeadAttemptReportedAfterItsCheckpointNoLongerCounts() throws Exception {
    maxFailures = 1;
    TunerResult result =
        tune(
            1,
            1,
            start ->
                start.attempt() == 1
                    ? List.of(report(0.9), new Step.Fail("boom"))
                    : List.of(finish(Map.of("other", 1.0))));

    assertThat(statuses(result)).containsExactly(TrialStatus.ERROR);
    assertThat(result.history().trials().get(0).metrics()).doesNotContainKey("score");
  }

  @Test
  void retriesEndAtMaxFailures() throws Exception {
    maxFailures = 2;
    TunerResult result = tune(1, 1, start -> List.of(new Step.Fail("boom")));

    assertThat(executor.started()).hasSize(3);
    assertThat(result.history().trials().get(0).failures()).isEqualTo(3);
    assertThat(statuses(result)).containsExactly(TrialStatus.ERROR);
  }

  @Test
  void failFastEndsTheRunAndStopsWhatIsRunning() throws Exception {
    failFast = true;
    TunerResult result =
        tune(
            10,
            2,
            start ->
                number(start) == 1
                    ? List.of(new Step.Fail("boom"))
                    : List.of(report(1), new Step.Hang()));

    assertThat(result.ending()).isEqualTo(TunerResult.Ending.FAILED_FAST);
    assertThat(result.message()).contains("1a2b3c4d_00001").contains("boom");
    assertThat(result.history().trials()).hasSize(2);
  }

  @Test
  void aStopRuleEndsATrialWithItsReason() throws Exception {
    stop = Map.of("training_iteration", 3.0);
    TunerResult result =
        tune(1, 1, start -> List.of(report(1), report(2), report(3), report(4), finish(null)));

    assertThat(result.history().trials().get(0).trainingIteration()).isEqualTo(3);
    assertThat(journal.events(RunEvent.TrialEnded.class).get(0).reason())
        .isEqualTo("stop rule: training_iteration 3 ≥ 3.0");
  }

  @Test
  void aStopRuleOnAMinimisedMetricIsReachedFromAbove() throws Exception {
    objective = new Objective("score", Mode.MIN);
    stop = Map.of("score", 0.5);
    TunerResult result =
        tune(1, 1, start -> List.of(report(0.9), report(0.4), report(0.1), finish(null)));

    assertThat(result.history().trials().get(0).trainingIteration()).isEqualTo(2);
  }

  @Test
  void theTimeBudgetStopsRunningTrialsAndStartsNone() throws Exception {
    timeBudget = Optional.of(Duration.ofSeconds(10));
    TunerResult result =
        tune(
            50,
            1,
            start ->
                List.of(
                    report(1),
                    new Step.Do(() -> clock.advance(Duration.ofSeconds(4))),
                    report(2),
                    finish(null)));

    assertThat(result.history().trials()).hasSize(3);
    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(result.message()).isEqualTo("the time budget of 10 s is used up");
  }

  @Test
  void aTrialThatRunsTooLongHasFailed() throws Exception {
    trialTimeout = Optional.of(Duration.ofSeconds(5));
    TunerResult result =
        tune(
            1,
            1,
            start ->
                List.of(
                    report(1),
                    new Step.Do(() -> clock.advance(Duration.ofSeconds(6))),
                    report(2),
                    report(3),
                    new Step.Hang()));

    assertThat(statuses(result)).containsExactly(TrialStatus.ERROR);
    assertThat(result.history().trials().get(0).error())
        .isEqualTo("ran longer than trial_timeout_s (5 s)");
  }

  @Test
  void onlyTheNewestCheckpointsAreKept() throws Exception {
    keepCheckpoints = 2;
    List<Path> checkpoints = List.of(checkpoint("a"), checkpoint("b"), checkpoint("c"));
    TunerResult result =
        tune(
            1,
            1,
            start -> {
              List<Step> steps = new ArrayList<>();
              checkpoints.forEach(each -> steps.add(new Step.Report(Map.of("score", 1.0), each)));
              steps.add(finish(null));
              return steps;
            });

    assertThat(checkpoints.get(0)).doesNotExist();
    assertThat(checkpoints.get(1)).exists();
    assertThat(result.models().values()).containsExactly(checkpoints.get(2));
  }

  @Test
  void anInterruptStopsTheTrialsAndLeavesThemToBeResumed() throws Exception {
    TunerResult result =
        tune(
            10,
            2,
            start -> {
              if (number(start) == 3) {
                events.put(new TrialEvent.Interrupted("interrupted by Ctrl-C"));
              }
              return number(start) >= 2
                  ? List.of(report(1), new Step.Hang())
                  : List.of(report(1), finish(null));
            });

    assertThat(result.ending()).isEqualTo(TunerResult.Ending.INTERRUPTED);
    assertThat(statuses(result))
        .containsExactly(
            TrialStatus.TERMINATED,
            TrialStatus.TERMINATED,
            TrialStatus.PENDING,
            TrialStatus.PENDING);
  }

  @Test
  void anInterruptBeforeTheFirstTrialStartsNone() throws Exception {
    events.put(new TrialEvent.Interrupted("interrupted by Ctrl-C"));

    assertThat(tune(3, 1, start -> List.of(finish(1.0))).history().trials()).isEmpty();
  }

  @Test
  void anExhaustedSpaceEndsTheRunAndSaysSo() throws Exception {
    searcher =
        (history, random) ->
            history.trials().size() < 4 ? RANDOM.suggest(history, random) : Optional.empty();

    TunerResult result = tune(10, 3, start -> List.of(finish(1.0)));

    assertThat(result.history().trials()).hasSize(4);
    assertThat(result.message()).contains("exhausted after 4 trials");
  }

  @Test
  void aSchedulerThatWaitsForNothingIsAnErrorAndNoHang() {
    scheduler = new Scripted(new Scheduler.Next.Wait("rung 3 is not full"));

    assertThatThrownBy(() -> tune(1, 1, start -> List.of(finish(1.0))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rung 3 is not full");
  }

  @Test
  void aPausedTrialFreesItsSlotAndGoesOnFromItsCheckpoint() throws Exception {
    Path checkpoint = checkpoint("paused");
    scheduler =
        new Scripted(null) {
          @Override
          public Next next(History history, RandomGenerator random) {
            Optional<Trial> paused =
                history.trials().stream()
                    .filter(trial -> trial.status() == TrialStatus.PAUSED)
                    .findFirst();
            if (history.canSample()) {
              return new Next.Sample();
            }
            return paused.isPresent() ? new Next.Resume(paused.get()) : new Next.Done();
          }

          @Override
          public Decision onReport(Trial trial, History history, RandomGenerator random) {
            return trial.attempt() == 1 && trial.spec().number() == 0
                ? new Decision.Pause("rung 1")
                : Decision.goOn();
          }
        };

    TunerResult result =
        tune(
            2,
            1,
            start -> List.of(new Step.Report(Map.of("score", 1.0), checkpoint), finish(null)));

    assertThat(executor.started())
        .extracting(start -> number(start) + "/" + start.attempt())
        .containsExactly("0/1", "1/1", "0/2");
    assertThat(executor.started().get(2).checkpoint()).isPresent();
    assertThat(result.history().trials().get(0).trainingIteration()).isEqualTo(2);
  }

  @Test
  void anExploitGoesOnFromTheOthersCheckpointWithTheNewConfiguration() throws Exception {
    Path better = checkpoint("better");
    Config explored = new Config(Map.of("x", 42.0));
    scheduler =
        new Scripted(null) {
          @Override
          public Next next(History history, RandomGenerator random) {
            return history.canSample() ? new Next.Sample() : new Next.Done();
          }

          @Override
          public Decision onReport(Trial trial, History history, RandomGenerator random) {
            return trial.spec().number() == 1 && trial.attempt() == 1
                ? new Decision.Exploit(
                    "trial 0 is better",
                    history.trials().get(0).lastCheckpoint().orElseThrow(),
                    explored)
                : Decision.goOn();
          }
        };

    TunerResult result =
        tune(2, 1, start -> List.of(new Step.Report(Map.of("score", 1.0), better), finish(null)));

    Trial trial = result.history().trials().get(1);
    assertThat(trial.config()).isEqualTo(explored);
    assertThat(trial.attempt()).isEqualTo(2);
    assertThat(journal.events(RunEvent.AttemptStarted.class).get(2).cause())
        .isEqualTo(AttemptCause.EXPLOIT);
  }

  @Test
  void theJournalIsWrittenBeforeATrialStartsAndBeforeItIsAnswered() throws Exception {
    List<String> seen = new ArrayList<>();
    tune(
        3,
        1,
        start -> {
          seen.add(start.trialId() + " " + (journal.flushed() == journal.events().size()));
          return List.of(
              report(1), new Step.Do(() -> seen.add("answered " + flushed())), finish(null));
        });

    assertThat(seen).hasSize(6).allMatch(line -> line.endsWith("true"));
  }

  @Test
  void aListenerThatFailsChangesNothing() throws Exception {
    List<RunEvent> heard = new ArrayList<>();
    listeners.add(
        event -> {
          throw new IllegalStateException("broken view");
        });
    listeners.add(event -> heard.add(event.event()));

    tune(2, 1, start -> List.of(finish(1.0)));

    assertThat(heard).isEqualTo(journal.events());
  }

  @Test
  void snapshotsStayProportionalToTheEvents() throws Exception {
    tune(400, 4, start -> List.of(report(1), finish(null)));

    int rows =
        journal.events(RunEvent.TrialsTabled.class).stream()
            .mapToInt(table -> ((Map<?, ?>) table.payload().get("trials")).size())
            .sum();
    assertThat(rows).isLessThan(journal.events().size());
  }

  @Test
  void aSingleTrainingsBarFollowsItsEpochsUnlessThePluginMovesIt() throws Exception {
    run(
        new RunPlan(false, Optional.empty(), 1, 1, List.of()),
        1,
        start ->
            List.of(
                new Step.Log("loss", 1, Map.of("epoch", 0L)),
                new Step.Log("loss", 1, Map.of("epoch", 4L)),
                new Step.Progress(3, 10),
                new Step.Log("loss", 1, Map.of("epoch", 1L)),
                new Step.Finish(EntryPoint.TRAIN, null)));

    assertThat(journal.events(RunEvent.Progressed.class))
        .extracting(progress -> progress.current() + "/" + progress.total())
        .containsExactly("1/5", "5/5", "3/10");
  }

  private String flushed() {
    return String.valueOf(journal.flushed() == journal.events().size());
  }

  private TunerResult tune(int trials, int concurrency, Function<TrialStart, List<Step>> script)
      throws InterruptedException {
    RunPlan plan = new RunPlan(true, Optional.of(objective), trials, concurrency, List.of("x"));
    return run(plan, 99, script);
  }

  private TunerResult run(RunPlan plan, long seed, Function<TrialStart, List<Step>> script)
      throws InterruptedException {
    TunerSettings settings =
        new TunerSettings(
            "1a2b3c4d",
            seed,
            plan,
            folder,
            Optional.of(5L),
            new TunerSettings.Limits(timeBudget, trialTimeout, stop, maxFailures, failFast),
            keepCheckpoints);
    executor = new FakeExecutor(events, script);
    RunLog log = new RunLog(journal, listeners, Clock.systemUTC());
    Tuner.Parts parts = new Tuner.Parts(searcher, scheduler, executor, events);
    return new Tuner(settings, parts, log, clock).run();
  }

  private Path checkpoint(String name) throws IOException {
    Path path = Files.createDirectories(folder.resolve("kept").resolve(name));
    Files.writeString(path.resolve("weights"), name);
    return path;
  }

  private static Function<TrialStart, List<Step>> ending(Function<TrialStart, List<Step>> script) {
    return start -> {
      List<Step> steps = new ArrayList<>(script.apply(start));
      steps.add(finish(null));
      return steps;
    };
  }

  private static Step report(double score) {
    return new Step.Report(Map.of("score", score), null);
  }

  private static Step finish(Object returned) {
    return new Step.Finish(EntryPoint.TUNE, returned);
  }

  private static int number(TrialStart start) {
    return Integer.parseInt(start.trialId().substring(9));
  }

  private static int best(TunerResult result) {
    return result.history().best().orElseThrow().spec().number();
  }

  private static List<Config> configs(TunerResult result) {
    return result.history().trials().stream().map(Trial::config).toList();
  }

  private static List<TrialStatus> statuses(TunerResult result) {
    return result.history().trials().stream().map(Trial::status).toList();
  }

  /** A scheduler that always answers the same for a free slot and lets trials go on. */
  private static class Scripted implements Scheduler {
    private final Next next;

    Scripted(Next next) {
      this.next = next;
    }

    @Override
    public Next next(History history, RandomGenerator random) {
      return next;
    }

    @Override
    public Decision onReport(Trial trial, History history, RandomGenerator random) {
      return Decision.goOn();
    }
  }
}
