package io.synapse.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.Bracket;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.ScriptedRun.Curve;
import io.synapse.schedule.ScriptedRun.What;
import io.synapse.space.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Trials of HyperBand that fail, come back, leap or go back in time. */
class HyperBandMishapsTest {

  private static final Map<String, Object> NINE = Map.of("max_t", 9);
  private static final Curve BY_NUMBER = (trial, time) -> trial;

  private static ScriptedRun run(Map<String, Object> options, int trials, Curve curve) {
    return new ScriptedRun("hyperband", options, Objective.Mode.MAX, trials, curve);
  }

  @Test
  void trialsThatAreOverBelowTheRungAreNeitherAwaitedNorCounted() {
    ScriptedRun run =
        run(Map.of("max_t", 27), 36, BY_NUMBER)
            .withFate(
                (trial, report) ->
                    report == 2 && trial >= 27
                        ? (trial < 30 ? What.FAILS : What.FINISHES)
                        : What.REPORTS)
            .run(4);
    Bracket second = run.brackets().get(1);

    assertThat(run.history().finishedCount()).isEqualTo(36);
    assertThat(second.trials()).isEqualTo(9);
    assertThat(second.rungs().get(0).reached()).isZero();
  }

  @Test
  void aTrialThatFailsOnItsWayLeavesTheOthersTheirPlaces() {
    ScriptedRun run =
        run(NINE, 9, BY_NUMBER)
            .withFate((trial, report) -> report == 1 && trial > 5 ? What.FAILS : What.REPORTS)
            .run(3);

    assertThat(run.brackets().get(0).rungs())
        .extracting(Bracket.Rung::reached, Bracket.Rung::kept, Bracket.Rung::cut)
        .containsExactly(Assertions.tuple(6, 2, 4), Assertions.tuple(2, 1, 1));
    assertThat(run.times().get(5)).isEqualTo(9);
  }

  @Test
  void aWinnerThatFailsAfterItsRungIsNotAwaitedAtTheNext() {
    ScriptedRun run =
        run(NINE, 9, BY_NUMBER)
            .withFate((trial, report) -> report == 2 && trial == 8 ? What.FAILS : What.REPORTS)
            .run(3);

    assertThat(run.times().get(7)).isEqualTo(9);
    assertThat(run.history().finishedCount()).isEqualTo(9);
  }

  @Test
  void aRetriedTrialPassesDecidedRungsAgainUndisturbed() {
    ScriptedRun run =
        run(NINE, 9, BY_NUMBER)
            .withFate((trial, report) -> report == 3 && trial == 8 ? What.IS_RETRIED : What.REPORTS)
            .run(3);

    assertThat(run.verdicts(8))
        .filteredOn(reason -> reason.contains("rung 1:"))
        .containsExactly("kept at rung 1: 8 is among the best 3 of 9");
    assertThat(run.times().get(8)).isEqualTo(9);
  }

  @Test
  void whoComesToADecidedRungMustBeatTheCut() {
    ScriptedRun run =
        run(NINE, 9, BY_NUMBER)
            .withFate(
                (trial, report) ->
                    report == 1 && (trial == 2 || trial == 8) ? What.FAILS : What.REPORTS)
            .run(2)
            .retryFailed(2);

    assertThat(run.verdicts(2))
        .containsExactly(
            "waits at rung 1 of bracket 0: 2",
            "stopped at rung 1: 2 is below the cut 6 (3 of 9 kept)");
    assertThat(run.verdicts(8)).startsWith("kept at rung 1: 8 is among the best 3 of 9");
    // Nobody is left at the rung above that it could be compared with but those that were there.
    assertThat(run.verdicts(8)).endsWith("reached max_t 9");
  }

  @Test
  void aReportThatLiesBeyondSeveralRungsCountsAtEachOfThem() {
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
  void timesThatGoBackDoNoHarm() {
    ScriptedRun run =
        run(NINE, 9, BY_NUMBER)
            .withTimes((trial, report) -> report % 2 == 0 ? report - 3 : report)
            .run(2);

    assertThat(run.history().finishedCount()).isEqualTo(9);
    assertThat(run.times().get(8)).isEqualTo(9);
  }

  @Test
  void aSchedulerMadeAnewAtEveryCallDecidesTheSame() {
    for (int seed = 0; seed < 200; seed++) {
      ScriptedRun live = drawn(seed).run(3).retryFailed(3);
      ScriptedRun rebuilt = drawn(seed).madeAnewEachTime().run(3).retryFailed(3);

      assertThat(rebuilt.verdicts()).as("seed %d", seed).isEqualTo(live.verdicts());
      assertThat(rebuilt.brackets()).as("seed %d", seed).isEqualTo(live.brackets());
      assertThat(live.history().trials()).extracting(Trial::status).allMatch(TrialStatus::isFinal);
    }
  }

  private static ScriptedRun drawn(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("max_t", 1 + random.nextInt(20));
    options.put("reduction_factor", List.of(2, 3, 1.5).get(random.nextInt(3)));
    int levels = 1 + random.nextInt(20);
    int stride = 1 + random.nextInt(3);
    return run(options, 1 + random.nextInt(40), (trial, time) -> at(seed, trial, time) % levels)
        .withTimes((trial, report) -> report * stride)
        .withFate((trial, report) -> fate(at(seed + 77, trial, report) % 40));
  }

  private static long at(int seed, int trial, double time) {
    return new SplittableRandom(seed * 1_000_003L + trial * 1_009L + (long) time).nextInt(1 << 20);
  }

  private static What fate(long drawn) {
    if (drawn == 0) {
      return What.FAILS;
    }
    if (drawn == 1) {
      return What.FINISHES;
    }
    return drawn == 2 ? What.IS_RETRIED : What.REPORTS;
  }
}
