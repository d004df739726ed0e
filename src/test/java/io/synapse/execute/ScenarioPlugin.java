package io.synapse.execute;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.testing.PluginBuild;
import java.nio.file.Path;

/** A plugin that does what its hyperparameter {@code do} says, compiled for the tests. */
final class ScenarioPlugin {

  private static final String CODE =
      """
      import java.awt.image.BufferedImage;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.*;
      import java.util.concurrent.atomic.AtomicInteger;

      public class Scenario implements TunePlugin, TrainPlugin {
        static final AtomicInteger INSTANCES = new AtomicInteger();
        int calls;

        public Scenario() { INSTANCES.incrementAndGet(); }

        public Object train(TrainRun run, Dataset data, Hyperparameters h, Checkpoint c)
            throws Exception {
          if (h.getString("do").equals("return model")) {
            Path model = run.workDir().resolve("model.bin");
            Files.writeString(model, "weights");
            return model;
          }
          return tune(h, run, data, c);
        }

        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          calls++;
          switch (h.getString("do")) {
            case "return number": return 4;
            case "return map": return Map.of("score", 1.5f, "list", new int[] {1, 2});
            case "return text": return new StringBuilder("some text");
            case "return null": return null;
            case "report":
              for (int i = 0; i < h.getInt("times", 3); i++) run.report(Map.of("score", i));
              return null;
            case "report and rewrite": {
              Path folder = Files.createDirectories(run.workDir().resolve("state"));
              for (int i = 1; i <= 3; i++) {
                Files.writeString(folder.resolve("weights"), "state " + i);
                run.report(Map.of("score", i), Checkpoint.fromDirectory(Path.of("state")));
              }
              Files.writeString(folder.resolve("weights"), "rewritten");
              return null;
            }
            case "report a file": {
              Path file = run.workDir().resolve("one.bin");
              Files.writeString(file, "one");
              run.report(Map.of("score", 1), Checkpoint.fromDirectory(file));
              return null;
            }
            case "report what is missing":
              run.report(Map.of("score", 1), Checkpoint.fromDirectory(Path.of("nowhere")));
              return null;
            case "log for ever":
              for (int i = 0; ; i++) run.logMetric("training", "loss", i, "epoch", i);
            case "wrap the stop":
              try {
                for (int i = 0; ; i++) run.logMetric("training", "loss", i);
              } catch (RuntimeException e) {
                throw new IllegalStateException("wrapped", e);
              }
            case "swallow the stop":
              while (!Thread.currentThread().isInterrupted()) {
                try { run.report(Map.of("score", 1)); } catch (RuntimeException e) { }
              }
              return null;
            case "throw": throw new IllegalStateException("no luck today\\nsecond line");
            case "throw an error": throw new StackOverflowError();
            case "show checkpoint": {
              if (c == null) return Map.of("checkpoint_is", "none");
              Path file;
              try (var files = Files.list(c.path())) { file = files.findFirst().orElseThrow(); }
              String text = Files.readString(file);
              Files.writeString(file, "mine now");
              return Map.of("folder", Files.isDirectory(c.path()), "file",
                  file.getFileName().toString(), "content", text);
            }
            case "show run":
              return Map.of("id", run.trialId(), "tune", run.isTune(), "seed", run.seed(),
                  "work", run.workDir(), "loader",
                  Thread.currentThread().getContextClassLoader() == getClass().getClassLoader(),
                  "data", data.id() + data.name(), "calls", calls);
            case "leave a mark": {
              Path mark = run.workDir().resolve("mark");
              boolean before = Files.exists(mark);
              Files.writeString(mark, "x");
              return Map.of("marked", before);
            }
            case "print":
              System.out.println("printed to out");
              System.err.println("printed to err");
              Thread child = new Thread(() -> System.out.println("printed by a child"));
              child.start();
              child.join();
              return null;
            case "pictures": {
              Path png = run.workDir().resolve("a.png");
              Files.write(png, new byte[] {1});
              run.logVisualization("pred", "train", 3, png, Map.of("label", 7));
              run.logVisualization("pred", "a/b", 0, new byte[] {(byte) 0x89, 'P', 'N', 'G'}, Map.of());
              run.logVisualization("pred", "image", 0,
                  new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), Map.of());
              return null;
            }
            case "picture of a number":
              run.logVisualization("pred", "train", 3, 42, Map.of());
              return null;
            case "log everything":
              run.logMetric("training", "loss", Double.NaN, "epoch", 1);
              run.logMessage("hello");
              run.setProgress(1, 4);
              run.logTrials(Map.of("trials", Map.of()));
              run.logTrials(new TrialsTable(Map.of("a", Map.of("status", "DONE", "lr", 1)),
                  List.of("status"), List.of("lr"), List.of(), ""));
              return null;
            case "tell too much": {
              String large = "x".repeat(1_000_000);
              for (int i = 0; i < 2; i++) {
                run.report(Map.of("score", 1, "predictions", large, "loss", 2));
              }
              run.logMetric("training", "loss", 1, "all", large);
              run.logMessage(large);
              return Map.of("score", 3, "all", java.util.Collections.nCopies(100_000, 1));
            }
            case "tell what nobody can read": {
              Object deep = 1;
              for (int i = 0; i < 600; i++) deep = java.util.List.of(deep);
              Map<String, Object> metrics = new java.util.HashMap<>();
              for (int i = 0; i < 50_000; i++) metrics.put("m" + i, i);
              metrics.put("deep", deep);
              metrics.put("n".repeat(60_000), 1);
              metrics.put("score", 1);
              run.report(metrics);
              return null;
            }
            case "log a long name": run.logMetric("a", "b".repeat(300), 1); return null;
            case "log a deep table": {
              Object deep = 1;
              for (int i = 0; i < 600; i++) deep = java.util.List.of(deep);
              run.logTrials(Map.of("trials", Map.of("a", deep)));
              return null;
            }
            case "fail with a long message": throw new IllegalStateException("y".repeat(3_000_000));
            case "table without trials": run.logTrials(Map.of("base", List.of())); return null;
            case "progress beyond the total": run.setProgress(5, 4); return null;
            case "set the output":
              run.checkpointOutput(run.workDir().resolve("out.bin"));
              Files.writeString(run.checkpointOutput(), "x");
              return null;
            case "model elsewhere": {
              Path model = Path.of(h.getString("path"));
              Files.writeString(model, "model of " + run.trialId());
              return Map.of("checkpoint_output", model);
            }
            case "output at":
              run.checkpointOutput(run.workDir().resolve(h.getString("path")));
              return null;
            case "return after the stop":
              try {
                for (int i = 0; ; i++) run.logMetric("training", "loss", i);
              } catch (TrialStoppedException e) {
                return Map.of("score", 9);
              }
            case "throw what cannot be read":
              throw new RuntimeException() {
                @Override public String getMessage() { throw new IllegalStateException("no"); }
              };
            case "print from a pool":
              java.util.concurrent.ForkJoinPool.commonPool()
                  .submit(() -> System.out.println("printed by a pool")).get();
              return null;
            default: throw new IllegalArgumentException(h.getString("do"));
          }
        }
      }
      """;

  private ScenarioPlugin() {}

  /** Compiles the plugin into a jar in a folder. */
  static Path jar(Path folder) {
    String imports = CODE.substring(0, CODE.indexOf("public class"));
    String body = CODE.substring(CODE.indexOf("public class"));
    return new PluginBuild(folder)
        .source("mine.Scenario", imports + body)
        .service(TrainPlugin.class, "mine.Scenario")
        .service(TunePlugin.class, "mine.Scenario")
        .jar(folder.resolve("scenario.jar"));
  }
}
