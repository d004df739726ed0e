package io.synapse.cli;

import io.synapse.api.TunePlugin;
import io.synapse.testing.PluginBuild;
import java.nio.file.Path;

/**
 * A plugin whose scores depend on every step before, so that one that goes on from anything but its
 * newest checkpoint comes to another end. Some of its trials leave a child process behind.
 */
final class SteadyPlugin {

  /** The search space that it takes. */
  static final String SPACE =
      "[{name: x, type: uniform, min: 0, max: 1}, {name: steps, type: randint, min: 2, max: 6}]";

  private static final String CODE =
      """
      import java.nio.file.*;
      import java.util.*;

      public class Steady implements TunePlugin {
        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint from)
            throws Exception {
          double x = h.getDouble("x");
          int done = 0;
          long state = 0;
          if (from != null) {
            String[] saved = Files.readString(from.path().resolve("state.txt")).split(" ");
            done = Integer.parseInt(saved[0]);
            state = Long.parseLong(saved[1]);
            if (state != after(done, x)) throw new IllegalStateException("not a state of mine");
          }
          if (x > 0.8) new ProcessBuilder("sleep", "600").start();
          Path folder = Files.createDirectories(run.workDir().resolve("state"));
          for (int step = done + 1; step <= h.getInt("steps"); step++) {
            state = next(state, x, step);
            Files.writeString(folder.resolve("state.txt"), step + " " + state);
            run.report(Map.of("score", state, "step", step), Checkpoint.fromDirectory(folder));
          }
          return null;
        }

        private static long after(int steps, double x) {
          long state = 0;
          for (int step = 1; step <= steps; step++) state = next(state, x, step);
          return state;
        }

        private static long next(long state, double x, int step) {
          return (state * 31 + Double.hashCode(x) + step) & 0xffffff;
        }
      }
      """;

  private SteadyPlugin() {}

  /** Compiles the plugin into a jar in a folder. */
  static Path jar(Path folder) {
    return new PluginBuild(folder)
        .source("mine.Steady", CODE)
        .service(TunePlugin.class, "mine.Steady")
        .jar(folder.resolve("steady.jar"));
  }
}
