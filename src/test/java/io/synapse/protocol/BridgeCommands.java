package io.synapse.protocol;

import io.synapse.protocol.BridgeCommand.Connect;
import io.synapse.protocol.BridgeCommand.DatasetOnNodes;
import io.synapse.protocol.BridgeCommand.JavaProgram;
import io.synapse.protocol.BridgeCommand.Kill;
import io.synapse.protocol.BridgeCommand.Open;
import io.synapse.protocol.BridgeCommand.Program;
import io.synapse.protocol.BridgeCommand.PythonProgram;
import io.synapse.protocol.BridgeCommand.Tell;
import io.synapse.protocol.BridgeCommand.Worker;
import io.synapse.protocol.DriverMessage.DatasetPlace;
import io.synapse.protocol.DriverMessage.Exit;
import io.synapse.protocol.DriverMessage.PluginPlace;
import io.synapse.protocol.DriverMessage.Run;
import io.synapse.protocol.DriverMessage.Setup;
import io.synapse.protocol.DriverMessage.Stop;
import java.util.List;
import java.util.Map;

/** What the lines of {@code bridge-commands.jsonl} mean, in their order. */
final class BridgeCommands {

  private static final String BUNDLE = "/tmp/묶음 1.zip";

  private BridgeCommands() {}

  static List<Message> all() {
    return List.of(
        new Connect("ray://head:10001", null, null, null, null),
        new Connect("head:6379", null, null, BUNDLE, inPython()),
        new Connect(null, 2.0, 0.0, BUNDLE, inJava()),
        new Open("1"),
        new Tell("1", new Run("0a1b2c3d_00000", 1, Map.of("epochs", 3L), null, "/t", 42)),
        new Tell("1", new DriverMessage.DecisionMessage("0a1b2c3d_00000", 1, "pause", "순위 5/9")),
        new Tell("1", new Stop("0a1b2c3d_00000", 1, "interrupted (Ctrl-C)")),
        new Tell("12", new Exit()),
        new Kill("12"));
  }

  private static Worker inPython() {
    return worker(
        new PluginPlace(List.of("bundle:plugin/0/digits/plugin.py"), "plugin"),
        0.5,
        new DatasetOnNodes("/data/숫자.csv", 1, 2048, "bundle:data/숫자.csv"),
        null,
        new PythonProgram("/envs/torch/bin/python3", true));
  }

  private static Worker inJava() {
    return worker(
        new PluginPlace(List.of("bundle:plugin/0/digits.jar"), "digits.Digits"),
        null,
        new DatasetOnNodes("/data/digits", 70_000, 5_000_000_000L, null),
        "/store/models/3/files",
        new JavaProgram(
            "/usr/lib/jvm/java-17",
            List.of("bundle:lib/0/synapse.jar", "bundle:lib/1/more.jar"),
            "io.synapse.execute.worker.WorkerMain",
            List.of("-Xmx8g", "-ea"),
            17));
  }

  private static Worker worker(
      PluginPlace plugin, Double gpus, DatasetOnNodes dataset, String startModel, Program program) {
    DatasetPlace place = new DatasetPlace(7, "digits", dataset.path(), "sha256:0f3a");
    Setup setup = new Setup(plugin, place, startModel, true);
    return new Worker(1.5, gpus, 4, setup, dataset, program, 60.0, 120.0);
  }
}
