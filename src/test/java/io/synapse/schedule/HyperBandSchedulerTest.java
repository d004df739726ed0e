package io.synapse.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.problem.InvalidInputException;
import io.synapse.run.Bracket;
import io.synapse.schedule.ScriptedRun.Curve;
import io.synapse.schedule.ScriptedRun.Outcome;
import io.synapse.space.Objective;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HyperBandSchedulerTest {

  private static final Map<String, Object> NINE = Map.of("max_t", 9);
  private static final Curve BY_NUMBER = (trial, time) -> trial;

  private static ScriptedRun run(Map<String, Object> options, int trials, Curve curve) {
    return new ScriptedRun("hyperband", options, Objective.Mode.MAX, trials, curve);
  }

  @Test
  void theDefaultsAreAsDocumented() {
    assertThat(ScriptedRun.checked("hyperband", Map.of()))
        .isEqualTo(
            Map.of(
                "time_attr",
                "training_iteration",
                "max_t",
                81L,
                "reduction_factor",
                3.0,
                "stop_last_trials",
                true));
  }

  /** Li et al. 2018, table 1: configurations n_i and resources r_i of each bracket. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 200})
  void bracketsMatchTheTableOfThePaper(int slots) {
    ScriptedRun run = run(Map.of(), 128, (trial, time) -> trial * 37 % 128).run(slots);

    assertThat(run.brackets())
        .extracting(HyperBandSchedulerTest::table)
        .containsExactly(
            "81 at 1, 27 at 3, 9 at 9, 3 at 27, 1 at 81",
            "27 at 3, 9 at 9, 3 at 27, 1 at 81",
            "9 at 9, 3 at 27, 1 at 81",
            "6 at 27, 2 at 81",
            "5 at 81");
    assertThat(run.times()).filteredOn(time -> time == 81).hasSize(1 + 1 + 1 + 2 + 5);
  }

  private static String table(Bracket bracket) {
    StringBuilder row = new StringBuilder();
    int left = bracket.trials();
    for (Bracket.Rung rung : bracket.rungs()) {
      assertThat(rung.reached()).isEqualTo(left);
      assertThat(rung.waiting()).isZero();
      row.append("%d at %.0f, ".formatted(left, rung.time()));
      left = rung.kept();
    }
    return row + "%d at 81".formatted(left);
  }

  /**
   * The training time of all trials of the table; no trial trains for longer than the table allows.
   */
  @Test
  void theTotalTrainingTimeIsThatOfTheTable() {
    double first = 81 + 27 * 2 + 9 * 6 + 3 * 18 + 54;
    double second = 27 * 3 + 9 * 6 + 3 * 18 + 54;
    double third = 9 * 9 + 3 * 18 + 54;
    double fourth = 6 * 27 + 2 * 54;
    double fifth = 5 * 81;

    assertThat(run(Map.of(), 128, BY_NUMBER).run(3).trainedTime())
        .isEqualTo(first + second + third + fourth + fifth);
  }

  @Test
  void bracketsRepeatAfterTheLast() {
    ScriptedRun run = run(NINE, 2 * 17, BY_NUMBER).run(2);

    assertThat(run.brackets()).extracting(Bracket::trials).containsExactly(9, 3, 3, 9, 3, 3, 4);
  }

  @ParameterizedTest
  @CsvSource({"243,3,5", "1000,10,3", "125,5,3", "4,1.4142135623730951,4", "80,3,3", "1,3,0"})
  void roundingErrorsDoNotLoseABracket(double max, double reduction, int largest) {
    assertThat(RungTimes.largestPower(reduction, max)).isEqualTo(largest);
  }

  @Test
  void trialsWaitAndTheReasonsAreGiven() {
    ScriptedRun run = run(NINE, 9, (trial, time) -> 0.5 + (trial * 4 % 9) / 100.0).run(1);

    assertThat(run.verdicts())
        .startsWith(
            "0 waits at rung 1 of bracket 0: 0.5",
            "1 waits at rung 1 of bracket 0: 0.54",
            "2 waits at rung 1 of bracket 0: 0.58")
        // The last trial to arrive is decided immediately, because there is no trial left to wait
        // for.
        .contains("8 stopped at rung 1: 0.55 is below the cut 0.56 (3 of 9 kept)")
        .containsSubsequence(
            "0 stopped at rung 1: 0.5 is below the cut 0.56 (3 of 9 kept)",
            "2 kept at rung 1: 0.58 is among the best 3 of 9",
            "2 waits at rung 3 of bracket 0: 0.58",
            "4 kept at rung 1: 0.57 is among the best 3 of 9",
            "2 kept at rung 3: 0.58 is among the best 1 of 3",
            "2 reached max_t 9");
  }

  @Test
  void lowerValuesAreBetterWhenMinimising() {
    ScriptedRun run = new ScriptedRun("hyperband", NINE, Objective.Mode.MIN, 9, BY_NUMBER).run(1);

    assertThat(run.verdicts(0)).endsWith("reached max_t 9");
    assertThat(run.verdicts()).contains("8 stopped at rung 1: 8 is above the cut 2 (3 of 9 kept)");
  }

  @Test
  void amongEqualsTheEarlierTrialIsKept() {
    ScriptedRun run = run(NINE, 9, (trial, time) -> 0.5).run(3);

    assertThat(run.times()).containsExactly(9.0, 3.0, 3.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
    assertThat(run.verdicts(3))
        .endsWith(
            "stopped at rung 1: 0.5 is the cut itself, with earlier trials to keep"
                + " (3 of 9 kept)");
  }

  @Test
  void valuesThatDifferByLittleAreShownInFull() {
    ScriptedRun run = run(NINE, 9, (trial, time) -> 0.5 + trial * 1e-7).run(1);

    assertThat(run.verdicts(5))
        .endsWith("stopped at rung 1: 0.5000005 is below the cut 0.5000006 (3 of 9 kept)");
  }

  @Test
  void valuesThatAreNotFiniteAreNotKept() {
    ScriptedRun run =
        run(
                NINE,
                9,
                (trial, time) ->
                    trial == 8 ? -1 : trial % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY)
            .run(2);

    assertThat(run.times().get(8)).isEqualTo(9.0);
    // Three could be kept, but only one value is finite.
    assertThat(run.brackets().get(0).rungs().get(0).kept()).isEqualTo(1);
    assertThat(run.brackets().get(0).rungs().get(0).best()).isEqualTo(-1);
    assertThat(run.verdicts(7))
        .endsWith("stopped at rung 1: Infinity is not a finite number (1 of 9 kept)");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "7,1", "7,7"})
  void anIncompleteBracketFinishes(int trials, int slots) {
    ScriptedRun run = run(Map.of(), trials, BY_NUMBER).run(slots);

    assertThat(run.history().finishedCount()).isEqualTo(trials);
    assertThat(run.times()).filteredOn(time -> time == 81).hasSize(1);
    assertThat(run.times().get(trials - 1)).isEqualTo(81);
  }

  @Test
  void theReasonForTheOnlyTrialSaysSo() {
    assertThat(run(NINE, 1, BY_NUMBER).run(1).verdicts())
        .startsWith("0 kept at rung 1: 0 is the only one");
  }

  @Test
  void withMaxTOfOneEveryTrialReportsOnce() {
    ScriptedRun run = run(Map.of("max_t", 1), 5, BY_NUMBER).run(2);

    assertThat(run.times()).containsOnly(1.0);
    assertThat(run.verdicts(4)).containsExactly("reached max_t 1");
  }

  @Test
  void withoutStopLastTrialsTheyContinueBeyondMaxT() {
    ScriptedRun run =
        run(Map.of("max_t", 9, "stop_last_trials", false), 9, BY_NUMBER)
            .withOutcomes((trial, report) -> report > 20 ? Outcome.FINISHES : Outcome.REPORTS)
            .run(2);

    assertThat(run.times().get(8)).isEqualTo(20);
  }

  @Test
  void aReductionFactorCloseToOneIsRejected() {
    Assertions.assertThatThrownBy(() -> run(Map.of("reduction_factor", 1.000001), 1, BY_NUMBER))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "params.tune_config.scheduler.options.reduction_factor: 1.000001 is so near to 1");
  }
}
