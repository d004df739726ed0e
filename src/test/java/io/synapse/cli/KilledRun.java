package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.RunStatus;
import io.synapse.store.Store;
import io.synapse.store.model.ModelStore.ModelSummary;
import io.synapse.store.run.StoredRun;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A run whose driver is killed now and then: what it had come to each time, and its end. */
final class KilledRun {

  private final TrainSite site;
  private final Map<String, Object> metricsOfEnded = new HashMap<>();
  private final Set<String> announced = new HashSet<>();

  KilledRun(TrainSite site) {
    this.site = site;
  }

  /** Takes note of what must not be lost, now that a driver is gone. */
  void note(TrainProcess driver) {
    announced.addAll(KillPoint.announcedIn(driver));
    site.journal("end").forEach(end -> metricsOfEnded.put(trial(end), end.get("metrics")));
    assertThat(metricsOfEnded.keySet()).containsAll(announced);
  }

  /**
   * The run is complete, with every trial once, and with nothing lost.
   *
   * @param expected its trials by number
   */
  void assertCompleted(Map<Integer, TrialSummary> expected) {
    Map<String, Object> results = site.results();
    assertThat(results)
        .containsEntry("status", "completed")
        .containsEntry("failed_trials", List.of());
    assertThat(TrialSummary.of(results)).isEqualTo(expected);
    assertThat(byTrial(results, "metrics")).containsAllEntriesOf(metricsOfEnded);
    assertModels(byTrial(results, "model_id"));
    assertJournal(expected.size());
    assertThat(site.store().resolve("tmp"))
        .as("what dead processes were building")
        .isEmptyDirectory();
  }

  private static Map<String, Object> byTrial(Map<String, Object> results, String field) {
    return TrainFixture.trials(results, "trial_models").stream()
        .collect(Collectors.toMap(KilledRun::trial, trial -> trial.get(field)));
  }

  /** Every trial has one model, whole and its own, in the results and in the store. */
  private void assertModels(Map<String, Object> modelIds) {
    try (Store store = site.openStore()) {
      StoredRun run = store.runs().find("last");
      assertThat(store.runs().statusOf(run)).isEqualTo(RunStatus.COMPLETED);
      assertThat(store.models().list()).extracting(ModelSummary::runId).containsOnly(run.id());
      assertThat(store.models().list())
          .extracting(ModelSummary::trialId)
          .containsExactlyInAnyOrderElementsOf(modelIds.keySet());
      for (ModelSummary model : store.models().list()) {
        assertThat(modelIds.get(model.trialId())).isEqualTo(model.id());
        store.models().verify(store.models().existing(model.id()));
      }
    }
  }

  private void assertJournal(int trials) {
    for (String once : List.of("trial", "end")) {
      assertThat(site.journal(once)).extracting(KilledRun::trial).doesNotHaveDuplicates();
      assertThat(site.journal(once)).hasSize(trials);
    }
    assertReportsCount();
    assertAttemptsGoOn();
  }

  /** The plugin counts its own steps. */
  private void assertReportsCount() {
    for (Map<String, Object> report : site.journal("report")) {
      assertThat(TrainFixture.map(report.get("metrics")).get("step"))
          .isEqualTo(report.get("training_iteration"));
    }
  }

  /** Every attempt starts from the newest checkpoint of which the journal told before it. */
  private void assertAttemptsGoOn() {
    Map<String, Object> latest = new HashMap<>();
    Map<String, Long> attempts = new HashMap<>();
    for (Map<String, Object> line : site.journal()) {
      if ("report".equals(line.get("event"))) {
        latest.put(trial(line), line.get("checkpoint"));
      } else if ("attempt".equals(line.get("event"))) {
        assertThat(line.get("checkpoint")).isEqualTo(latest.get(trial(line)));
        assertThat(line.get("number")).isEqualTo(attempts.merge(trial(line), 1L, Long::sum));
      }
    }
  }

  private static String trial(Map<String, Object> line) {
    return (String) line.get("trial_id");
  }
}
