package io.synapse.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.problem.Problems;
import io.synapse.run.Decision;
import io.synapse.run.RunHistory;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.run.TrialSpec;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Population based training of trials that all have a slot. */
class PbtSchedulerTest {

  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new SearchSpace.Dimension(
                  "x", new RealRange(0, 100, new Scale.Linear(), Optional.empty()))));

  private Objective.Mode mode = Objective.Mode.MAX;
  private Map<String, Object> options = Map.of("perturbation_interval", 2L);
  private RunHistory history;
  private Scheduler scheduler;

  @Test
  void oneOfTheWorstExploitsOneOfTheBest() {
    begin(4);
    advance(2, 0.9, 0.7, 0.5);
    Decision decision = advance(3, 2, 0.1);

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Exploit.class,
            exploit -> {
              assertThat(exploit.source()).isEqualTo("trial_0");
              assertThat(exploit.checkpoint().path()).isEqualTo(Path.of("trial_0", "2"));
              assertThat(exploit.config().get("x")).isIn(8.0, 12.0);
              assertThat(exploit.reason())
                  .isEqualTo(
                      "interval 2: 0.1 is among the worst 1 of 4; it goes on from trial_0 with"
                          + " 0.9");
            });
  }

  @Test
  void theOtherTrialsContinueWithAReason() {
    begin(4);

    assertThat(report(0, 0.9)).isEqualTo(Decision.proceed());
    assertThat(report(0, 0.9).reason()).isEqualTo("interval 2: 0.9 is the only one");
    advance(1, 2, 0.1);
    assertThat(advance(2, 2, 0.5).reason())
        .isEqualTo("interval 2: 0.5 is in the middle of the population");
    assertThat(advance(3, 2, 0.95).reason()).isEqualTo("interval 2: 0.95 is among the best 1 of 4");
  }

  @Test
  void lowerValuesAreBetterWhenMinimising() {
    mode = Objective.Mode.MIN;
    begin(2);
    advance(0, 2, 0.1);

    assertThat(advance(1, 2, 0.9)).isInstanceOf(Decision.Exploit.class);
  }

  @Test
  void aTrialWhoseValueIsNotFiniteIsTheWorstAndNeverASource() {
    begin(3);
    advance(0, 2, Double.NaN);
    assertThat(advance(1, 2, Double.POSITIVE_INFINITY).reason())
        .isEqualTo(
            "interval 2: Infinity is among the worst 1 of 2, and goes on itself, as trial_0 is no"
                + " better");
    assertThat(advance(2, 2, 0.1).reason()).contains("among the best 1 of 3");
    assertThat(advance(1, 4, Double.NaN)).isInstanceOf(Decision.Exploit.class);
  }

  @Test
  void aTrialWithAnEqualValueIsNoSource() {
    begin(2);
    advance(0, 2, 0.5);

    assertThat(advance(1, 2, 0.5).reason()).contains("worst 1 of 2", "trial_0 is no better");
  }

  @Test
  void aSourceNeedsACheckpoint() {
    begin(2);
    history.report(trial(0), metrics(trial(0), 0.9));
    history.report(trial(0), metrics(trial(0), 0.9));
    history.decide(trial(0), ask(trial(0)));

    assertThat(advance(1, 2, 0.1).reason()).contains("trial_0 has no checkpoint");
  }

  @Test
  void aTrialThatHasJustExploitedAnotherIsNoSource() {
    begin(4);
    advance(2, 0.9, 0.8);
    exploit(advance(2, 2, 0.5), trial(2));
    end(0);
    end(1);

    assertThat(advance(3, 2, 0.1).reason())
        .contains("trial_2 has just begun with another one's state");
    advance(2, 4, 0.9);
    assertThat(advance(3, 4, 0.1)).isInstanceOf(Decision.Exploit.class);
  }

  @Test
  void trialsThatHaveEndedAreNeitherSourcesNorCounted() {
    begin(3);
    advance(2, 0.7, 0.9);
    end(1);

    assertThat(advance(2, 2, 0.5))
        .isInstanceOfSatisfying(
            Decision.Exploit.class, exploit -> assertThat(exploit.source()).isEqualTo("trial_0"));
    end(0);
    assertThat(advance(2, 4, 0.5).reason()).endsWith("is the only one");
  }

  @Test
  void nothingIsDecidedBeforeTheBurnIn() {
    options = Map.of("perturbation_interval", 2L, "burn_in_period", 5L);
    begin(1);

    for (int i = 1; i <= 5; i++) {
      assertThat(report(0, 0.5)).isEqualTo(Decision.proceed());
    }
    assertThat(report(0, 0.5).reason()).startsWith("interval 6:");
  }

  @Test
  void quantilesAreRoundedUpToAtMostHalfThePopulation() {
    options = Map.of("perturbation_interval", 2L, "quantile_fraction", 0.3);
    begin(7);
    advance(2, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2);

    assertThat(advance(6, 2, 0.8).reason()).contains("best 3 of 7");
    options = Map.of("perturbation_interval", 2L, "quantile_fraction", 0.5);
    begin(3);
    advance(2, 0.1, 0.2);
    assertThat(advance(2, 2, 0.3).reason()).contains("best 1 of 3");
    options = Map.of("perturbation_interval", 2L, "quantile_fraction", 0.0);
    begin(2);
    advance(0, 2, 0.2);
    assertThat(advance(1, 2, 0.1).reason()).endsWith("is in the middle of the population");
  }

  @Test
  void aRetriedTrialIsNotComparedAtTheSameIntervalAgain() {
    begin(2);
    advance(2, 0.9, 0.5);
    history.fail(trial(1), "lost");
    history.retry(trial(1));
    history.begin(trial(1), trial(1).config(), Optional.empty());

    assertThat(report(1, 0.1)).isEqualTo(Decision.proceed());
    assertThat(report(1, 0.1)).isEqualTo(Decision.proceed());
    report(1, 0.1);
    assertThat(report(1, 0.1)).isInstanceOf(Decision.Exploit.class);
  }

  @Test
  void aTrialThatExploitsAnOlderCheckpointIsNotComparedAgainBeforeItsNextInterval() {
    begin(2);
    advance(0, 2, 0.9);
    advance(1, 2, 0.5);
    exploit(advance(1, 6, 0.5), trial(1));

    assertThat(trial(1).time()).isEqualTo(2);
    for (int i = 3; i <= 7; i++) {
      assertThat(report(1, 0.5)).isEqualTo(Decision.proceed());
    }
    assertThat(report(1, 0.5).reason()).startsWith("interval 8:");
  }

  @Test
  void aTrialThatExploitsANewerCheckpointIsComparedAtTheNextIntervalAfterIt() {
    begin(2);
    advance(0, 6, 0.9);
    exploit(advance(1, 2, 0.5), trial(1));

    assertThat(trial(1).time()).isEqualTo(6);
    assertThat(report(1, 0.5)).isEqualTo(Decision.proceed());
    assertThat(report(1, 0.5).reason()).startsWith("interval 8:");
  }

  private void begin(int trials) {
    history =
        new RunHistory(
            Optional.of(new Objective("score", mode)), trials, Optional.of("training_iteration"));
    Map<String, Object> checked =
        PbtScheduler.SPECIFICATION.check(withoutResampling(), "options", new Problems());
    Objective objective = history.objective().orElseThrow();
    scheduler = Schedulers.create(new SchedulerSettings("pbt", checked, SPACE, objective, trials));
    for (int i = 0; i < trials; i++) {
      Config config = new Config(Map.of("x", 10.0 * (i + 1)));
      history.begin(
          history.add(new TrialSpec("trial_" + i, i, TrialSpec.Origin.SEARCHER, config)),
          config,
          Optional.empty());
    }
  }

  private Map<String, Object> withoutResampling() {
    Map<String, Object> all = new HashMap<>(options);
    all.put("resample_probability", 0.0);
    return all;
  }

  private Trial trial(int number) {
    return history.trials().get(number);
  }

  /** Lets the first trials reach a time, one after the other. */
  private void advance(int time, double... scores) {
    for (int i = 0; i < scores.length; i++) {
      advance(i, time, scores[i]);
    }
  }

  private Decision advance(int number, int time, double score) {
    Decision decision = Decision.proceed();
    while (trial(number).trainingIteration() < time) {
      decision = report(number, score);
    }
    return decision;
  }

  private Decision report(int number, double score) {
    Trial trial = trial(number);
    Map<String, Object> metrics = metrics(trial, score);
    history.report(trial, metrics);
    long iteration = trial.trainingIteration();
    Path path = Path.of(trial.id(), Long.toString(iteration));
    history.keepCheckpoints(trial, List.of(new SavedCheckpoint(path, iteration, metrics)));
    Decision decision = ask(trial);
    history.decide(trial, decision);
    return decision;
  }

  private static Map<String, Object> metrics(Trial trial, double score) {
    return Map.of("score", score, "training_iteration", trial.trainingIteration() + 1);
  }

  private Decision ask(Trial trial) {
    return scheduler.onReport(trial, history, new SplittableRandom(trial.trainingIteration()));
  }

  private void exploit(Decision decision, Trial trial) {
    Decision.Exploit exploit = (Decision.Exploit) decision;
    history.pause(trial);
    history.begin(trial, exploit.config(), Optional.of(exploit.checkpoint()));
  }

  private void end(int number) {
    history.end(trial(number), TrialStatus.TERMINATED, trial(number).metrics(), "");
  }
}
