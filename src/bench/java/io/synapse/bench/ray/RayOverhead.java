package io.synapse.bench.ray;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.files.FileTree;
import io.synapse.testing.PluginBuild;
import io.synapse.testing.Pythons;
import io.synapse.testing.RayTestCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a trial that does nothing costs on a Ray cluster with two processors: of {@code synapse
 * train --executor ray}, and of Ray Tune itself. All take turns on the same cluster.
 */
public final class RayOverhead {

  private static final PrintStream OUT = System.out;
  private static final int ROUNDS = 3;
  private static final int FEW = 60;
  private static final int MANY = 1_000;
  private static final int WARM_UP = 4;
  private static final int CPUS = 2;
  private static final int LONGEST_MINUTES = 10;

  private final Path folder;
  private final Path python;
  private final RayTestCluster cluster;
  private final Stamps stamps;
  private final Path data;
  private final Path pythonPlugin;
  private final Path javaPlugin;

  private RayOverhead(Path folder, Path python, RayTestCluster cluster) throws IOException {
    this.folder = folder;
    this.python = python;
    this.cluster = cluster;
    this.stamps = new Stamps(folder.resolve("stamps"));
    this.data = Files.writeString(folder.resolve("data.csv"), "1\n");
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    this.pythonPlugin = Files.writeString(plugins.resolve("nothing.py"), stamps.pythonPlugin());
    this.javaPlugin =
        new PluginBuild(folder)
            .source("mine.Nothing", stamps.javaPlugin())
            .service(TunePlugin.class, "mine.Nothing")
            .service(TrainPlugin.class, "mine.Nothing")
            .jar(folder.resolve("nothing.jar"));
  }

  /**
   * Prints a table for few trials, and one for many without what would take an hour. A command that
   * doesn't come to its end is an error.
   */
  public static void main(String[] arguments) throws Exception {
    Path python = Pythons.requireWithRay();
    Path folder = Files.createTempDirectory("synapse-bench");
    try (RayTestCluster cluster = RayTestCluster.startPatient(python, CPUS)) {
      RayOverhead overhead = new RayOverhead(folder, python, cluster);
      overhead.compare(FEW, overhead.sides(List.of("", "--reuse-actors", Tune.FASTEST)));
      overhead.compare(MANY, overhead.sides(List.of("--reuse-actors", Tune.FASTEST)));
    } finally {
      FileTree.delete(folder);
    }
  }

  private List<Side> sides(List<String> tuneOptions) throws IOException {
    Path inPython = job("python.yaml", pythonPlugin);
    Path inJava = job("java.yaml", javaPlugin);
    List<Side> sides = new ArrayList<>();
    sides.add(new Side("synapse, plugin in Python", trials -> synapse(inPython, trials)));
    sides.add(new Side("synapse, plugin in Java", trials -> synapse(inJava, trials)));
    Tune tune = new Tune(python, cluster.address(), pythonPlugin);
    for (String options : tuneOptions) {
      String name = ("Ray Tune " + options.replace("--", "")).strip();
      sides.add(new Side(name, trials -> tune.command(trials, options)));
    }
    return sides;
  }

  private Path job(String name, Path plugin) throws IOException {
    String text =
        """
        plugin: %s
        datasets: {1: %s}
        action: train
        params:
          name: nothing
          dataset: 1
          is_tune: true
          num_cpus: 1
          hyperparameters: [{name: x, type: uniform, min: 0, max: 1}]
          tune_config: {metric: score, mode: max, num_samples: 1, max_concurrent_trials: %d}
        """
            .formatted(plugin, data, CPUS);
    return Files.writeString(folder.resolve(name), text);
  }

  private List<String> synapse(Path job, int trials) {
    List<String> words = new ArrayList<>();
    words.add(Path.of("bin", "synapse").toAbsolutePath().toString());
    words.addAll(List.of("train", "-f", job.toString(), "--progress", "none"));
    words.addAll(List.of("--store", folder.resolve("store-" + System.nanoTime()).toString()));
    words.addAll(List.of("-e", "ray", "--ray-address", cluster.address()));
    words.addAll(List.of("--ray-python", python.toString()));
    words.addAll(List.of("-s", "tune_config.num_samples=" + trials));
    return words;
  }

  // ---- the measurements

  private void compare(int trials, List<Side> sides) throws IOException, InterruptedException {
    for (Side side : sides) {
      measure(side, WARM_UP);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Side side : sides) {
        Side.Times times = measure(side, trials);
        OUT.println(times.line(side.name(), trials));
        side.add(times);
      }
    }
    OUT.printf("%n| %d trials | for a trial | ratio | whole command | ratio |%n", trials);
    OUT.println("|---|---:|---:|---:|---:|");
    sides.forEach(side -> OUT.println(side.row(sides.get(0))));
  }

  private Side.Times measure(Side side, int trials) throws IOException, InterruptedException {
    stamps.clear();
    long start = System.nanoTime();
    run(side.command(trials));
    double whole = (System.nanoTime() - start) / 1e9;
    return new Side.Times(stamps.secondsPerTrial(trials), whole);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(cluster.variables());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    try {
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(command + ": " + Files.readString(output));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
