package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.execute.TrialStart;
import io.synapse.run.RunEvent;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialEvent.EntryPoint;
import io.synapse.run.TrialStatus;
import io.synapse.tune.FakeExecutor.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Attempts that wait for a place before they run, on an executor that gives places later. */
class PlacesTest extends TunerFixture {

  private static final String WAITING = "1a2b3c4d_00000";

  @Test
  void oneThatWaitsDoesNotTimeOut() throws Exception {
    TunerResult result = waitThenRun(Duration.ofSeconds(20), Duration.ofSeconds(5));

    assertThat(result.history().trial(WAITING).status()).isEqualTo(TrialStatus.TERMINATED);
  }

  @Test
  void itsTimeRunsFromItsPlaceOn() throws Exception {
    TunerResult result = waitThenRun(Duration.ofSeconds(20), Duration.ofSeconds(11));

    assertThat(result.history().trial(WAITING).status()).isEqualTo(TrialStatus.ERROR);
    assertThat(result.history().trial(WAITING).error())
        .isEqualTo("ran longer than trial_timeout_s (10 s)");
  }

  @Test
  void theTableShowsItAsPending() throws Exception {
    waitThenRun(Duration.ofSeconds(20), Duration.ofSeconds(5));

    assertThat(statusesInTables()).startsWith("PENDING").contains("RUNNING").endsWith("TERMINATED");
  }

  @Test
  void theJournalTellsThatItWaits() throws Exception {
    waitThenRun(Duration.ZERO, Duration.ZERO);

    assertThat(journal.events(RunEvent.AttemptStarted.class))
        .hasSize(2)
        .allMatch(RunEvent.AttemptStarted::waits);
  }

  /** One trial waits while another, which waits for ever, makes the time pass by its reports. */
  private TunerResult waitThenRun(Duration waits, Duration runs) throws Exception {
    placesLater = true;
    trialTimeout = Optional.of(Duration.ofSeconds(10));
    return tune(2, 2, start -> number(start) == 0 ? List.of() : clockSteps(start, waits, runs));
  }

  private List<Step> clockSteps(TrialStart start, Duration waits, Duration runs) {
    assertThat(start.trialId()).isNotEqualTo(WAITING);
    return List.of(
        report(1),
        new Step.Do(() -> clock.advance(waits)),
        report(1),
        new Step.Do(() -> events.put(new TrialEvent.Placed(WAITING, 1, "node-b"))),
        report(1),
        new Step.Do(() -> clock.advance(runs)),
        report(1),
        new Step.Do(
            () -> events.put(new TrialEvent.Finished(WAITING, 1, EntryPoint.TUNE, 0.5, null))),
        finish(null));
  }

  private List<Object> statusesInTables() {
    List<Object> statuses = new ArrayList<>();
    for (RunEvent.TrialsTabled tabled : journal.events(RunEvent.TrialsTabled.class)) {
      Map<?, ?> trials = (Map<?, ?>) tabled.payload().get("trials");
      Map<?, ?> row = (Map<?, ?>) trials.get(WAITING);
      statuses.add(((List<?>) row.get("base")).get(1));
    }
    return statuses;
  }
}
