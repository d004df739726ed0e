package io.synapse.cli;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.testing.PluginBuild;
import java.nio.file.Path;

/**
 * A plugin that reports, logs and draws all that a trial's files can show, in {@code length} steps
 * with a checkpoint after every second. With {@code x: crash} its process ends after five steps,
 * but not when it goes on from a checkpoint.
 */
final class CurvedPlugin {

  private static final String CODE =
      """
      import java.awt.image.BufferedImage;
      import java.nio.file.*;
      import java.util.*;

      public class Curved implements TunePlugin, TrainPlugin {
        public Object train(TrainRun run, Dataset data, Hyperparameters h, Checkpoint c)
            throws Exception {
          return tune(h, run, data, c);
        }

        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          String x = String.valueOf(h.get("x"));
          int from = c == null ? 0 : Integer.parseInt(Files.readString(c.path().resolve("n")));
          Path state = Files.createDirectories(run.workDir().resolve("state"));
          for (int i = from + 1; i <= h.getInt("length", 6); i++) {
            run.logMetric("training", "loss", from * 100 + 1.0 / i, "epoch", i - 1);
            run.logMetric("training", "unnumbered", i / 8.0);
            if (i % 3 == 0) {
              run.logVisualization(
                  "examples", "validation", i, new BufferedImage(i, 2, BufferedImage.TYPE_INT_RGB), Map.of());
            }
            Files.writeString(state.resolve("n"), Integer.toString(i));
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("score", x.startsWith("crash") ? i / 3.0 : h.getDouble("x") * i);
            metrics.put("from", from);
            metrics.put("odd", i == 2 ? Double.NaN : i == 3 ? Double.POSITIVE_INFINITY : -1e-300);
            metrics.put("nested", Map.of("left", i, "list", List.of(1, 2.5)));
            metrics.put("text", "a, \\"b\\"");
            if (i > 2) {
              metrics.put("late", i * 0.1);
            }
            run.report(metrics, i % 2 == 0 ? Checkpoint.fromDirectory(state) : null);
            if (x.equals("crash") && i == 5 && from == 0) {
              run.logMetric("training", "loss", 4711, "epoch", 99);
              Runtime.getRuntime().halt(3);
            }
          }
          return null;
        }
      }
      """;

  private CurvedPlugin() {}

  /** Compiles the plugin into a jar in a folder. */
  static Path jar(Path folder) {
    return new PluginBuild(folder)
        .source("mine.Curved", CODE)
        .service(TunePlugin.class, "mine.Curved")
        .service(TrainPlugin.class, "mine.Curved")
        .jar(folder.resolve("curved.jar"));
  }
}
