package io.synapse.report.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.report.RunScript;
import io.synapse.run.LoggedSeries;
import io.synapse.run.RunStatus;
import io.synapse.store.run.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReaderTest {

  @TempDir private Path store;
  private RunScript script;

  @BeforeEach
  void beginARun() {
    script = new RunScript(store).run(List.of());
  }

  @Test
  void aTrialHasItsReportsItsEndAndItsModel() {
    RecordedRun run =
        script
            .begin(0, Map.of("x", 5))
            .report(0, 1, Map.of("score", 0.5, "note", "so far"))
            .report(0, 2, Map.of("score", 0.75))
            .end(0, Map.of("score", 0.75))
            .line("model", Map.of("trial_id", script.id(0), "model", 12))
            .line("best", Map.of("trial_id", script.id(0)))
            .recorded();

    RecordedTrial trial = run.trials().get(0);
    assertThat(run.trouble()).isEmpty();
    assertThat(run.best()).contains(script.id(0));
    assertThat(trial.status()).isEqualTo("TERMINATED");
    assertThat(trial.stopped()).isFalse();
    assertThat(trial.metric("score")).contains(0.75);
    assertThat(trial.model()).hasValue(12);
    assertThat(trial.reports().size()).isEqualTo(2);
    assertThat(trial.reports().row(0))
        .containsOnly(Map.entry("score", 0.5), Map.entry("note", "so far"));
    assertThat(trial.reports().has("score", 1)).isTrue();
    assertThat(trial.attempts().get(0).ended()).isPresent();
  }

  @Test
  void aJournalThatIsMissingIsTrouble() throws IOException {
    StoredRun row = script.begin(0, Map.of()).recorded().row();
    Files.delete(script.folder().journalFile());

    assertThat(RunReader.read(row, RunStatus.COMPLETED, script.folder()).trouble())
        .hasValueSatisfying(why -> assertThat(why).contains("journal.jsonl", "missing", "restore"));
    assertThat(RunReader.outline(RunStatus.INTERRUPTED, script.folder()).trouble()).isPresent();
    assertThat(RunReader.outline(RunStatus.RUNNING, script.folder()).trouble()).isEmpty();
  }

  @Test
  void notANumberIsReadAsTheNumberAndAMissingValueIsNone() {
    RecordedTrial trial =
        script
            .begin(0, Map.of())
            .report(0, 1, Map.of("loss", Double.NaN))
            .report(0, 2, Map.of("other", Double.POSITIVE_INFINITY))
            .recorded()
            .trials()
            .get(0);

    assertThat(trial.reports().value("loss", 0)).isNaN();
    assertThat(trial.reports().has("loss", 0)).isTrue();
    assertThat(trial.reports().has("loss", 1)).isFalse();
    assertThat(trial.reports().value("other", 1)).isInfinite();
  }

  @Test
  void whatADeadAttemptReportedAfterItsCheckpointNoLongerCounts() {
    Map<String, Object> config = Map.of("x", 1);
    RecordedTrial trial =
        script
            .begin(0, config)
            .report(0, 1, Map.of("score", 0.1))
            .report(0, 2, Map.of("score", 0.2))
            .report(0, 3, Map.of("score", 0.3, "odd", "word"))
            .line(
                "attempt_end",
                Map.of(
                    "trial_id", script.id(0),
                    "status", "PENDING",
                    "why", "failed",
                    "reason", "out of memory"))
            .attempt(0, 2, "retry", config, 1)
            .report(0, 2, Map.of("score", 0.25))
            .recorded()
            .trials()
            .get(0);

    assertThat(trial.reports().size()).isEqualTo(2);
    assertThat(trial.reports().row(1)).isEqualTo(Map.of("score", 0.25));
    assertThat(trial.notes()).containsExactly("out of memory");
    assertThat(trial.attempts()).extracting(RecordedAttempt::ending).containsExactly("failed", "");
    assertThat(trial.attempts().get(1).fromIteration()).isEqualTo(1);
  }

  @Test
  void aTrialThatHadAllTheTimeThereIsWasNotStopped() {
    List<RecordedTrial> trials =
        script
            .begin(0, Map.of())
            .stop(0, 1, Map.of("score", 0.1), "stopped at rung 1: 0.1 is below the cut 0.5")
            .end(0, Map.of("score", 0.1))
            .begin(1, Map.of())
            .stop(1, 9, Map.of("score", 0.9), "reached max_t 9")
            .end(1, Map.of("score", 0.9))
            .recorded()
            .trials();

    assertThat(trials).extracting(RecordedTrial::stopped).containsExactly(true, false);
  }

  @Test
  void exploitsKeepTheTrialTheirSourceAndBothConfigurations() {
    Map<String, Object> fields =
        Map.of(
            "trial_id", script.id(0),
            "decision", "EXPLOIT",
            "reason", "it is among the worst",
            "exploit_trial", script.id(1),
            "exploit_config", Map.of("x", 2));
    RecordedTrial trial =
        script
            .begin(0, Map.of("x", 1))
            .report(0, 5, Map.of("score", 0.1))
            .line("decision", fields)
            .attempt(0, 2, "exploit", Map.of("x", 2), 4)
            .recorded()
            .trials()
            .get(0);

    RecordedDecision exploit = trial.decisions().get(0);
    assertThat(exploit.source()).isEqualTo(script.id(1));
    assertThat(exploit.iteration()).isEqualTo(5);
    assertThat(trial.firstConfig()).isEqualTo(Map.of("x", 1L));
    assertThat(trial.config()).isEqualTo(Map.of("x", 2L));
    assertThat(trial.reports().size()).isEqualTo(1);
  }

  @Test
  void aTrialOfARunThatNobodyRunsAnyMoreWasInterrupted() {
    script.begin(0, Map.of());

    assertThat(script.with(RunStatus.RUNNING).recorded().trials().get(0).status())
        .isEqualTo("RUNNING");
    assertThat(script.with(RunStatus.INTERRUPTED).recorded().trials().get(0).status())
        .isEqualTo("INTERRUPTED");
  }

  @Test
  void whatComesBeforeDamageIsThereAndTheDamageIsTold() {
    RecordedRun run =
        script.begin(0, Map.of("x", 1)).raw("{broken\n").begin(1, Map.of("x", 2)).recorded();

    assertThat(run.trials()).hasSize(1);
    assertThat(run.trouble().orElseThrow()).contains("journal.jsonl:4").contains("damaged");
  }

  @Test
  void aTornLastLineIsNoDamage() {
    RecordedRun run = script.begin(0, Map.of("x", 1)).raw("{\"seq\":9,\"ev").recorded();

    assertThat(run.trials()).hasSize(1);
    assertThat(run.trouble()).isEmpty();
  }

  @Test
  void whatAPluginLoggedHasItsStepsAndPicturesAreWhereTheRunIsNow() {
    String old = "/elsewhere/runs/a-run/trials/0badcafe_00000/visualizations/a/b/000000.png";
    RecordedTrial trial =
        script
            .begin(0, Map.of())
            .line("metric", logged(0.5, 1))
            .line("metric", logged(0.25, 2))
            .line(
                "visualization",
                Map.of("trial_id", script.id(0), "category", "a", "group", "b", "file", old))
            .recorded()
            .trials()
            .get(0);

    LoggedSeries series = trial.logged().get(0);
    assertThat(series.category() + "/" + series.key()).isEqualTo("training/loss");
    assertThat(series.stepName()).isEqualTo("epoch");
    assertThat(series.step(1)).isEqualTo(2);
    assertThat(series.value(1)).isEqualTo(0.25);
    assertThat(trial.pictures().get(0).file())
        .isEqualTo(
            script.folder().path().resolve("trials/0badcafe_00000/visualizations/a/b/000000.png"));
  }

  private Map<String, Object> logged(double value, int epoch) {
    return Map.of(
        "trial_id",
        script.id(0),
        "category",
        "training",
        "key",
        "loss",
        "value",
        value,
        "metrics",
        Map.of("epoch", epoch));
  }
}
