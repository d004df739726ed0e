package io.synapse.cli;

import io.synapse.api.TunePlugin;
import io.synapse.testing.PluginBuild;
import java.nio.file.Path;

/** A plugin that doesn't end, in as many ways as there are; each says {@code ready} first. */
final class StubbornPlugin {

  private static final String CODE =
      """
      import java.nio.file.*;
      import java.util.*;

      public class Stubborn implements TunePlugin {
        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint from)
            throws Exception {
          Path folder = Files.createDirectories(run.workDir().resolve("state"));
          Files.writeString(folder.resolve("state.txt"), h.getString("x"));
          run.report(Map.of("score", 0.5), Checkpoint.fromDirectory(folder));
          switch (h.getString("x")) {
            case "quick": return null;
            case "polite": {
              run.logMessage("ready");
              while (true) {
                run.report(Map.of("score", 0.25), Checkpoint.fromDirectory(folder));
                Thread.sleep(5);
              }
            }
            case "leaving": {
              new ProcessBuilder("sleep", "600").start();
              run.logMessage("ready");
              while (Files.notExists(data.path().resolveSibling("leave"))) Thread.sleep(5);
              System.exit(0);
            }
            case "burn": {
              run.logMessage("ready");
              for (long i = 0; ; i++) if (i == -1) System.out.println(i);
            }
            case "memory": {
              List<byte[]> all = new ArrayList<>();
              try { while (true) all.add(new byte[1 << 18]); }
              catch (OutOfMemoryError e) { all.remove(0); all.remove(0); }
              run.logMessage("ready");
              while (true) {
                try { all.add(new byte[1 << 10]); } catch (OutOfMemoryError e) { }
              }
            }
            case "children": {
              new ProcessBuilder("sleep", "600").start();
              new ProcessBuilder("sh", "-c", "trap '' TERM HUP INT; sleep 600 & sleep 601")
                  .inheritIO().start();
              new ProcessBuilder("setsid", "sh", "-c", "sleep 602 & sleep 603").start();
              new ProcessBuilder("sh", "-c", "setsid sleep 604 &").start();
            }
            default: {
              run.logMessage("ready");
              while (true) {
                try { Thread.sleep(600_000); } catch (InterruptedException e) { }
              }
            }
          }
        }
      }
      """;

  private StubbornPlugin() {}

  /** Compiles the plugin into a jar in a folder. */
  static Path jar(Path folder) {
    return new PluginBuild(folder)
        .source("mine.Stubborn", CODE)
        .service(TunePlugin.class, "mine.Stubborn")
        .jar(in(folder));
  }

  /** Where the jar of a folder is. */
  static Path in(Path folder) {
    return folder.resolve("stubborn.jar");
  }
}
