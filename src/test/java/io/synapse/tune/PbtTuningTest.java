package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.RunEvent;
import io.synapse.run.Trial;
import io.synapse.run.TrialLineage;
import io.synapse.run.TrialStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Population based training through the real tuner, mostly with more trials than slots. */
class PbtTuningTest extends SchedulerFixture {

  @Override
  String name() {
    return "pbt";
  }

  @Override
  Map<String, Object> options() {
    return Map.of("perturbation_interval", 5L);
  }

  @Test
  void moreTrialsThanSlotsTakeTurns() throws Exception {
    curve = (number, iteration) -> Map.of("score", new double[] {0.9, 0.5, 0.1}[number]);
    TunerResult result = tune(3, 1);
    String waits = "; it waits for others to come as far";

    assertThat(decisions(result))
        .containsExactly(
            "0 Pause interval 5: 0.9" + waits,
            "1 Pause interval 5: 0.5" + waits,
            "2 Exploit interval 5: 0.1 is among the worst 1 of 3; it goes on from"
                + " 1a2b3c4d_00000 with 0.9",
            "2 Pause interval 10: 0.1" + waits,
            "0 Continue interval 5: 0.9 is among the best 1 of 3",
            "0 Pause interval 10: 0.9" + waits,
            "1 Continue interval 5: 0.5 is in the middle of the population",
            "1 Continue interval 10: 0.5 is in the middle of the population",
            "0 Continue interval 10: 0.9 is among the best 1 of 2",
            "2 Continue interval 10: 0.1 is the only one");
    assertThat(result.history().trials()).allMatch(trial -> trial.trainingIteration() == 12);
  }

  @Test
  void theWholePopulationIsStartedBeforeAnyoneGoesOn() throws Exception {
    tune(40, 3);

    int started = 0;
    for (RunEvent event : journal.events()) {
      if (event instanceof RunEvent.TrialCreated) {
        started++;
      } else if (event instanceof RunEvent.TrialReported reported) {
        assertThat(reported.trainingIteration() <= 5 || started == 40).isTrue();
      }
    }
  }

  @Test
  void withoutCheckpointsNobodyGivesUpASlot() throws Exception {
    checkpointEvery = 0;
    TunerResult result = tune(12, 3);

    assertThat(result.history().trials()).allMatch(trial -> trial.attempt() == 1);
    assertThat(result.history().verdicts())
        .isNotEmpty()
        .allMatch(verdict -> verdict.decision() instanceof Decision.Continue);
  }

  @Test
  void exploredConfigurationsAreWithinTheSpaceAndLineagesEndWithThem() throws Exception {
    TunerResult result = tune(20, 4);

    assertThat(exploits(result)).isNotEmpty();
    for (Decision.Exploit exploit : exploits(result)) {
      assertThat((Double) exploit.config().get("x")).isBetween(0.0, 1.0);
    }
    for (Trial trial : result.history().trials()) {
      List<TrialLineage.Stage> stages = TrialLineage.of(trial, result.history());
      assertThat(stages.get(0).fromIteration()).isZero();
      assertThat(stages)
          .isSortedAccordingTo((a, b) -> Long.signum(a.fromIteration() - b.fromIteration()));
      TrialLineage.Stage last = stages.get(stages.size() - 1);
      if (!endedAtOnce(trial, result)) {
        assertThat(last.trialId()).isEqualTo(trial.id());
        assertThat(last.config()).isEqualTo(trial.config());
      }
    }
  }

  private static boolean endedAtOnce(Trial trial, TunerResult result) {
    return result.history().verdicts().stream()
        .filter(verdict -> verdict.trial() == trial)
        .map(History.Verdict::decision)
        .anyMatch(
            decision ->
                decision instanceof Decision.Exploit exploit
                    && exploit.checkpoint().trainingIteration() == trial.trainingIteration());
  }

  private static List<Decision.Exploit> exploits(TunerResult result) {
    return result.history().verdicts().stream()
        .map(History.Verdict::decision)
        .filter(Decision.Exploit.class::isInstance)
        .map(Decision.Exploit.class::cast)
        .toList();
  }

  @Test
  void nobodyIsComparedAtAnIntervalTwiceWhateverFails() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      journal.clear();
      maxFailures = 3;
      checkpointEvery = random.nextInt(4);
      moreOptions = Map.of("perturbation_interval", 1L + random.nextInt(4));
      long noise = random.nextLong();
      failures =
          (number, attempt, iteration) ->
              new SplittableRandom(noise ^ (number * 31L + attempt * 977L + iteration)).nextDouble()
                  < 0.1;
      order = random.split();
      TunerResult result = tune(1 + random.nextInt(10), 1 + random.nextInt(4));
      Set<String> seen = new HashSet<>();

      assertThat(result.history().verdicts())
          .as("seed %d", seed)
          .filteredOn(verdict -> !(verdict.decision() instanceof Decision.Pause))
          .allMatch(verdict -> seen.add(occasion(verdict)));
    }
  }

  private static String occasion(History.Verdict verdict) {
    String reason = verdict.decision().reason();
    return verdict.trial().id() + " " + reason.substring(0, reason.indexOf(':'));
  }

  @Test
  void theTimeBudgetEndsWhatIsOnItsWay() throws Exception {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      journal.clear();
      order = random.split();
      timeBudget = Optional.of(Duration.ofSeconds(random.nextLong(1, 100)));
      curve =
          (number, iteration) -> {
            clock.advance(Duration.ofSeconds(1));
            return wave(number, iteration);
          };
      TunerResult result = tune(8, 2);

      assertThat(result.history().trials())
          .as("seed %d", seed)
          .filteredOn(trial -> trial.series().size() > 0)
          .allMatch(trial -> trial.status() == TrialStatus.TERMINATED);
    }
  }
}
