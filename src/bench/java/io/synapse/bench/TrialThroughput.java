package io.synapse.bench;

import io.synapse.action.TrainAction;
import io.synapse.action.prepare.Preparation;
import io.synapse.action.prepare.Preparer;
import io.synapse.action.prepare.RunOptions;
import io.synapse.action.prepare.RunOptions.PythonRequirements;
import io.synapse.action.prepare.RunOptions.RayOptions;
import io.synapse.action.run.RunEnvironment;
import io.synapse.action.run.TrainResult;
import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.execute.inline.InlineExecutor.StandardStreams;
import io.synapse.execute.provider.ExecutorProviders;
import io.synapse.files.FileTree;
import io.synapse.job.JobReader;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.job.JobSource;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import io.synapse.store.Store;
import io.synapse.testing.PluginBuild;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Seconds and bytes that a trial of one report costs through the inline executor, journal and
 * registry on: the engine's own cost, since the plugin does nothing.
 */
public final class TrialThroughput {

  private static final PrintStream OUT = System.out;
  private static final int[] COUNTS = {1_000, 10_000, 100_000};
  private static final int RUNS = 3;
  private static final RunOptions INLINE =
      new RunOptions(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          PythonRequirements.AS_FOUND,
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          ExecutorProviders.named("inline"),
          RayOptions.NONE,
          Optional.empty(),
          List.of(),
          RunOptions.JobOrigin.UNKNOWN);

  private TrialThroughput() {}

  /** Prints a line for each number of trials and run. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("synapse-bench");
    try {
      Path plugin = plugin(folder);
      Path data = Files.writeString(folder.resolve("data.csv"), "1\n");
      OUT.printf(
          "%9s %9s %14s %16s %14s%n",
          "trials", "seconds", "µs per trial", "heap B/trial", "journal MB");
      for (int count : COUNTS) {
        for (int run = 0; run < RUNS; run++) {
          measure(
              count,
              job(folder, plugin, data, count),
              folder.resolve("store-" + count + "-" + run));
        }
      }
    } finally {
      FileTree.delete(folder);
    }
  }

  private static Path plugin(Path folder) {
    String tune =
        "public class Nothing implements TunePlugin, TrainPlugin {"
            + " public Object train(TrainRun r, Dataset d, Hyperparameters h, Checkpoint c) { return null; }"
            + " public Object tune(Hyperparameters h, TrainRun r, Dataset d, Checkpoint c) {"
            + " r.report(java.util.Map.of(\"score\", h.getDouble(\"x\"))); return null; } }";
    return new PluginBuild(folder)
        .source("mine.Nothing", tune)
        .service(TunePlugin.class, "mine.Nothing")
        .service(TrainPlugin.class, "mine.Nothing")
        .jar(folder.resolve("nothing.jar"));
  }

  private static LoadedJob job(Path folder, Path plugin, Path data, int count) throws IOException {
    String text =
        """
        plugin: %s
        datasets: {1: %s}
        action: train
        params:
          name: throughput
          dataset: 1
          is_tune: true
          num_cpus: 0
          hyperparameters: [{name: x, type: uniform, min: 0, max: 1}]
          tune_config: {metric: score, mode: max, num_samples: %d, max_concurrent_trials: 2, seed: 1}
        """
            .formatted(plugin, data, count);
    Path file = Files.writeString(folder.resolve("job-" + count + ".yaml"), text);
    return new JobReader(Searchers.specifications(), Schedulers.specifications())
        .read(JobSource.file(file), List.of());
  }

  private static void measure(int count, LoadedJob job, Path storeFolder)
      throws IOException, InterruptedException {
    try (Store store = Store.open(storeFolder);
        Preparation preparation = Preparer.of(store, line -> {}).prepare(job, INLINE)) {
      RunEnvironment environment =
          new RunEnvironment(
              List.of(), new StandardStreams(System.out, System.err), Clock.systemUTC(), "bench");
      long heapBefore = usedHeap();
      long start = System.nanoTime();
      TrainResult result = new TrainAction(store, environment).run(preparation);
      double seconds = (System.nanoTime() - start) / 1e9;
      long heap = usedHeap() - heapBefore;
      long journal = Files.size(result.run().journalFile());
      OUT.printf(
          Locale.ROOT,
          "%9d %9.2f %14.0f %16.0f %14.1f%n",
          result.trials().history().trials().size(),
          seconds,
          seconds / count * 1e6,
          (double) heap / count,
          journal / 1e6);
    }
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
