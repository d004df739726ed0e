package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.RunEvent;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import io.synapse.tune.FakeExecutor.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many trials run at once follows what the executor tells, down to none. */
@Timeout(60)
class ChangingSlotsTest extends TunerFixture {

  private final List<Integer> running = new ArrayList<>();

  @Test
  void theConfigurationsAreThoseOfASteadyNumber() throws Exception {
    TunerResult steady = tune(12, 3, start -> List.of(report(1), finish(null)));
    journal.clear();
    TunerResult changing =
        tune(
            12,
            3,
            start ->
                switch (number(start)) {
                  case 3 -> List.of(slots(1), report(1), finish(null));
                  case 6 -> List.of(slots(0), report(1), slots(2), finish(null));
                  default -> List.of(report(1), finish(null));
                });

    assertThat(configs(changing)).isEqualTo(configs(steady));
    assertThat(statuses(changing)).hasSize(12).containsOnly(TrialStatus.TERMINATED);
    assertThat(journal.events(TrialEvent.SlotsChanged.class))
        .containsExactly(
            new TrialEvent.SlotsChanged(1, "1 CPUs"),
            new TrialEvent.SlotsChanged(0, "0 CPUs"),
            new TrialEvent.SlotsChanged(2, "2 CPUs"));
  }

  @Test
  void moreSlotsAreFilledAndFewerAreWaitedFor() throws Exception {
    events.put(new TrialEvent.SlotsChanged(4, "4 CPUs"));
    tune(
        10,
        1,
        start -> {
          if (number(start) == 3) {
            events.put(new TrialEvent.SlotsChanged(1, "1 CPU"));
          }
          return List.of(report(1), count(), finish(null));
        });

    assertThat(executor.mostAtOnce()).isEqualTo(4);
    assertThat(running).startsWith(4, 3, 2, 1, 1).hasSize(10);
  }

  @Test
  void withoutASlotTheRunWaitsForOne() throws Exception {
    events.put(new TrialEvent.SlotsChanged(0, "0 nodes"));
    offerOnce(1);
    TunerResult result = tune(2, 3, start -> List.of(report(1), finish(null)));

    assertThat(statuses(result)).containsExactly(TrialStatus.TERMINATED, TrialStatus.TERMINATED);
    assertThat(executor.mostAtOnce()).isEqualTo(1);
  }

  @Test
  void aLostTrialWaitsForASlotAsWell() throws Exception {
    offerOnce(1);
    TunerResult result =
        tune(
            1,
            1,
            start ->
                start.attempt() == 1
                    ? List.of(report(1), slots(0), new Step.Lose("node-b is gone"))
                    : List.of(report(2), finish(null)));

    assertThat(statuses(result)).containsExactly(TrialStatus.TERMINATED);
    assertThat(journal.events().indexOf(new TrialEvent.SlotsChanged(1, "1 CPUs")))
        .isLessThan(journal.events().indexOf(journal.events(RunEvent.AttemptStarted.class).get(1)));
  }

  @Test
  void aRunThatHasNothingMoreToRunEndsWithoutASlot() throws Exception {
    TunerResult result = tune(1, 1, start -> List.of(report(1), slots(0), finish(null)));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.COMPLETED);
    assertThat(statuses(result)).containsExactly(TrialStatus.TERMINATED);
  }

  @Test
  void theTimeBudgetEndsARunThatWaitsForASlot() throws Exception {
    timeBudget = Optional.of(Duration.ofSeconds(10));
    listeners.add(
        recorded -> {
          if (recorded.event() instanceof RunEvent.TrialEnded) {
            clock.advance(Duration.ofSeconds(20));
          }
        });
    TunerResult result = tune(5, 1, start -> List.of(report(1), slots(0), finish(null)));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.COMPLETED);
    assertThat(result.message()).isEqualTo("the time budget of 10 s is used up");
    assertThat(statuses(result)).containsExactly(TrialStatus.TERMINATED);
  }

  @Test
  void anInterruptEndsARunThatWaitsForASlot() throws Exception {
    interruptOnceToldOf(RunEvent.AttemptEnded.class);
    TunerResult result =
        tune(5, 1, start -> List.of(report(1), slots(0), new Step.Lose("node-b is gone")));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.INTERRUPTED);
    assertThat(result.message()).isEqualTo("the cluster is gone");
    assertThat(statuses(result)).containsExactly(TrialStatus.PENDING);
    assertThat(executor.started()).hasSize(1);
  }

  @Test
  void anInterruptEndsARunThatNeverHadASlot() throws Exception {
    events.put(new TrialEvent.SlotsChanged(0, "0 nodes"));
    interruptOnceToldOf(TrialEvent.SlotsChanged.class);
    TunerResult result = tune(5, 1, start -> List.of(report(1), finish(null)));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.INTERRUPTED);
    assertThat(result.history().trials()).isEmpty();
  }

  @Test
  void whatIsNotNewIsNotWritten() throws Exception {
    tune(1, 2, start -> List.of(slots(2), slots(2), report(1), slots(2), slots(1), finish(null)));

    assertThat(journal.events(TrialEvent.SlotsChanged.class))
        .extracting(TrialEvent.SlotsChanged::slots)
        .containsExactly(2, 1);
  }

  @Test
  void asManyTrialsAsRunAtOnceNowHaveToFailAlike() throws Exception {
    stopWhenAllFail = true;
    events.put(new TrialEvent.SlotsChanged(5, "5 CPUs"));
    TunerResult result = tune(20, 1, start -> List.of(new Step.Fail("boom")));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.ALL_FAILED);
    assertThat(result.history().trials()).hasSizeBetween(5, 10);
  }

  private Step slots(int slots) {
    return new Step.Do(() -> events.put(new TrialEvent.SlotsChanged(slots, slots + " CPUs")));
  }

  /** Takes down how many trials run. */
  private Step count() {
    return new Step.Do(() -> running.add(executor.running()));
  }

  /** When it is known that nothing can run, there are slots again. */
  private void offerOnce(int slots) {
    listeners.add(
        recorded -> {
          if (recorded.event() instanceof TrialEvent.SlotsChanged changed && changed.slots() == 0) {
            events.put(new TrialEvent.SlotsChanged(slots, slots + " CPUs"));
          }
        });
  }

  private void interruptOnceToldOf(Class<? extends RunEvent> type) {
    listeners.add(
        recorded -> {
          if (type.isInstance(recorded.event())) {
            events.put(new TrialEvent.Interrupted("the cluster is gone"));
          }
        });
  }
}
