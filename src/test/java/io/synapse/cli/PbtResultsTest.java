package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What population based training adds to the results. */
class PbtResultsTest extends TrainFixture {

  private static final String DIMENSION = "{name: x, type: randn, mean: 1000, sd: 100}";

  /** Whoever goes on from the best one is better by a fifth. */
  private static final String OPTIONS =
      "{perturbation_interval: 1, resample_probability: 0, perturbation_factors: [1.2]}";

  /** The plugin reports once and begins anew in each attempt. */
  private static final String CONFIG =
      "num_samples: 4, max_concurrent_trials: 1, seed: 3, stop: {training_iteration: 4},"
          + " scheduler: {name: %s}";

  private String population() throws IOException {
    return tuning(DIMENSION, CONFIG.formatted("pbt, options: " + OPTIONS));
  }

  @Test
  void theBestTrialHasTheConfigurationsThatItWentThrough() throws IOException {
    assertThat(train(population()).status()).isZero();
    Map<String, Object> best = map(results().get("best_trial"));
    List<Map<String, Object>> schedule = trials(best, "schedule");

    assertThat(schedule).hasSizeGreaterThan(1);
    assertThat(schedule.get(0)).containsEntry("from_iteration", 0L);
    assertThat(schedule.get(0).get("trial_id")).isNotEqualTo(best.get("trial_id"));
    assertThat(schedule.get(schedule.size() - 1))
        .containsOnlyKeys("from_iteration", "trial_id", "config")
        .containsEntry("trial_id", best.get("trial_id"))
        .containsEntry("config", best.get("config"));
    for (int i = 1; i < schedule.size(); i++) {
      assertThat(x(schedule.get(i))).isEqualTo(x(schedule.get(i - 1)) * 1.2);
    }
  }

  private static double x(Map<String, Object> stage) {
    return (double) map(stage.get("config")).get("x");
  }

  @Test
  void theyAreThereAfterAResumeToo() throws IOException {
    train(population());
    Map<String, Object> before = results();
    Files.delete(runFolder().resolve("results.json"));

    assertThat(resume().status()).isZero();
    assertThat(results()).isEqualTo(before);
    cutJournalAfter("end", 2);
    assertThat(resume().status()).isZero();
    Map<String, Object> best = map(results().get("best_trial"));
    assertThat(trials(best, "schedule"))
        .last()
        .satisfies(last -> assertThat(last).containsEntry("config", best.get("config")));
  }

  @Test
  void othersHaveNone() throws IOException {
    train(tuning(DIMENSION, CONFIG.formatted("asha")));

    assertThat(map(results().get("best_trial"))).doesNotContainKey("schedule");
  }

  @Test
  void mutationsOutsideTheSpaceAreToldBeforeAnythingRuns() throws IOException {
    String options = "pbt, options: {hyperparam_mutations: {x: [20, many]}}";
    CommandRun run = train(tuning(DIMENSION, CONFIG.formatted(options)), "--dry-run");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages())
        .contains(
            "options.hyperparam_mutations.x[1]: must be a finite number, as in the search space, and is \"many\"")
        .contains("job.yaml:");
  }
}
