package io.synapse.cli;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.testing.PluginBuild;
import java.nio.file.Path;

/** A plugin whose score is its hyperparameter {@code x}, and whose model holds what it was. */
public final class TinyPlugin {

  private static final String CODE =
      """
      public class Tiny implements TrainPlugin, TunePlugin {
        public Object train(TrainRun run, Dataset data, Hyperparameters h, Checkpoint c)
            throws Exception {
          for (int epoch = 0; epoch < h.getInt("epochs", 2); epoch++) {
            run.logMetric("training", "loss", 1.0 / (epoch + 1), "epoch", epoch);
          }
          if (h.getBoolean("fail", false)) throw new IllegalStateException("asked to fail");
          java.nio.file.Path model = run.workDir().resolve("model.txt");
          String before = c == null ? "" : java.nio.file.Files.readString(
              c.path().resolve("model.txt")) + "+";
          java.nio.file.Files.writeString(model, before + h.get("x"));
          return model;
        }

        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          double x = h.getDouble("x");
          if (x == 17) System.exit(3);
          if (x == 13) throw new IllegalStateException("unlucky " + h.get("x"));
          java.nio.file.Path folder = java.nio.file.Files.createDirectories(
              run.workDir().resolve("state"));
          java.nio.file.Files.writeString(folder.resolve("model.txt"), "" + h.get("x"));
          double score = x == 14 ? Double.NaN : x;
          if (x == 15) { run.report(java.util.Map.of("scores", score)); return null; }
          if (x == 18) {
            return java.util.Map.of("score", score, "checkpoint_output",
                java.nio.file.Files.createDirectories(run.workDir().resolve("empty")));
          }
          run.report(java.util.Map.of("score", score, "loss", -x),
              x == 16 ? null : Checkpoint.fromDirectory(folder));
          return null;
        }
      }
      """;

  private TinyPlugin() {}

  /** Compiles the plugin into a jar in a folder. */
  public static Path jar(Path folder) {
    return jar(folder, CODE);
  }

  /** Another version of it under the same name. */
  static Path otherJar(Path folder) {
    return jar(folder, CODE.replace("unlucky", "hapless"));
  }

  private static Path jar(Path folder, String code) {
    return new PluginBuild(folder)
        .source("mine.Tiny", code)
        .service(TrainPlugin.class, "mine.Tiny")
        .service(TunePlugin.class, "mine.Tiny")
        .jar(folder.resolve("tiny.jar"));
  }
}
