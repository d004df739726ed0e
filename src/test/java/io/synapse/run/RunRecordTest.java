package io.synapse.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.report.RunScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {

  @TempDir private Path store;
  private RunScript script;

  @BeforeEach
  void beginARun() {
    script = new RunScript(store).run(List.of());
  }

  @Test
  void aTrialHasItsReportsItsEndAndItsModel() {
    RunRecord run =
        script
            .begin(0, Map.of("x", 5))
            .report(0, 1, Map.of("score", 0.5, "note", "so far"))
            .report(0, 2, Map.of("score", 0.75))
            .end(0, Map.of("score", 0.75))
            .line("model", Map.of("trial_id", script.id(0), "model", 12))
            .line("best", Map.of("trial_id", script.id(0)))
            .recorded()
            .record();

    TrialRecord trial = run.trials().get(0);
    assertThat(run.trouble()).isEmpty();
    assertThat(run.best()).contains(script.id(0));
    assertThat(trial.status()).isEqualTo("TERMINATED");
    assertThat(trial.stopped()).isFalse();
    assertThat(trial.metric("score")).contains(0.75);
    assertThat(trial.modelId()).hasValue(12);
    assertThat(trial.log().reports().size()).isEqualTo(2);
    assertThat(trial.log().reports().row(0))
        .containsOnly(Map.entry("score", 0.5), Map.entry("note", "so far"));
    assertThat(trial.log().reports().has("score", 1)).isTrue();
    assertThat(trial.attempts().get(0).ended()).isPresent();
  }

  @Test
  void aJournalThatIsMissingIsTrouble() throws IOException {
    script.begin(0, Map.of()).recorded();
    Files.delete(script.folder().journalFile());

    assertThat(read(RunStatus.COMPLETED).trouble())
        .hasValueSatisfying(why -> assertThat(why).contains("journal.jsonl", "missing", "restore"));
    assertThat(read(RunStatus.INTERRUPTED).trouble()).isPresent();
    assertThat(read(RunStatus.RUNNING).trouble()).isEmpty();
  }

  @Test
  void notANumberIsReadAsTheNumberAndAMissingValueIsNone() {
    TrialRecord trial =
        script
            .begin(0, Map.of())
            .report(0, 1, Map.of("loss", Double.NaN))
            .report(0, 2, Map.of("other", Double.POSITIVE_INFINITY))
            .recorded()
            .record()
            .trials()
            .get(0);

    assertThat(trial.log().reports().value("loss", 0)).isNaN();
    assertThat(trial.log().reports().has("loss", 0)).isTrue();
    assertThat(trial.log().reports().has("loss", 1)).isFalse();
    assertThat(trial.log().reports().value("other", 1)).isInfinite();
  }

  @Test
  void whatADeadAttemptReportedAfterItsCheckpointNoLongerCounts() {
    Map<String, Object> config = Map.of("x", 1);
    TrialRecord trial =
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
            .record()
            .trials()
            .get(0);

    assertThat(trial.log().reports().size()).isEqualTo(2);
    assertThat(trial.log().reports().row(1)).isEqualTo(Map.of("score", 0.25));
    assertThat(trial.noteTexts()).containsExactly("out of memory");
    assertThat(trial.attempts())
        .extracting(TrialRecord.AttemptRecord::ending)
        .containsExactly("failed", "");
    assertThat(trial.attempts().get(1).fromIteration()).isEqualTo(1);
  }

  @Test
  void aTrialThatHadAllTheTimeThereIsWasNotStopped() {
    List<TrialRecord> trials =
        script
            .begin(0, Map.of())
            .stop(0, 1, Map.of("score", 0.1), "stopped at rung 1: 0.1 is below the cut 0.5")
            .end(0, Map.of("score", 0.1))
            .begin(1, Map.of())
            .stop(1, 9, Map.of("score", 0.9), "reached max_t 9")
            .end(1, Map.of("score", 0.9))
            .recorded()
            .record()
            .trials();

    assertThat(trials).extracting(TrialRecord::stopped).containsExactly(true, false);
  }

  @Test
  void exploitsKeepTheTrialTheirSourceAndBothConfigurations() {
    Map<String, Object> fields =
        Map.of(
            "trial_id",
            script.id(0),
            "decision",
            "EXPLOIT",
            "reason",
            "it is among the worst",
            "exploit_trial",
            script.id(1),
            "exploit_config",
            Map.of("x", 2),
            "exploit_checkpoint",
            "/checkpoints/4");
    TrialRecord trial =
        script
            .begin(0, Map.of("x", 1))
            .report(0, 5, Map.of("score", 0.1))
            .line("decision", fields)
            .attempt(0, 2, "exploit", Map.of("x", 2), 4)
            .recorded()
            .record()
            .trials()
            .get(0);

    TrialRecord.DecisionRecord exploit = trial.decisions().get(0);
    assertThat(((Decision.Exploit) exploit.decision()).source()).isEqualTo(script.id(1));
    assertThat(exploit.iteration()).isEqualTo(5);
    assertThat(trial.firstConfig()).isEqualTo(Map.of("x", 1L));
    assertThat(trial.config()).isEqualTo(Map.of("x", 2L));
    assertThat(trial.log().reports().size()).isEqualTo(1);
  }

  @Test
  void aTrialOfARunThatNobodyRunsAnyMoreWasInterrupted() {
    script.begin(0, Map.of());

    assertThat(script.with(RunStatus.RUNNING).recorded().record().trials().get(0).status())
        .isEqualTo("RUNNING");
    assertThat(script.with(RunStatus.INTERRUPTED).recorded().record().trials().get(0).status())
        .isEqualTo("INTERRUPTED");
  }

  @Test
  void whatComesBeforeDamageIsThereAndTheDamageIsTold() {
    RunRecord run =
        script
            .begin(0, Map.of("x", 1))
            .raw("{broken\n")
            .begin(1, Map.of("x", 2))
            .recorded()
            .record();

    assertThat(run.trials()).hasSize(1);
    assertThat(run.trouble().orElseThrow()).contains("journal.jsonl:4").contains("damaged");
  }

  @Test
  void aTornLastLineIsNoDamage() {
    RunRecord run = script.begin(0, Map.of("x", 1)).raw("{\"seq\":9,\"ev").recorded().record();

    assertThat(run.trials()).hasSize(1);
    assertThat(run.trouble()).isEmpty();
  }

  @Test
  void whatAPluginLoggedHasItsStepsAndPicturesAreWhereTheRunIsNow() {
    String old = "/elsewhere/runs/a-run/trials/0badcafe_00000/visualizations/a/b/000000.png";
    TrialRecord trial =
        script
            .begin(0, Map.of())
            .line("metric", logged(0.5, 1))
            .line("metric", logged(0.25, 2))
            .line(
                "visualization",
                Map.of(
                    "trial_id",
                    script.id(0),
                    "category",
                    "a",
                    "group",
                    "b",
                    "index",
                    0,
                    "file",
                    old))
            .recorded()
            .record()
            .trials()
            .get(0);

    LoggedSeries series = trial.log().series().get(0);
    assertThat(series.category() + "/" + series.key()).isEqualTo("training/loss");
    assertThat(series.stepName()).isEqualTo("epoch");
    assertThat(series.step(1)).isEqualTo(2);
    assertThat(series.value(1)).isEqualTo(0.25);
    assertThat(trial.log().pictures().get(0).file())
        .isEqualTo(
            script.folder().path().resolve("trials/0badcafe_00000/visualizations/a/b/000000.png"));
  }

  private RunRecord read(RunStatus status) {
    return RunRecord.read(script.folder(), status, RunRecord.Detail.OUTLINE);
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
