package io.synapse.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.report.RunScript;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOutlineTest {

  @TempDir private Path store;
  private RunScript script;

  @BeforeEach
  void beginARun() {
    script = new RunScript(store).run(List.of()).with(RunStatus.RUNNING);
  }

  @Test
  void aTrialStandsWhereItsLastLinesPutIt() {
    script
        .begin(0, Map.of("x", 5))
        .report(0, 1, Map.of("score", 0.5))
        .stop(0, 2, Map.of("score", Double.NaN), "it was below the cut")
        .end(0, Map.of("score", Double.NaN))
        .line("model", Map.of("trial_id", script.id(0), "model", 12))
        .begin(1, Map.of("x", 6))
        .report(1, 1, Map.of("score", 0.25))
        .report(1, 2, Map.of("loss", 7));

    List<TrialRecord> trials = script.outline().trials();
    TrialRecord ended = trials.get(0);
    assertThat(ended.id()).isEqualTo(script.id(0));
    assertThat(ended.status()).isEqualTo("TERMINATED");
    assertThat(ended.config()).isEqualTo(Map.of("x", 5L));
    assertThat(ended.metrics()).isEqualTo(Map.of("score", Double.NaN));
    assertThat(ended.error()).isEmpty();
    assertThat(ended.modelId()).hasValue(12);
    assertThat(ended.remarks()).isEmpty();
    assertThat(ended.latestReason()).isEqualTo("it was below the cut");
    assertThat(trials.get(1).status()).isEqualTo("RUNNING");
    assertThat(trials.get(1).metrics()).isEqualTo(Map.of("loss", 7L));
  }

  @Test
  void aTrialThatIsGivenAnotherChanceHasNeitherItsErrorNorAModel() {
    script.begin(0, Map.of("x", 1)).fail(0, "out of memory");
    assertThat(script.outline().trials().get(0).error()).isEqualTo("out of memory");

    script.attempt(0, 2, "retry", Map.of("x", 2), 0);
    TrialRecord again = script.outline().trials().get(0);
    assertThat(again.error()).isEmpty();
    assertThat(again.config()).isEqualTo(Map.of("x", 2L));
  }

  @Test
  void aLostPlaceIsANoteAndNoDecision() {
    String reason = "node-b is gone; goes on from the start";
    script.begin(0, Map.of());
    for (int attempt = 2; attempt <= 3; attempt++) {
      report("attempt_end", Map.of("status", "PENDING", "why", "lost", "reason", reason));
      script.attempt(0, attempt, "place_lost", Map.of(), 0);
    }

    TrialRecord trial = script.outline().trials().get(0);
    assertThat(trial.remarks()).containsExactly(reason);
    assertThat(trial.latestReason()).isEmpty();
  }

  @Test
  void whyATrialIsTriedAgainIsADecision() {
    script.begin(0, Map.of());
    report("attempt_end", Map.of("status", "PENDING", "why", "failed", "reason", "unlucky"));

    TrialRecord trial = script.outline().trials().get(0);
    assertThat(trial.status()).isEqualTo("PENDING");
    assertThat(trial.remarks()).isEmpty();
    assertThat(trial.latestReason()).isEqualTo("unlucky");
  }

  @Test
  void oneThatWaitsForItsPlaceIsPending() {
    script.begin(0, Map.of());
    report("attempt", Map.of("number", 1, "cause", "first", "waits", true));
    assertThat(script.outline().trials()).extracting(TrialRecord::status).containsOnly("PENDING");

    report("placed", Map.of("attempt", 1, "place", "node-b"));
    assertThat(script.outline().trials()).extracting(TrialRecord::status).containsOnly("RUNNING");
  }

  @Test
  void whatRanInARunThatNobodyRunsAnyMoreWasInterrupted() {
    script.begin(0, Map.of()).with(RunStatus.INTERRUPTED);

    assertThat(script.outline().trials())
        .extracting(TrialRecord::status)
        .containsOnly("INTERRUPTED");
  }

  @Test
  void theLastLineOfWhatAnAttemptUsedCounts() {
    script.begin(0, Map.of()).attempt(0, 2, "retry", Map.of(), 0).begin(1, Map.of());
    report("usage", Map.of("attempt", 1, "seconds", 10.1, "cpu_s", 1, "memory_bytes", 300));
    report("usage", Map.of("attempt", 1, "seconds", 20.1, "cpu_s", 2, "memory_bytes", 500));
    report("usage", Map.of("attempt", 2, "seconds", 5, "cpu_s", 3, "gpu_memory_bytes", 7));

    List<TrialRecord> trials = script.outline().trials();
    assertThat(trials.get(0).attempts())
        .extracting(attempt -> attempt.usage().orElseThrow())
        .containsExactly(
            new ResourceUsage(20.1, 2, OptionalLong.of(500), OptionalLong.empty()),
            new ResourceUsage(5, 3, OptionalLong.empty(), OptionalLong.of(7)));
    assertThat(trials.get(1).attempts().get(0).usage()).isEmpty();
  }

  @Test
  void oneThatEndedAgainCountsAtItsLastEnd() {
    script.begin(0, Map.of()).begin(1, Map.of()).fail(0, "unlucky").end(1, Map.of());
    script.attempt(0, 2, "retry", Map.of(), 0).end(0, Map.of());

    assertThat(script.outline().ended()).containsExactly(script.id(1), script.id(0));
  }

  @Test
  void thePluginIsTheOneThatTheRunLastWentOnWith() {
    script
        .line("resume", Map.of("finished", 0, "trials", 1, "plugin", Map.of("name", "moved")))
        .line("dataset", Map.of("id", 3));

    RunRecord outline = script.outline();
    assertThat(outline.seed()).contains(7L);
    assertThat(outline.plugin()).isEqualTo(Map.of("name", "moved"));
    assertThat(outline.dataset()).containsEntry("id", 3L);
  }

  @Test
  void whatComesBeforeDamageIsThereAndTheDamageIsTold() {
    script.begin(0, Map.of()).raw("{broken\n").begin(1, Map.of());

    RunRecord outline = script.outline();
    assertThat(outline.trials()).hasSize(1);
    assertThat(outline.trouble().orElseThrow()).contains("journal.jsonl:4").contains("damaged");
  }

  @Test
  void aTrialWhoseNewestMetricsAreDamagedIsLeftOutAndTheDamageIsTold() {
    script.begin(0, Map.of()).begin(1, Map.of("x", 2));
    String id = script.id(0);
    script.raw(
        "{\"seq\":9,\"time\":\"2026-01-02T03:04:05.000Z\",\"event\":\"report\",\"trial_id\":\"%s\",\"training_iteration\":1,\"metrics\":{\"x\":nan}}\n"
            .formatted(id));
    script.report(1, 1, Map.of("score", 1));

    RunRecord outline = script.outline();
    assertThat(outline.trials()).extracting(TrialRecord::id).containsExactly(script.id(1));
    assertThat(outline.trouble().orElseThrow()).contains("journal.jsonl:6").contains("damaged");
  }

  private void report(String event, Map<String, Object> fields) {
    Map<String, Object> line = new LinkedHashMap<>(fields);
    line.put("trial_id", script.id(0));
    script.line(event, line);
  }
}
