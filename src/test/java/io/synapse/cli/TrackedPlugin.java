package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.cli.ReadMlflow.Run;
import io.synapse.testing.PluginBuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A plugin that reports and logs all kinds of things, and what a tracking server has of them. */
final class TrackedPlugin {

  private static final String CODE =
      """
      import java.awt.image.BufferedImage;
      import java.nio.file.*;
      import java.util.*;

      public class Tracked implements TunePlugin, TrainPlugin {
        public Object train(TrainRun run, Dataset data, Hyperparameters h, Checkpoint c)
            throws Exception {
          return tune(h, run, data, c);
        }

        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          String x = String.valueOf(h.get("x"));
          int done = c == null ? 0 : Integer.parseInt(Files.readString(c.path().resolve("n")));
          Path state = Files.createDirectories(run.workDir().resolve("state"));
          for (int i = done + 1; i <= 4; i++) {
            while (x.equals("held") && i == 3 && !Files.exists(Path.of(h.getString("gate")))) {
              Thread.sleep(20);
            }
            Files.writeString(state.resolve("n"), Integer.toString(i));
            run.logMetric("training", "loss", 1.0 / i, "epoch", i - 1);
            run.logMetric("training", "unnumbered", i / 8.0);
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("score", x.length() + i / 3.0);
            metrics.put("정확도", i * 0.1);
            metrics.put("precision@5", i * 0.01);
            metrics.put("precision%5", i * 0.02);
            metrics.put("odd", i == 2 ? Double.NaN : -1e-300);
            metrics.put("nested", Map.of("left", i, "list", List.of(1, 2.5)));
            metrics.put("text", "no number");
            run.report(metrics, Checkpoint.fromDirectory(state));
            if (x.equals("fail") && i == 3) {
              throw new IllegalStateException("the third step is too high");
            }
          }
          run.logVisualization(
              "examples", "검증", 1, new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), Map.of());
          Path model = Files.createDirectories(run.workDir().resolve("model/a folder"));
          Files.writeString(model.resolve("모델 %.bin"), "weights of " + x);
          run.checkpointOutput(run.workDir().resolve("model"));
          return null;
        }
      }
      """;

  private TrackedPlugin() {}

  /** Compiles the plugin into a jar in a folder. */
  static Path jar(Path folder) {
    return new PluginBuild(folder)
        .source("mine.Tracked", CODE)
        .service(TunePlugin.class, "mine.Tracked")
        .service(TrainPlugin.class, "mine.Tracked")
        .jar(folder.resolve("tracked.jar"));
  }

  /** All that it reported and logged in a trial is there, value by value, and no more numbers. */
  static void assertTrial(Run trial) {
    String x = (String) trial.map("params").get("x");
    int steps = x.equals("fail") ? 3 : 4;
    assertThat(trial.map("params")).containsOnlyKeys("x");
    assertThat(trial.get("name")).isEqualTo(trial.tag("synapse.trial_id"));
    assertThat(trial.history("score")).isEqualTo(points(steps, 1, i -> x.length() + i / 3.0));
    assertThat(trial.history("정확도")).isEqualTo(points(steps, 1, i -> i * 0.1));
    assertThat(trial.history("precision_5")).isEqualTo(points(steps, 1, i -> i * 0.01));
    assertThat(trial.history("precision_5_2")).isEqualTo(points(steps, 1, i -> i * 0.02));
    assertThat(trial.history("odd"))
        .isEqualTo(points(steps, 1, i -> i == 2 ? "nan" : (Object) (-1e-300)));
    assertThat(trial.history("nested/left")).isEqualTo(points(steps, 1, i -> (double) i));
    assertThat(trial.history("training/loss")).isEqualTo(points(steps, 0, i -> 1.0 / i));
    assertThat(trial.history("training/unnumbered")).isEqualTo(points(steps, 1, i -> i / 8.0));
    assertThat(trial.map("metrics")).hasSize(8);
    if (x.equals("fail")) {
      assertThat(trial.get("status")).isEqualTo("FAILED");
      assertThat(trial.tag("synapse.error")).contains("the third step is too high");
      assertThat(trial.map("files")).containsOnlyKeys("error.txt");
    } else {
      assertThat(trial.get("status")).isEqualTo("FINISHED");
      assertThat(trial.map("files")).containsKey("visualizations/examples/검증/000001.png");
    }
  }

  /** What a step's value is. */
  interface Value {
    Object at(int step);
  }

  /** The history of a metric: steps from {@code first} on, and their values. */
  static List<Object> points(int steps, int first, Value value) {
    List<Object> points = new ArrayList<>();
    for (int i = 1; i <= steps; i++) {
      points.add(List.of((long) i - 1 + first, value.at(i)));
    }
    return points;
  }
}
