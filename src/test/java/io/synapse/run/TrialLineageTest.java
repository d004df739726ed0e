package io.synapse.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.TrialLineage.Stage;
import io.synapse.space.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialLineageTest {

  private final RunHistory history = new RunHistory(Optional.empty(), 3);

  @Test
  void aTrialThatWentOnFromNoOtherHasItsOwnConfiguration() {
    Trial trial = begin(0);
    report(trial);

    assertThat(TrialLineage.of(trial, history)).containsExactly(stage(0, 0, 0));
  }

  @Test
  void theSourcesWayUntilTheCheckpointComesBefore() {
    Trial first = begin(0);
    Trial second = begin(1);
    report(first, 2);
    report(second, 3);
    exploit(second, first, 10);
    report(second, 2);
    report(first, 5);

    assertThat(TrialLineage.of(second, history)).containsExactly(stage(0, 0, 0), stage(2, 1, 10));
    assertThat(TrialLineage.of(first, history)).containsExactly(stage(0, 0, 0));
  }

  @Test
  void whatTheSourceDidLaterDoesNotCount() {
    Trial first = begin(0);
    Trial second = begin(1);
    Trial third = begin(2);
    report(first, 1);
    report(second, 1);
    report(third, 1);
    exploit(second, first, 10);
    report(second, 2);
    exploit(third, second, 20);
    report(third, 1);
    exploit(second, third, 30);
    report(second, 1);
    exploit(first, second, 40);

    assertThat(TrialLineage.of(third, history))
        .containsExactly(stage(0, 0, 0), stage(1, 1, 10), stage(3, 2, 20));
    assertThat(TrialLineage.of(second, history))
        .containsExactly(stage(0, 0, 0), stage(1, 1, 10), stage(3, 2, 20), stage(4, 1, 30));
  }

  @Test
  void aSourceThatWasStillAtItsOwnBeginningTrainedNothing() {
    Trial first = begin(0);
    Trial second = begin(1);
    Trial third = begin(2);
    report(first, 4);
    exploit(second, first, 10);
    exploit(third, second, 20);
    report(third);

    assertThat(TrialLineage.of(third, history)).containsExactly(stage(0, 0, 0), stage(4, 2, 20));
  }

  @Test
  void aTrialThatEndedWhereItWentOnFromTrainedNothing() {
    Trial first = begin(0);
    Trial second = begin(1);
    report(first, 4);
    exploit(second, first, 10);

    assertThat(TrialLineage.of(second, history)).containsExactly(stage(0, 0, 0));
  }

  @Test
  void whatWasDecidedLastAndNeverBegunDoesNotCount() {
    Trial first = begin(0);
    Trial second = begin(1);
    report(first, 2);
    report(second, 2);
    exploit(second, first, 10);
    report(second, 2);
    decide(second, first, 20);

    assertThat(TrialLineage.of(second, history)).containsExactly(stage(0, 0, 0), stage(2, 1, 10));
  }

  private static Stage stage(long from, int trial, int x) {
    return new Stage(from, "trial_" + trial, config(x));
  }

  private static Config config(int x) {
    return new Config(Map.of("x", x));
  }

  private Trial begin(int number) {
    Config config = config(number);
    Trial trial =
        history.add(new TrialSpec("trial_" + number, number, TrialSpec.Origin.SEARCHER, config));
    history.begin(trial, config, Optional.empty());
    return trial;
  }

  private void report(Trial trial, int times) {
    for (int i = 0; i < times; i++) {
      report(trial);
    }
  }

  private void report(Trial trial) {
    history.report(trial, Map.of());
    long iteration = trial.trainingIteration();
    Path path = Path.of(trial.id(), Long.toString(iteration));
    history.keepCheckpoints(trial, List.of(new SavedCheckpoint(path, iteration, Map.of())));
  }

  private Decision.Exploit decide(Trial trial, Trial source, int x) {
    SavedCheckpoint from = source.lastCheckpoint().orElseThrow();
    Decision.Exploit decision = new Decision.Exploit("better", source.id(), from, config(x));
    history.decide(trial, decision);
    return decision;
  }

  private void exploit(Trial trial, Trial source, int x) {
    Decision.Exploit decision = decide(trial, source, x);
    history.pause(trial);
    history.begin(trial, decision.config(), Optional.of(decision.checkpoint()));
  }
}
