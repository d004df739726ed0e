package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.RunStatus;
import io.synapse.store.Store;
import io.synapse.store.run.StoredRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals to the driver of a run that trains in worker processes. */
class TrainSignalsTest extends StubbornRuns {

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void theFirstSignalEndsTheRunInGoodOrder(String signal) throws Exception {
    TrainProcess driver = start(List.of("quick", "polite"));
    awaitReady(driver, 1);
    awaitOneEnded(driver);
    driver.signal(signal);

    assertThat(driver.awaitEnd()).isEqualTo(130);
    assertThat(driver.said())
        .contains(signal.equals("INT") ? "interrupted by Ctrl-C" : "ended by SIG" + signal)
        .doesNotContain("System.exit");
    assertThat(site.results()).containsEntry("status", "interrupted");
    assertThat(statusOfRun()).isEqualTo(RunStatus.INTERRUPTED);
    assertModelKept("quick");
    site.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void theSecondEndsItAtOnce(String second) throws Exception {
    TrainProcess driver = start(List.of("hang", "burn", "children"));
    awaitReady(driver, 3);
    driver.signal("INT");
    driver.awaitUntil(() -> !site.journal("stopping").isEmpty());
    driver.signal(second);

    assertThat(driver.awaitEnd()).isEqualTo(130);
    // In good order the plugins would have had their grace time, and then an end in the journal.
    assertThat(site.journal("attempt_end")).isEmpty();
    assertThat(statusOfRun()).isEqualTo(RunStatus.INTERRUPTED);
    site.assertNothingLeft();
  }

  @Test
  void aTerminalThatSaysTwiceThatItIsGoneEndsItInGoodOrder() throws Exception {
    TrainProcess driver = start(List.of("polite"));
    awaitReady(driver, 1);
    driver.signal("HUP");
    driver.awaitUntil(() -> !site.journal("stopping").isEmpty());
    driver.signal("HUP");

    assertThat(driver.awaitEnd()).isEqualTo(130);
    assertThat(site.results()).containsEntry("status", "interrupted");
    site.assertNothingLeft();
  }

  @Test
  void aRunThatWasEndedBySigtermGoesOn() throws Exception {
    TrainProcess driver = start(List.of("polite"));
    awaitReady(driver, 1);
    driver.signal("TERM");
    assertThat(driver.awaitEnd()).isEqualTo(130);
    TrainProcess resumed = site.start(List.of("train", "--resume", "last", "--progress", "plain"));
    awaitReady(resumed, 2);
    resumed.signal("TERM");

    assertThat(resumed.awaitEnd()).isEqualTo(130);
    List<Map<String, Object>> attempts = site.journal("attempt");
    assertThat(attempts).hasSize(2);
    assertThat(attempts.get(1)).containsEntry("cause", "resume_run").containsKey("checkpoint");
    site.assertNothingLeft();
  }

  private RunStatus statusOfRun() {
    try (Store store = site.openStore()) {
      StoredRun run = store.runs().find("last");
      return store.runs().statusOf(run);
    }
  }

  private void assertModelKept(String way) {
    List<Map<String, Object>> finished = TrainFixture.trials(site.results(), "trial_models");
    assertThat(finished).hasSize(1);
    assertThat(finished.get(0)).containsEntry("config", Map.of("x", way));
    try (Store store = site.openStore()) {
      long id = (Long) finished.get(0).get("model_id");
      store.models().verify(store.models().existing(id));
    }
  }
}
