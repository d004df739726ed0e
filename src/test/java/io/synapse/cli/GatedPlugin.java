package io.synapse.cli;

import io.synapse.api.TunePlugin;
import io.synapse.testing.PluginBuild;
import java.nio.file.Path;

/**
 * A plugin whose trials report twice with checkpoints, say {@code ready}, wait for a file beside
 * the data set, {@code go} or {@code go-X}, and then report twice more. Their scores depend on
 * every step before; each leaves a process behind.
 */
final class GatedPlugin {

  /** How many reports a trial makes. */
  static final int STEPS = 4;

  /** After how many of them it waits. */
  static final long STEPS_BEFORE_GATE = 2;

  private static final String CODE =
      """
      import java.nio.file.*;
      import java.util.*;

      public class Gated implements TunePlugin {
        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint from)
            throws Exception {
          int x = h.getInt("x");
          int done = 0;
          int state = 0;
          if (from != null) {
            String[] saved = Files.readString(from.path().resolve("state.txt")).split(" ");
            done = Integer.parseInt(saved[0]);
            state = Integer.parseInt(saved[1]);
          }
          new ProcessBuilder("setsid", "sleep", "600").start();
          Path folder = Files.createDirectories(run.workDir().resolve("state"));
          for (int step = done + 1; step <= 4; step++) {
            if (step == 3) {
              run.logMessage("ready");
              Path beside = data.path().getParent();
              while (Files.notExists(beside.resolve("go"))
                  && Files.notExists(beside.resolve("go-" + x))) Thread.sleep(5);
            }
            state = (state * 31 + x + step) & 0xffff;
            Files.writeString(folder.resolve("state.txt"), step + " " + state);
            run.report(Map.of("score", state, "step", step), Checkpoint.fromDirectory(folder));
          }
          return null;
        }
      }
      """;

  private GatedPlugin() {}

  /** Compiles the plugin into a jar in a folder. */
  static Path jar(Path folder) {
    return new PluginBuild(folder)
        .source("mine.Gated", CODE)
        .service(TunePlugin.class, "mine.Gated")
        .jar(folder.resolve("gated.jar"));
  }

  /** The score that a trial comes to when nothing of it is lost. */
  static long score(int x) {
    long state = 0;
    for (int step = 1; step <= STEPS; step++) {
      state = (state * 31 + x + step) & 0xffff;
    }
    return state;
  }
}
