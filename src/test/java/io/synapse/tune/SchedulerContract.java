package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.run.History;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunEvent;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every scheduler does, driven by scripted curves through the real tuner. */
abstract class SchedulerContract extends SchedulerFixture {

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "7,1", "7,3", "1000,4"})
  void everyTrialEnds(int trials, int slots) throws Exception {
    TunerResult result = tune(trials, slots);

    assertThat(result.history().trials()).hasSize(trials);
    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(result.history().best()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void everyTrialEndsOnMachinesThatComeAndGo(int seed) throws Exception {
    order = new SplittableRandom(seed);
    source = curves -> new ComingAndGoing(curves, new SplittableRandom(seed));
    checkpointEvery = seed % 3;
    mostParked = seed % 2;
    TunerResult result = tune(25, 3);

    assertThat(statuses(result)).hasSize(25).containsOnly(TrialStatus.TERMINATED);
    assertThat(result.history().trials()).allMatch(trial -> trial.failures() == 0);
    assertThat(journal.events(TrialEvent.SlotsChanged.class)).anyMatch(each -> each.slots() == 0);
    assertThat(journal.events(RunEvent.AttemptEnded.class))
        .anyMatch(ended -> ended.why() == RunEvent.AttemptEndCause.LOST);
  }

  @Test
  void tiesAreNoReasonToHang() throws Exception {
    curve = (number, iteration) -> Map.of("score", 0.5);

    assertThat(statuses(tune(9, 2))).containsOnly(TrialStatus.TERMINATED);
  }

  @Test
  void whatIsNotANumberNeverWins() throws Exception {
    curve =
        (number, iteration) ->
            number % 2 == 0
                ? Map.of("score", number % 4 == 0 ? Double.NaN : Double.POSITIVE_INFINITY)
                : wave(number, iteration);
    TunerResult result = tune(20, 3);

    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(best(result) % 2).isEqualTo(1);
    long longest = longest(result);
    assertThat(result.history().trials())
        .filteredOn(trial -> trial.trainingIteration() == longest)
        .anyMatch(trial -> trial.spec().number() % 2 == 1);
  }

  @Test
  void allTrialsMayReportNothingButNaN() throws Exception {
    curve = (number, iteration) -> Map.of("score", Double.NaN);
    TunerResult result = tune(10, 3);

    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(result.history().best()).isEmpty();
  }

  @Test
  void lessIsBetterIsTheMirrorOfMoreIsBetter() throws Exception {
    List<String> most = fates(tune(20, 2));
    journal.clear();
    order = new SplittableRandom(1);
    objective = new Objective("score", Objective.Mode.MIN);
    curve = (number, iteration) -> Map.of("score", -(double) wave(number, iteration).get("score"));

    assertThat(fates(tune(20, 2))).isEqualTo(most);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 9, 10})
  void trialsThatFailAnywhereKeepNobodyWaiting(int when) throws Exception {
    failures = (number, attempt, iteration) -> number % 2 == 0 && iteration == when;
    TunerResult result = tune(9, 2);

    assertThat(result.history().finishedCount()).isEqualTo(9);
    assertThat(result.history().trials())
        .filteredOn(trial -> trial.status() == TrialStatus.ERROR)
        .allMatch(trial -> trial.spec().number() % 2 == 0);
    assertThat(result.history().best()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,1", "3,2", "9,1", "10,0"})
  void retriedTrialsGoOn(int when, int every) throws Exception {
    maxFailures = 1;
    checkpointEvery = every;
    failures = (number, attempt, iteration) -> attempt == 1 && iteration == when;
    TunerResult result = tune(9, 2);

    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(result.history().trials()).allMatch(trial -> trial.failures() <= 1);
  }

  @Test
  void timesThatComeOutOfOrderDoNoHarm() throws Exception {
    if (!looksAtReports()) {
      return;
    }
    moreOptions = Map.of("time_attr", "epoch");
    curve =
        (number, iteration) -> {
          Map<String, Object> metrics = new LinkedHashMap<>(wave(number, iteration));
          metrics.put("epoch", iteration % 3 == 0 ? iteration - 2 : iteration);
          return metrics;
        };

    assertThat(statuses(tune(12, 3))).containsOnly(TrialStatus.TERMINATED);
  }

  @Test
  void timesMayLeap() throws Exception {
    if (!looksAtReports()) {
      return;
    }
    moreOptions = Map.of("time_attr", "epoch");
    curve =
        (number, iteration) -> {
          Map<String, Object> metrics = new LinkedHashMap<>(wave(number, iteration));
          metrics.put("epoch", 7 * iteration);
          return metrics;
        };

    assertThat(statuses(tune(12, 3))).containsOnly(TrialStatus.TERMINATED);
  }

  @Test
  void aTimeIsRefusedWhereNoneIsLookedAt() {
    moreOptions = Map.of("time_attr", "epoch");

    ThrowingCallable planning = () -> plan(1, 1);
    if (looksAtReports()) {
      assertThatCode(planning).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(planning).hasMessageContaining("unknown option of " + name());
    }
  }

  @Test
  void aReportWithoutTheMetricSaysSo() throws Exception {
    if (!looksAtReports()) {
      return;
    }
    curve = (number, iteration) -> Map.of("scores", 1.0);
    TunerResult result = tune(1, 1);

    assertThat(result.history().trials().get(0).error())
        .isEqualTo(
            "report 1 lacks 'score', the metric to optimise, which the scheduler needs in every"
                + " report; it holds scores; did you mean 'scores'?");
  }

  @Test
  void aReportWithoutTheTimeSaysSo() throws Exception {
    if (!looksAtReports()) {
      return;
    }
    moreOptions = Map.of("time_attr", "epoch");
    curve =
        (number, iteration) ->
            iteration == 1
                ? Map.of("score", 1.0, "epoch", 1)
                : Map.of("score", 1.0, "epoch", "two");
    TunerResult result = tune(1, 1);

    String error = result.history().trials().get(0).error();
    boolean over = result.history().trials().get(0).trainingIteration() < 2;
    assertThat(error)
        .isEqualTo(
            over
                ? ""
                : "report 2: 'epoch', the scheduler's time_attr, must be a number, and is two");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aRunCutAfterAnyLineGoesOnAsIfItHadNotBeen(int every) throws Exception {
    checkpoint = this::kept;
    checkpointEvery = every;
    keepCheckpoints = 1_000;
    mostParked = every == 2 ? 1 : 0;
    maxFailures = 1;
    failures = (number, attempt, iteration) -> number == 3 && attempt == 1 && iteration == 2;
    List<Map<String, Object>> whole = run(List.of());
    List<String> expected = fates(replay(plan(TRIALS, 1), whole).history());
    for (int cut = 0; cut < whole.size(); cut++) {
      List<Map<String, Object>> before = whole.subList(0, cut);
      List<Map<String, Object>> resumed = new ArrayList<>(before);
      resumed.addAll(run(before));
      RunHistoryView outcome = view(replay(plan(TRIALS, 1), resumed).history());

      assertThat(outcome.finished())
          .as("cut at line %d of %d", cut, whole.size())
          .isEqualTo(TRIALS);
      if (isTheSameAfterACut()) {
        assertThat(outcome.fates()).as("cut at line %d", cut).isEqualTo(expected);
      }
    }
  }

  /** Whether a trial that is begun again ends as it would have without a cut. */
  boolean isTheSameAfterACut() {
    return true;
  }

  private record RunHistoryView(int finished, List<String> fates) {}

  private static RunHistoryView view(History history) {
    return new RunHistoryView(history.finishedCount(), fates(history));
  }

  private List<Map<String, Object>> run(List<Map<String, Object>> before) throws Exception {
    journal.clear();
    order = new SplittableRandom(5);
    replayed = before.isEmpty() ? ReplayedRun::nothing : plan -> replay(plan, before);
    tune(TRIALS, 1);
    return lines();
  }

  @Test
  void aSchedulerMadeAnewDecidesTheSame() throws Exception {
    maxFailures = 1;
    failures = (number, attempt, iteration) -> number % 5 == 3 && iteration == 4;
    List<String> kept = decisions(tune(30, 3));
    journal.clear();
    order = new SplittableRandom(1);
    scheduler = new MadeAnew();

    assertThat(decisions(run(30, 3, scheduler))).isEqualTo(kept);
  }

  @Test
  void noOrderOfEventsMakesItHang() throws Exception {
    for (int seed = 0; seed < 3_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      draw(random);
      int trials = 1 + random.nextInt(14);
      TunerResult result = tune(trials, 1 + random.nextInt(4));

      assertThat(result.history().finishedCount()).as("seed %d", seed).isEqualTo(trials);
      assertThat(statuses(result)).as("seed %d", seed).allMatch(TrialStatus::isFinal);
    }
  }

  private void draw(SplittableRandom random) {
    journal.clear();
    moreOptions = drawnOptions(random);
    objective =
        new Objective("score", random.nextBoolean() ? Objective.Mode.MAX : Objective.Mode.MIN);
    length = 1 + random.nextInt(30);
    checkpointEvery = random.nextInt(4);
    mostParked = random.nextInt(3);
    maxFailures = random.nextInt(3);
    long noise = random.nextLong();
    double bad = random.nextInt(3) * 0.05;
    int levels = 1 + random.nextInt(20);
    failures = (number, attempt, iteration) -> drawn(noise, number, attempt, iteration) < bad;
    curve =
        (number, iteration) -> {
          double value = drawn(noise, number, 0, iteration);
          return Map.of("score", value < 0.05 ? Double.NaN : Math.floor(value * levels));
        };
    order = random.split();
  }

  private static double drawn(long seed, int number, int attempt, long iteration) {
    return new SplittableRandom(seed ^ (number * 1_000_003L + attempt * 10_007L + iteration))
        .nextDouble();
  }
}
