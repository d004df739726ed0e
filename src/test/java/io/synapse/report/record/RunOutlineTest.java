package io.synapse.report.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.report.RunScript;
import io.synapse.run.RunStatus;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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

    List<TrialOutline> trials = script.outline().trials();
    assertThat(trials.get(0))
        .isEqualTo(
            new TrialOutline(
                script.id(0),
                "TERMINATED",
                Map.of("x", 5L),
                Map.of("score", "NaN"),
                "",
                OptionalLong.of(12),
                List.of(),
                "it was below the cut",
                List.of()));
    assertThat(trials.get(1).status()).isEqualTo("RUNNING");
    assertThat(trials.get(1).metrics()).isEqualTo(Map.of("loss", 7L));
  }

  @Test
  void aTrialThatIsGivenAnotherChanceHasNeitherItsErrorNorAModel() {
    script.begin(0, Map.of("x", 1)).fail(0, "out of memory");
    assertThat(script.outline().trials().get(0).error()).isEqualTo("out of memory");

    script.attempt(0, 2, "retry", Map.of("x", 2), 0);
    TrialOutline again = script.outline().trials().get(0);
    assertThat(again.error()).isEmpty();
    assertThat(again.config()).isEqualTo(Map.of("x", 2L));
  }

  @Test
  void aLostPlaceIsANoteAndNoDecision() {
    String reason = "node-b is gone; goes on from the start";
    script.begin(0, Map.of());
    for (int attempt = 2; attempt <= 3; attempt++) {
      tell("attempt_end", Map.of("status", "PENDING", "why", "lost", "reason", reason));
      script.attempt(0, attempt, "lost", Map.of(), 0);
    }

    TrialOutline trial = script.outline().trials().get(0);
    assertThat(trial.notes()).containsExactly(reason);
    assertThat(trial.decision()).isEmpty();
  }

  @Test
  void whyATrialIsTriedAgainIsADecision() {
    script.begin(0, Map.of());
    tell("attempt_end", Map.of("status", "PENDING", "why", "failed", "reason", "unlucky"));

    TrialOutline trial = script.outline().trials().get(0);
    assertThat(trial.status()).isEqualTo("PENDING");
    assertThat(trial.notes()).isEmpty();
    assertThat(trial.decision()).isEqualTo("unlucky");
  }

  @Test
  void oneThatWaitsForItsPlaceIsPending() {
    script.begin(0, Map.of());
    tell("attempt", Map.of("number", 1, "waits", true));
    assertThat(script.outline().trials()).extracting(TrialOutline::status).containsOnly("PENDING");

    tell("placed", Map.of("place", "node-b"));
    assertThat(script.outline().trials()).extracting(TrialOutline::status).containsOnly("RUNNING");
  }

  @Test
  void whatRanInARunThatNobodyRunsAnyMoreWasInterrupted() {
    script.begin(0, Map.of()).with(RunStatus.INTERRUPTED);

    assertThat(script.outline().trials())
        .extracting(TrialOutline::status)
        .containsOnly("INTERRUPTED");
  }

  @Test
  void theLastLineOfWhatAnAttemptUsedCounts() {
    script.begin(0, Map.of()).begin(1, Map.of());
    tell("usage", Map.of("attempt", 1, "seconds", 10.1, "memory_bytes", 300));
    tell("usage", Map.of("attempt", 1, "seconds", 20.1, "memory_bytes", 500));
    tell("usage", Map.of("attempt", 2, "seconds", "NaN", "gpu_memory_bytes", 7));
    tell("usage", Map.of("seconds", 3));

    List<TrialOutline> trials = script.outline().trials();
    assertThat(trials.get(0).usage())
        .containsExactly(
            new RecordedUsage(
                OptionalDouble.of(20.1),
                OptionalDouble.empty(),
                OptionalLong.of(500),
                OptionalLong.empty()),
            new RecordedUsage(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.of(7)));
    assertThat(trials.get(1).usage()).isEmpty();
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
        .line("resume", Map.of("plugin", Map.of("name", "moved")))
        .line("dataset", Map.of("id", 3));

    RunOutline outline = script.outline();
    assertThat(outline.seed()).contains(7L);
    assertThat(outline.plugin()).isEqualTo(Map.of("name", "moved"));
    assertThat(outline.dataset()).containsEntry("id", 3L);
  }

  @Test
  void whatComesBeforeDamageIsThereAndTheDamageIsTold() {
    script.begin(0, Map.of()).raw("{broken\n").begin(1, Map.of());

    RunOutline outline = script.outline();
    assertThat(outline.trials()).hasSize(1);
    assertThat(outline.trouble().orElseThrow()).contains("journal.jsonl:4").contains("damaged");
  }

  @Test
  void aTrialWhoseNewestMetricsAreDamagedIsLeftOutAndTheDamageIsTold() {
    script.begin(0, Map.of()).begin(1, Map.of("x", 2));
    String id = script.id(0);
    script.raw("{\"event\":\"report\",\"trial_id\":\"" + id + "\",\"metrics\":{\"x\":nan}}\n");
    script.report(1, 1, Map.of("score", 1));

    RunOutline outline = script.outline();
    assertThat(outline.trials()).extracting(TrialOutline::id).containsExactly(script.id(1));
    assertThat(outline.trouble().orElseThrow()).contains("journal.jsonl:6").contains("damaged");
  }

  private void tell(String event, Map<String, Object> fields) {
    Map<String, Object> line = new LinkedHashMap<>(fields);
    line.put("trial_id", script.id(0));
    script.line(event, line);
  }
}
