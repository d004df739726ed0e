package io.synapse.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.synapse.problem.InvalidInputException;
import io.synapse.run.Bracket;
import io.synapse.schedule.ScriptedRun.Curve;
import io.synapse.schedule.ScriptedRun.Outcome;
import io.synapse.space.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AshaSchedulerTest {

  private static final Map<String, Object> STOPPING = Map.of("max_t", 9, "reduction_factor", 3);
  private static final Map<String, Object> PROMOTING =
      Map.of("max_t", 9, "reduction_factor", 3, "promote", true);
  private static final Curve BY_NUMBER = (trial, time) -> trial;

  private static ScriptedRun run(Map<String, Object> options, int trials, Curve curve) {
    return new ScriptedRun("asha", options, Objective.Mode.MAX, trials, curve);
  }

  @Test
  void theDefaultsAreAsDocumented() {
    assertThat(ScriptedRun.checked("asha", Map.of()))
        .isEqualTo(
            Map.of(
                "time_attr",
                "training_iteration",
                "max_t",
                100L,
                "grace_period",
                1L,
                "reduction_factor",
                4.0,
                "brackets",
                1L,
                "promote",
                false));
  }

  /**
   * Li et al. 2020, algorithm 2 with one worker: after every third trial at the lowest rung one is
   * promoted, and after three of these one from the rung above. The values are those of the trials'
   * numbers times 4 modulo 9: 0 4 8 3 7 2 6 1 5.
   */
  @Test
  void promotionsFollowTheAlgorithmOfThePaper() {
    ScriptedRun run = run(PROMOTING, 9, (trial, time) -> trial * 4 % 9).run(1);

    assertThat(run.verdicts())
        .startsWith(
            "0 waits at rung 1 of bracket 0: 0",
            "1 waits at rung 1 of bracket 0: 4",
            "2 waits at rung 1 of bracket 0: 8",
            "2 kept at rung 1: 8 is among the best 1 of 3",
            "2 waits at rung 3 of bracket 0: 8",
            "3 waits at rung 1 of bracket 0: 3",
            "4 waits at rung 1 of bracket 0: 7",
            "5 waits at rung 1 of bracket 0: 2",
            "4 kept at rung 1: 7 is among the best 2 of 6",
            "4 waits at rung 3 of bracket 0: 7",
            "6 waits at rung 1 of bracket 0: 6",
            "7 waits at rung 1 of bracket 0: 1",
            "8 waits at rung 1 of bracket 0: 5",
            "6 kept at rung 1: 6 is among the best 3 of 9",
            "6 waits at rung 3 of bracket 0: 6",
            "2 kept at rung 3: 8 is among the best 1 of 3",
            "2 reached max_t 9");
    assertThat(run.verdicts())
        .contains(
            "4 stopped at rung 3: 7 is below the cut 8 (1 of 3 kept)",
            "8 stopped at rung 1: 5 is below the cut 6 (3 of 9 kept)");
  }

  /** A trial that is promoted too early costs some time but does not take another trial's place. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9})
  void wrongPromotionsDoNotReplaceOthers(int slots) {
    ScriptedRun run = run(PROMOTING, 9, BY_NUMBER).run(slots);

    Bracket.Rung lowest = run.brackets().get(0).rungs().get(0);
    assertThat(lowest.time()).isEqualTo(1);
    assertThat(lowest.reached()).isEqualTo(9);
    assertThat(lowest.kept()).isGreaterThanOrEqualTo(3);
    assertThat(run.times()).contains(9.0);
  }

  /**
   * The example of successive halving in the paper: of 9 configurations 3 and then 1 are promoted.
   * Values fall with the number of the trial, so that trials promoted early remain among the best.
   */
  @Test
  void ofNineTrialsThreeAndThenOneAreKept() {
    ScriptedRun run = run(PROMOTING, 9, (trial, time) -> -trial).run(1);

    assertThat(run.brackets().get(0).rungs())
        .extracting(Bracket.Rung::time, Bracket.Rung::reached, Bracket.Rung::kept)
        .containsExactly(tuple(1.0, 9, 3), tuple(3.0, 3, 1));
    assertThat(run.times()).filteredOn(time -> time == 9).hasSize(1);
  }

  @Test
  void aTrialIsComparedWithThoseThatReachedTheRungBeforeIt() {
    ScriptedRun run =
        run(STOPPING, 6, (trial, time) -> List.of(5, 3, 4, 6, 2, 5.5).get(trial).doubleValue())
            .run(1);

    assertThat(run.verdicts())
        .containsExactly(
            "0 kept at rung 1: 5 is the only one",
            "0 kept at rung 3: 5 is the only one",
            "0 reached max_t 9",
            "1 stopped at rung 1: 3 is below the cut 5 (1 of 2 kept)",
            "2 stopped at rung 1: 4 is below the cut 5 (1 of 3 kept)",
            "3 kept at rung 1: 6 is among the best 2 of 4",
            "3 kept at rung 3: 6 is among the best 1 of 2",
            "3 reached max_t 9",
            "4 stopped at rung 1: 2 is below the cut 5 (2 of 5 kept)",
            "5 kept at rung 1: 5.5 is among the best 2 of 6",
            "5 stopped at rung 3: 5.5 is below the cut 6 (1 of 3 kept)");
  }

  @Test
  void lowerValuesAreBetterWhenMinimising() {
    ScriptedRun run = new ScriptedRun("asha", STOPPING, Objective.Mode.MIN, 3, BY_NUMBER).run(1);

    assertThat(run.verdicts(1))
        .containsExactly("stopped at rung 1: 1 is above the cut 0 (1 of 2 kept)");
  }

  @Test
  void amongEqualsTheEarlierTrialIsKept() {
    ScriptedRun run = run(STOPPING, 6, (trial, time) -> 1).run(1);

    assertThat(run.times()).containsExactly(9.0, 1.0, 1.0, 1.0, 1.0, 1.0);
    assertThat(run.verdicts(1))
        .containsExactly(
            "stopped at rung 1: 1 is the cut itself, with earlier trials to keep (1 of 2 kept)");
  }

  @Test
  void valuesThatAreNotFiniteRankLast() {
    ScriptedRun run = run(STOPPING, 3, (trial, time) -> trial == 0 ? -5 : Double.NaN).run(1);

    assertThat(run.times()).containsExactly(9.0, 1.0, 1.0);
    assertThat(run.verdicts(1))
        .containsExactly("stopped at rung 1: NaN is not a finite number (1 of 2 kept)");
  }

  @ParameterizedTest
  @CsvSource({"1,false", "2,false", "7,false", "1,true", "2,true", "7,true"})
  void someTrialReachesMaxTHoweverFewThereAre(int trials, boolean promote) {
    Map<String, Object> options = new LinkedHashMap<>(STOPPING);
    options.put("promote", promote);
    ScriptedRun run = run(options, trials, BY_NUMBER).run(2);

    assertThat(run.history().finishedCount()).isEqualTo(trials);
    assertThat(run.times()).contains(9.0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withMaxTOfOneEveryTrialReportsOnce(boolean promote) {
    ScriptedRun run = run(Map.of("max_t", 1, "promote", promote), 5, BY_NUMBER).run(2);

    assertThat(run.times()).containsOnly(1.0);
    assertThat(run.verdicts(4)).containsExactly("reached max_t 1");
  }

  @Test
  void rungsGrowFromTheGracePeriodAndLaterBracketsStartHigher() {
    ScriptedRun run =
        run(Map.of("max_t", 64, "grace_period", 1, "brackets", 3), 18, BY_NUMBER).run(2);

    assertThat(run.brackets())
        .extracting(bracket -> bracket.rungs().stream().map(Bracket.Rung::time).toList())
        .containsExactly(List.of(1.0, 4.0, 16.0), List.of(4.0, 16.0), List.of(16.0));
    assertThat(run.brackets()).extracting(Bracket::trials).containsExactly(8, 6, 4);
  }

  @Test
  void inconsistentOptionsAreRejected() {
    assertThatThrownBy(() -> run(Map.of("max_t", 3, "grace_period", 9), 1, BY_NUMBER))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "params.tune_config.scheduler.options.grace_period: must be at most max_t, which is 3,"
                + " and is 9");
    assertThatThrownBy(() -> run(Map.of("max_t", 64, "brackets", 5), 1, BY_NUMBER))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("options.brackets: must be at most 4 with these rungs, and is 5");
    assertThatThrownBy(() -> run(Map.of("reduction_factor", 1.000001), 1, BY_NUMBER))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("options.reduction_factor: 1.000001 is so near to 1");
  }

  @Test
  void aRetriedTrialPassesItsRungsAgainWithoutAComparison() {
    ScriptedRun run =
        run(STOPPING, 3, BY_NUMBER)
            .withOutcomes(
                (trial, report) -> report == 5 && trial == 2 ? Outcome.IS_RETRIED : Outcome.REPORTS)
            .run(1);

    assertThat(run.verdicts(2))
        .containsExactly(
            "kept at rung 1: 2 is among the best 1 of 3",
            "kept at rung 3: 2 is among the best 1 of 3",
            "reached max_t 9");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 9})
  void noTrialWaitsForFailedOnes(int when) {
    for (Map<String, Object> options : List.of(STOPPING, PROMOTING)) {
      ScriptedRun run =
          run(options, 9, BY_NUMBER)
              .withOutcomes(
                  (trial, report) ->
                      report == when && trial % 2 == 0 ? Outcome.FAILS : Outcome.REPORTS)
              .run(2);

      assertThat(run.history().finishedCount()).isEqualTo(9);
    }
  }

  @Test
  void aReportBeyondSeveralRungsCountsAtEachOfThem() {
    for (Map<String, Object> options : List.of(STOPPING, PROMOTING)) {
      ScriptedRun run =
          run(options, 9, (trial, time) -> -trial).withTimes((trial, report) -> report * 4).run(1);

      assertThat(run.brackets().get(0).rungs())
          .extracting(Bracket.Rung::reached, Bracket.Rung::kept)
          .satisfiesExactly(
              rung -> assertThat(rung.toList().get(0)).isEqualTo(9),
              rung -> assertThat(rung.toList().get(1)).isIn(1, 3));
      // The first report is at time 4, which is beyond both rungs.
      assertThat(run.times()).containsOnly(4.0, 12.0).contains(12.0);
    }
  }

  @Test
  void trialsFinishEvenIfTheirTimesGoBack() {
    for (Map<String, Object> options : List.of(STOPPING, PROMOTING)) {
      ScriptedRun run =
          run(options, 9, BY_NUMBER)
              .withTimes((trial, report) -> report % 2 == 0 ? report - 3 : report)
              .run(2);

      assertThat(run.history().finishedCount()).isEqualTo(9);
      assertThat(run.times()).contains(9.0);
    }
  }

  @Test
  void aSchedulerRecreatedForEveryCallDecidesTheSame() {
    for (int seed = 0; seed < 200; seed++) {
      ScriptedRun used = randomRun(seed).run(3).retryFailed(3);
      ScriptedRun rebuilt = randomRun(seed).recreatedForEachCall().run(3).retryFailed(3);

      assertThat(rebuilt.verdicts()).as("seed %d", seed).isEqualTo(used.verdicts());
      assertThat(rebuilt.brackets()).as("seed %d", seed).isEqualTo(used.brackets());
      assertThat(used.history().finishedCount()).isEqualTo(used.history().trials().size());
    }
  }

  private static ScriptedRun randomRun(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("max_t", 16 + random.nextInt(20));
    options.put("reduction_factor", List.of(2, 3, 1.5).get(random.nextInt(3)));
    options.put("brackets", 1 + random.nextInt(3));
    options.put("promote", random.nextBoolean());
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
    return number == 1 ? Outcome.IS_RETRIED : Outcome.REPORTS;
  }
}
