package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.execute.TrialStart;
import io.synapse.run.RunEvent;
import io.synapse.run.RunPlan;
import io.synapse.run.TrialEvent.EntryPoint;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import io.synapse.tune.FakeExecutor.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TunerTest extends TunerFixture {

  @Test
  void everyTrialIsRunOnceAndNeverMoreAtOnceThanTheConcurrency() throws Exception {
    TunerResult result = tune(20, 3, start -> List.of(report(0.5), finish(null)));

    assertThat(result.ending()).isEqualTo(RunEvent.Ending.COMPLETED);
    assertThat(result.history().trials()).hasSize(20);
    assertThat(statuses(result)).containsOnly(TrialStatus.TERMINATED);
    assertThat(executor.mostAtOnce()).isEqualTo(3);
    assertThat(executor.started()).extracting(TrialStart::trialId).doesNotHaveDuplicates();
    assertThat(result.history().trials().get(7).id()).isEqualTo("1a2b3c4d_00007");
  }

  @Test
  void configurationsAreTheSameAtAnyConcurrency() throws Exception {
    List<Config> alone = configs(tune(12, 1, start -> List.of(report(1), finish(null))));
    List<Config> together = configs(tune(12, 5, start -> List.of(report(1), finish(null))));

    assertThat(together).isEqualTo(alone).doesNotHaveDuplicates();
  }

  @Test
  void theBestTrialHasTheBestFinalValueInTheModesDirection() throws Exception {
    double[] values = {0.3, 0.9, Double.NaN, 0.1, Double.POSITIVE_INFINITY};
    Function<TrialStart, List<Step>> script = start -> List.of(report(values[number(start)]));

    assertThat(best(tune(5, 2, ending(script)))).isEqualTo(1);
    objective = new Objective("score", Objective.Mode.MIN);
    assertThat(best(tune(5, 2, ending(script)))).isEqualTo(3);
  }

  @Test
  void returnedMetricsAreMergedOverTheLastReport() throws Exception {
    TunerResult result =
        tune(
            1,
            1,
            start ->
                List.of(
                    new Step.Report(Map.of("score", 1.0, "loss", 2.0), null),
                    finish(Map.of("score", 3.0))));

    assertThat(result.history().trials().get(0).metrics())
        .containsEntry("score", 3.0)
        .containsEntry("loss", 2.0)
        .containsEntry("training_iteration", 1L);
  }

  @Test
  void aReturnedNumberIsTheOptimisedMetricAndAnythingElseIsAResult() throws Exception {
    List<Object> returned = List.of(4.5, "done");
    TunerResult result =
        tune(2, 1, start -> List.of(report(1), finish(returned.get(number(start)))));

    assertThat(result.history().trials().get(0).metrics()).containsEntry("score", 4.5);
    assertThat(result.history().trials().get(1).metrics())
        .containsEntry("score", 1.0)
        .containsEntry("result", "done");
  }

  @Test
  void trainServesATrialByWhatItLogged() throws Exception {
    TunerResult result =
        tune(
            1,
            1,
            start ->
                List.of(
                    new Step.Log("score", 0.1, Map.of()),
                    new Step.Log("score", 0.7, Map.of()),
                    new Step.Finish(EntryPoint.TRAIN, null)));

    assertThat(result.history().trials().get(0).metrics()).containsEntry("score", 0.7);
  }

  @Test
  void onlyTheNewestCheckpointsAreKept() throws Exception {
    keepCheckpoints = 2;
    List<Path> checkpoints = List.of(checkpoint("a"), checkpoint("b"), checkpoint("c"));
    TunerResult result =
        tune(
            1,
            1,
            start -> {
              List<Step> steps = new ArrayList<>();
              checkpoints.forEach(each -> steps.add(new Step.Report(Map.of("score", 1.0), each)));
              steps.add(finish(null));
              return steps;
            });

    assertThat(checkpoints.get(0)).doesNotExist();
    assertThat(checkpoints.get(1)).exists();
    assertThat(result.models().values()).containsExactly(checkpoints.get(2));
  }

  @Test
  void anOldCheckpointIsThereUntilTheJournalKnowsTheNewOne() throws Exception {
    List<Path> checkpoints = List.of(checkpoint("a"), checkpoint("b"));
    List<Boolean> there = new ArrayList<>();
    // Listeners are told right after the journal is written.
    listeners.add(
        recorded -> {
          if (recorded.event() instanceof RunEvent.TrialReported) {
            there.add(Files.exists(checkpoints.get(0)));
          }
        });
    tune(
        1,
        1,
        start ->
            List.of(
                new Step.Report(Map.of("score", 1.0), checkpoints.get(0)),
                new Step.Report(Map.of("score", 1.0), checkpoints.get(1)),
                finish(null)));

    assertThat(there).containsExactly(true, true);
    assertThat(checkpoints.get(0)).doesNotExist();
  }

  @Test
  void theJournalIsWrittenBeforeATrialStartsAndBeforeItIsAnswered() throws Exception {
    List<String> seen = new ArrayList<>();
    tune(
        3,
        1,
        start -> {
          seen.add(start.trialId() + " " + (journal.flushed() == journal.events().size()));
          return List.of(
              report(1), new Step.Do(() -> seen.add("answered " + flushed())), finish(null));
        });

    assertThat(seen).hasSize(6).allMatch(line -> line.endsWith("true"));
  }

  @Test
  void aListenerThatFailsChangesNothing() throws Exception {
    List<RunEvent> heard = new ArrayList<>();
    listeners.add(
        event -> {
          throw new IllegalStateException("broken view");
        });
    listeners.add(event -> heard.add(event.event()));

    tune(2, 1, start -> List.of(finish(1.0)));

    assertThat(heard).isEqualTo(journal.events());
  }

  @Test
  void snapshotsStayProportionalToTheEvents() throws Exception {
    tune(400, 4, start -> List.of(report(1), finish(null)));

    int rows =
        journal.events(RunEvent.TrialsTabled.class).stream()
            .mapToInt(table -> ((Map<?, ?>) table.payload().get("trials")).size())
            .sum();
    assertThat(rows).isLessThan(journal.events().size());
  }

  @Test
  void aSingleTrainingsBarFollowsItsEpochsUnlessThePluginMovesIt() throws Exception {
    run(
        new RunPlan(false, Optional.empty(), 1, 1, Optional.empty()),
        1,
        start ->
            List.of(
                new Step.Log("loss", 1, Map.of("epoch", 0L)),
                new Step.Log("loss", 1, Map.of("epoch", 4L)),
                new Step.Progress(3, 10),
                new Step.Log("loss", 1, Map.of("epoch", 1L)),
                new Step.Finish(EntryPoint.TRAIN, null)));

    assertThat(journal.events(RunEvent.PhaseProgressed.class))
        .extracting(progress -> progress.current() + "/" + progress.total())
        .containsExactly("1/5", "5/5", "3/10");
  }
}
