package io.synapse.bench;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.files.FileTree;
import io.synapse.run.JournalReader;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.testing.PluginBuild;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What worker processes cost, measured on the real command, {@code bin/synapse}: how long it takes
 * until the first trial runs, how long 1,000 trials that do nothing take through two workers, and
 * how long a run of 10,000 trials takes to go on.
 */
public final class WorkerRuns {

  private static final PrintStream OUT = System.out;
  private static final int RUNS = 7;
  private static final int FEW = 1_000;
  private static final int MANY = 10_000;
  private static final String STAMP = "SYNAPSE_BENCH_STAMP";

  private static final String PLUGIN =
      """
      import java.nio.file.*;

      public class Nothing implements TunePlugin, TrainPlugin {
        private static boolean told;

        public Object train(TrainRun r, Dataset d, Hyperparameters h, Checkpoint c)
            throws Exception {
          return tune(h, r, d, c);
        }

        public Object tune(Hyperparameters h, TrainRun r, Dataset d, Checkpoint c)
            throws Exception {
          tell();
          r.report(java.util.Map.of("score", h.getDouble("x")));
          return null;
        }

        private static synchronized void tell() throws Exception {
          if (!told) {
            told = true;
            Files.writeString(Path.of(System.getenv("%s")), java.time.Instant.now().toString());
          }
        }
      }
      """
          .formatted(STAMP);

  private static final String PYTHON_PLUGIN =
      """
      import datetime, os

      told = False

      def train(run, dataset, hyperparameter, checkpoint):
          return tune(hyperparameter, run, dataset, checkpoint)

      def tune(hyperparameter, run, dataset, checkpoint):
          global told
          if not told:
              told = True
              with open(os.environ["%s"], "w") as stamp:
                  stamp.write(datetime.datetime.utcnow().isoformat() + "Z")
          run.report({"score": hyperparameter["x"]})
      """
          .formatted(STAMP);

  private final Path folder;
  private final Path synapse = Path.of("bin", "synapse").toAbsolutePath();

  private WorkerRuns(Path folder) {
    this.folder = folder;
  }

  /** Prints the medians, and the least and the most, of several runs each. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("synapse-bench");
    try {
      new WorkerRuns(folder).measureAll();
    } finally {
      FileTree.delete(folder);
    }
  }

  private void measureAll() throws IOException, InterruptedException {
    Path plugin =
        new PluginBuild(folder)
            .source("mine.Nothing", PLUGIN)
            .service(TunePlugin.class, "mine.Nothing")
            .service(TrainPlugin.class, "mine.Nothing")
            .jar(folder.resolve("nothing.jar"));
    Path data = Files.writeString(folder.resolve("data.csv"), "1\n");
    Path job = Files.writeString(folder.resolve("job.yaml"), job(plugin, data));
    run("--version");
    show("synapse --version", times(() -> seconds("--version")));
    for (String executor : List.of("inline", "process")) {
      show("until the first trial runs, " + executor, times(() -> untilFirst(job, executor)));
    }
    show(FEW + " trials, 2 workers", times(() -> trials(job, "process")));
    show(FEW + " trials, inline", times(() -> trials(job, "inline")));
    measurePython(data);
    measureResume(job);
  }

  private void measurePython(Path data) throws IOException, InterruptedException {
    Path plugin = Files.writeString(folder.resolve("nothing.py"), PYTHON_PLUGIN);
    Path job = Files.writeString(folder.resolve("python.yaml"), job(plugin, data));
    show("until the first trial runs, Python", times(() -> untilFirst(job, "process")));
    show(FEW + " trials, 2 workers in Python", times(() -> trials(job, "process")));
  }

  private static String job(Path plugin, Path data) {
    return """
    plugin: %s
    datasets: {1: %s}
    action: train
    params:
      name: workers
      dataset: 1
      is_tune: true
      num_cpus: 0
      hyperparameters: [{name: x, type: uniform, min: 0, max: 1}]
      tune_config: {metric: score, mode: max, num_samples: %d, max_concurrent_trials: 2, seed: 1}
    """
        .formatted(plugin, data, FEW);
  }

  // ---- the measurements

  private double untilFirst(Path job, String executor) throws IOException, InterruptedException {
    Instant start = Instant.now();
    train(store(), "-f", job.toString(), "-e", executor, "-s", "tune_config.num_samples=1");
    return sinceStart(start);
  }

  /** From the first trial's end to the last one's. */
  private double trials(Path job, String executor) throws IOException, InterruptedException {
    Path store = store();
    train(store, "-f", job.toString(), "-e", executor);
    try (Stream<Path> runs = Files.list(store.resolve("runs"));
        Stream<RecordedEvent> events =
            JournalReader.read(runs.findFirst().orElseThrow().resolve("journal.jsonl"))) {
      List<Instant> ends =
          events
              .filter(recorded -> recorded.event() instanceof RunEvent.TrialEnded)
              .map(RecordedEvent::time)
              .toList();
      return between(ends.get(0), ends.get(ends.size() - 1));
    }
  }

  /** From the start of the command to the first trial that is new. */
  private void measureResume(Path job) throws IOException, InterruptedException {
    Path store = store();
    train(store, "-f", job.toString(), "-e", "inline", "-s", "tune_config.num_samples=" + MANY);
    int[] samples = {MANY};
    show(
        "resume of " + MANY + " trials until the next one runs",
        times(
            () -> {
              samples[0]++;
              Instant start = Instant.now();
              String more = "tune_config.num_samples=" + samples[0];
              train(store, "--resume", "last", "-e", "process", "-s", more);
              return sinceStart(start);
            }));
  }

  private double sinceStart(Instant start) throws IOException {
    return between(start, Instant.parse(Files.readString(folder.resolve("stamp"))));
  }

  private static double between(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  // ---- the command

  private Path store() throws IOException {
    return Files.createTempDirectory(folder, "store").resolve("s");
  }

  private void train(Path store, String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("train", "--progress", "none"));
    words.addAll(List.of("--store", store.toString()));
    words.addAll(List.of(more));
    run(words.toArray(String[]::new));
  }

  private double seconds(String... words) throws IOException, InterruptedException {
    Instant start = Instant.now();
    run(words);
    return between(start, Instant.now());
  }

  private void run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(synapse.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(STAMP, folder.resolve("stamp").toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    int status = builder.start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("output")));
    }
  }

  // ---- the figures

  /** One measurement, in seconds. */
  private interface Measurement {
    double take() throws IOException, InterruptedException;
  }

  private static double[] times(Measurement measurement) throws IOException, InterruptedException {
    double[] seconds = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      seconds[run] = measurement.take();
    }
    Arrays.sort(seconds);
    return seconds;
  }

  private static void show(String what, double... sorted) {
    OUT.printf(
        Locale.ROOT,
        "%-52s %6.2f s  (%.2f to %.2f)%n",
        what,
        sorted[RUNS / 2],
        sorted[0],
        sorted[RUNS - 1]);
  }
}
