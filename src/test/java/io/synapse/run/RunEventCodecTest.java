package io.synapse.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.space.Config;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunEventCodecTest {

  private static final SavedCheckpoint CHECKPOINT =
      new SavedCheckpoint(Path.of("/c"), 3, Map.of("score", 1.0));

  static Stream<Arguments> events() {
    return Stream.of(
        Arguments.of(
            new RunEvent.RunStarted(
                "run-1",
                "job",
                new RunPlan(true, Optional.empty(), 1, 1, Optional.empty()),
                Map.of("seed", 7L)),
            "\"event\":\"run\",\"run_id\":\"run-1\",\"seed\":7"),
        Arguments.of(
            new RunEvent.DatasetPrepared(Map.of("fingerprint", "f")),
            "\"event\":\"dataset\",\"fingerprint\":\"f\""),
        Arguments.of(
            new RunEvent.TrialCreated(
                "t", 4, TrialSpec.Origin.GRID_CELL, new Config(Map.of("x", 1L))),
            "\"event\":\"trial\",\"trial_id\":\"t\",\"number\":4,\"origin\":\"grid_cell\",\"config\":{\"x\":1}"),
        Arguments.of(
            new RunEvent.AttemptStarted(
                "t", 2, AttemptCause.RETRY, new Config(Map.of()), Optional.of(CHECKPOINT), false),
            "\"event\":\"attempt\",\"trial_id\":\"t\",\"number\":2,\"cause\":\"retry\",\"config\":{},"
                + "\"checkpoint\":\"/c\",\"training_iteration\":3"),
        Arguments.of(
            new RunEvent.AttemptStarted(
                "t", 1, AttemptCause.FIRST, new Config(Map.of()), Optional.empty(), true),
            "\"event\":\"attempt\",\"trial_id\":\"t\",\"number\":1,\"cause\":\"first\",\"config\":{},"
                + "\"waits\":true"),
        Arguments.of(
            new RunEvent.TrialReported(
                "t",
                Map.of("score", Double.NaN),
                4,
                Optional.of(CHECKPOINT),
                new Decision.Stop("enough")),
            "\"event\":\"report\",\"trial_id\":\"t\",\"metrics\":{\"score\":\"NaN\"},"
                + "\"training_iteration\":4,\"checkpoint\":\"/c\",\"decision\":\"STOP\","
                + "\"reason\":\"enough\""),
        Arguments.of(
            new RunEvent.AttemptEnded("t", TrialStatus.PENDING, AttemptEndCause.FAILED, "boom"),
            "\"event\":\"attempt_end\",\"trial_id\":\"t\",\"status\":\"PENDING\",\"why\":\"failed\","
                + "\"reason\":\"boom\""),
        Arguments.of(
            new RunEvent.AttemptEnded(
                "t", TrialStatus.PAUSED, AttemptEndCause.LOST, "node-b is gone"),
            "\"event\":\"attempt_end\",\"trial_id\":\"t\",\"status\":\"PAUSED\",\"why\":\"lost\","
                + "\"reason\":\"node-b is gone\""),
        Arguments.of(
            new TrialEvent.Placed("t", 2, "node-b"),
            "\"event\":\"placed\",\"trial_id\":\"t\",\"attempt\":2,\"place\":\"node-b\""),
        Arguments.of(
            new TrialEvent.SlotsChanged(0, "1 node, 0 CPUs"),
            "\"event\":\"slots\",\"slots\":0,\"offer\":\"1 node, 0 CPUs\""),
        Arguments.of(
            new RunEvent.TrialEnded(
                "t",
                TrialStatus.TERMINATED,
                Map.of("score", Double.NEGATIVE_INFINITY),
                "",
                Optional.of(Path.of("/m")),
                ""),
            "\"event\":\"end\",\"trial_id\":\"t\",\"status\":\"TERMINATED\","
                + "\"metrics\":{\"score\":\"-Infinity\"},\"error\":null,\"model\":\"/m\",\"reason\":\"\""),
        Arguments.of(
            new TrialEvent.MetricLogged("t", 1, "training", "loss", 0.5, Map.of("epoch", 10L)),
            "\"event\":\"metric\",\"trial_id\":\"t\",\"category\":\"training\",\"key\":\"loss\","
                + "\"value\":0.5,\"metrics\":{\"epoch\":10}"),
        Arguments.of(
            new TrialEvent.VisualizationLogged("t", 1, "p", "g", 1, Map.of("a", 2L), Path.of("/f")),
            "\"event\":\"visualization\",\"trial_id\":\"t\",\"category\":\"p\",\"group\":\"g\","
                + "\"index\":1,\"meta\":{\"a\":2},\"file\":\"/f\""),
        Arguments.of(
            new TrialEvent.Progressed("t", 1, "train", 1, 2),
            "\"event\":\"progress\",\"trial_id\":\"t\",\"category\":\"train\",\"current\":1,\"total\":2"),
        Arguments.of(
            new RunEvent.PhaseProgressed(Phase.MODEL_UPLOAD, 1, 2),
            "\"event\":\"progress\",\"category\":\"model_upload\",\"current\":1,\"total\":2"),
        Arguments.of(
            new RunEvent.ModelSaved("t", 9), "\"event\":\"model\",\"trial_id\":\"t\",\"model\":9"),
        Arguments.of(new RunEvent.BestChosen("t"), "\"event\":\"best\",\"trial_id\":\"t\""),
        Arguments.of(
            new RunEvent.RunStopping("Ctrl-C", 2),
            "\"event\":\"stopping\",\"reason\":\"Ctrl-C\",\"running\":2"),
        Arguments.of(
            new RunEvent.RunInterrupted("Ctrl-C"),
            "\"event\":\"interrupted\",\"reason\":\"Ctrl-C\""),
        Arguments.of(
            new RunEvent.RunFinished("completed", ""),
            "\"event\":\"finished\",\"status\":\"completed\",\"message\":\"\""),
        Arguments.of(
            new RunEvent.TrialsTabled(forgedTable()),
            "\"event\":\"trials\",\"base\":[\"status\"],\"trials\":{},\"best_trial\":\"\""));
  }

  /** A plugin's own payload that tries to be another event. */
  private static Map<String, Object> forgedTable() {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("event", "end");
    table.put("seq", -5L);
    table.put("best_trial", "");
    table.put("trials", Map.of());
    table.put("base", List.of("status"));
    return table;
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventHasItsDocumentedFields(RunEvent event, String fields) {
    RecordedEvent recorded =
        new RecordedEvent(12, Instant.parse("2026-01-02T03:04:05.006789Z"), event);

    assertThat(RunEventCodec.line(recorded))
        .isEqualTo("{\"seq\":12,\"time\":\"2026-01-02T03:04:05.006Z\"," + fields + "}");
  }
}
