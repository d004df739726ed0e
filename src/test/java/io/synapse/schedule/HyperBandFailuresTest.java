package io.synapse.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.Bracket;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.ScriptedRun.Curve;
import io.synapse.schedule.ScriptedRun.Outcome;
import io.synapse.space.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** HyperBand with trials that fail, are retried, skip rungs or report times that go back. */
class HyperBandFailuresTest {

  private static final Map<String, Object> NINE = Map.of("max_t", 9);
  private static final Curve BY_NUMBER = (trial, time) -> trial;

  private static ScriptedRun run(Map<String, Object> options, int trials, Curve curve) {
    return new ScriptedRun("hyperband", options, Objective.Mode.MAX, trials, curve);
  }

  @Test
  void trialsThatEndBelowARungAreNeitherAwaitedNorCounted() {
    ScriptedRun run =
        run(Map.of("max_t", 27), 36, BY_NUMBER)
            .withOutcomes(
                (trial, report) ->
                    report == 2 && trial >= 27
                        ? (trial < 30 ? Outcome.FAILS : Outcome.FINISHES)
                        : Outcome.REPORTS)
            .run(4);
    Bracket second = run.brackets().get(1);

    assertThat(run.history().finishedCount()).isEqualTo(36);
    assertThat(second.trials()).isEqualTo(9);
    assertThat(second.rungs().get(0).reached()).isZero();
  }

  @Test
  void aTrialThatFailsBelowARungLeavesItsPlaceToOthers() {
    ScriptedRun run =
        run(NINE, 9, BY_NUMBER)
            .withOutcomes(
                (trial, report) -> report == 1 && trial > 5 ? Outcome.FAILS : Outcome.REPORTS)
            .run(3);

    assertThat(run.brackets().get(0).rungs())
        .extracting(Bracket.Rung::reached, Bracket.Rung::kept, Bracket.Rung::cut)
        .containsExactly(Assertions.tuple(6, 2, 4), Assertions.tuple(2, 1, 1));
    assertThat(run.times().get(5)).isEqualTo(9);
  }

  @Test
  void aKeptTrialThatFailsIsNotAwaitedAtTheNextRung() {
    ScriptedRun run =
        run(NINE, 9, BY_NUMBER)
            .withOutcomes(
                (trial, report) -> report == 2 && trial == 8 ? Outcome.FAILS : Outcome.REPORTS)
            .run(3);

    assertThat(run.times().get(7)).isEqualTo(9);
    assertThat(run.history().finishedCount()).isEqualTo(9);
  }

  @Test
  void aRetriedTrialPassesDecidedRungsAgainWithoutAComparison() {
    ScriptedRun run =
        run(NINE, 9, BY_NUMBER)
            .withOutcomes(
                (trial, report) -> report == 3 && trial == 8 ? Outcome.IS_RETRIED : Outcome.REPORTS)
            .run(3);

    assertThat(run.verdicts(8))
        .filteredOn(reason -> reason.contains("rung 1:"))
        .containsExactly("kept at rung 1: 8 is among the best 3 of 9");
    assertThat(run.times().get(8)).isEqualTo(9);
  }

  @Test
  void aTrialThatReachesADecidedRungMustBeatTheCut() {
    ScriptedRun run =
        run(NINE, 9, BY_NUMBER)
            .withOutcomes(
                (trial, report) ->
                    report == 1 && (trial == 2 || trial == 8) ? Outcome.FAILS : Outcome.REPORTS)
            .run(2)
            .retryFailed(2);

    assertThat(run.verdicts(2))
        .containsExactly(
            "waits at rung 1 of bracket 0: 2",
            "stopped at rung 1: 2 is below the cut 6 (3 of 9 kept)");
    assertThat(run.verdicts(8)).startsWith("kept at rung 1: 8 is among the best 3 of 9");
    // At the rung above it is compared only with the trials that were there before.
    assertThat(run.verdicts(8)).endsWith("reached max_t 9");
  }

  @Test
  void aReportBeyondSeveralRungsCountsAtEachOfThem() {
    ScriptedRun run =
        run(Map.of("max_t", 27), 27, BY_NUMBER).withTimes((trial, report) -> report * 10).run(2);

    assertThat(run.brackets().get(0).rungs())
        .extracting(Bracket.Rung::time, Bracket.Rung::reached, Bracket.Rung::kept)
        .containsExactly(
            Assertions.tuple(1.0, 27, 9), Assertions.tuple(3.0, 9, 3), Assertions.tuple(9.0, 3, 1));
    assertThat(run.times()).filteredOn(time -> time == 10).hasSize(26);
    assertThat(run.verdicts(25))
        .endsWith("stopped at rung 9: 25 is below the cut 26 (1 of 3 kept)");
  }

  @Test
  void trialsFinishEvenIfTheirTimesGoBack() {
    ScriptedRun run =
        run(NINE, 9, BY_NUMBER)
            .withTimes((trial, report) -> report % 2 == 0 ? report - 3 : report)
            .run(2);

    assertThat(run.history().finishedCount()).isEqualTo(9);
    assertThat(run.times().get(8)).isEqualTo(9);
  }

  @Test
  void aSchedulerRecreatedForEveryCallDecidesTheSame() {
    for (int seed = 0; seed < 200; seed++) {
      ScriptedRun used = randomRun(seed).run(3).retryFailed(3);
      ScriptedRun rebuilt = randomRun(seed).recreatedForEachCall().run(3).retryFailed(3);

      assertThat(rebuilt.verdicts()).as("seed %d", seed).isEqualTo(used.verdicts());
      assertThat(rebuilt.brackets()).as("seed %d", seed).isEqualTo(used.brackets());
      assertThat(used.history().trials()).extracting(Trial::status).allMatch(TrialStatus::isFinal);
    }
  }

  private static ScriptedRun randomRun(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("max_t", 1 + random.nextInt(20));
    options.put("reduction_factor", List.of(2, 3, 1.5).get(random.nextInt(3)));
    int levels = 1 + random.nextInt(20);
    int stride = 1 + random.nextInt(3);
    return run(options, 1 + random.nextInt(40), (trial, time) -> at(seed, trial, time) % levels)
        .withTimes((trial, report) -> report * stride)
        .withOutcomes((trial, report) -> outcome(at(seed + 77, trial, report) % 40));
  }

  private static long at(int seed, int trial, double time) {
    return new SplittableRandom(seed * 1_000_003L + trial * 1_009L + (long) time).nextInt(1 << 20);
  }

  private static Outcome outcome(long number) {
    if (number == 0) {
      return Outcome.FAILS;
    }
    if (number == 1) {
      return Outcome.FINISHES;
    }
    return number == 2 ? Outcome.IS_RETRIED : Outcome.REPORTS;
  }
}
