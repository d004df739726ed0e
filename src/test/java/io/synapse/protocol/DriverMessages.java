package io.synapse.protocol;

import io.synapse.protocol.DriverMessage.DatasetPlace;
import io.synapse.protocol.DriverMessage.DecisionMessage;
import io.synapse.protocol.DriverMessage.Exit;
import io.synapse.protocol.DriverMessage.PluginPlace;
import io.synapse.protocol.DriverMessage.Run;
import io.synapse.protocol.DriverMessage.Setup;
import io.synapse.protocol.DriverMessage.StartCheckpoint;
import io.synapse.protocol.DriverMessage.Stop;
import java.util.List;
import java.util.Map;

/** What the lines of {@code driver.jsonl} mean, in their order. */
final class DriverMessages {

  private static final String TRIAL = "0a1b2c3d_00000";

  private DriverMessages() {}

  static List<Message> all() {
    return List.of(
        new Setup(
            new PluginPlace(List.of("/plugins/digits.jar", "/plugins/lib/수학.jar"), "digits.Digits"),
            new DatasetPlace(7, "손글씨 숫자", "/store/datasets/7", "sha256:0f3a"),
            "/store/models/3/files",
            true),
        new Setup(
            new PluginPlace(List.of("/plugins/one.py"), "One"),
            new DatasetPlace(1, "a \"quoted\" name", "/data/with space", ""),
            null,
            false),
        firstAttempt(),
        fromCheckpoint(),
        new Run(
            "0a1b2c3d_00013",
            1,
            Map.of(),
            new StartCheckpoint("/m", 0, Map.of()),
            "/t",
            Long.MIN_VALUE),
        new Run("0a1b2c3d_00014", Integer.MAX_VALUE, Map.of(), null, "/t", Long.MAX_VALUE),
        new DecisionMessage(TRIAL, 1, "continue", ""),
        new DecisionMessage(TRIAL, 1, "pause", "rung 3: 순위 5/9"),
        new DecisionMessage(TRIAL, 2, "stop", "score 0.41 is below the median 0.52\nof 8 trials"),
        new DecisionMessage(TRIAL, 3, "exploit", "goes on from 0a1b2c3d_00007"),
        new Stop(TRIAL, 1, "interrupted (Ctrl-C)"),
        new Exit());
  }

  private static Run firstAttempt() {
    Map<String, Object> config =
        MessageFields.of(
            "epochs",
            3L,
            "rate",
            0.001,
            "optimizer",
            "adam",
            "nesterov",
            true,
            "layers",
            List.of(64L, 32L),
            "head",
            MessageFields.of("dropout", 0.5, "bias", null));
    return new Run(TRIAL, 1, config, null, "/store/runs/r/trials/0a1b2c3d_00000", 42);
  }

  private static Run fromCheckpoint() {
    String folder = "/store/runs/r/trials/0a1b2c3d_00012";
    Map<String, Object> metrics =
        MessageFields.of(
            "score",
            Double.NaN,
            "loss",
            Double.POSITIVE_INFINITY,
            "gain",
            Double.NEGATIVE_INFINITY,
            "epoch",
            2L);
    return new Run(
        "0a1b2c3d_00012",
        3,
        MessageFields.of("whole", 4L, "real", 4.0, "text", "NaN", "이름", "값"),
        new StartCheckpoint(folder + "/checkpoints/000002", 2, metrics),
        folder,
        9_007_199_254_740_993L);
  }
}
