package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TrainPlugin;
import io.synapse.run.RunFolder;
import io.synapse.store.Store;
import io.synapse.testing.ChildJvm;
import io.synapse.testing.PluginBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A training in a process of its own whose plugin prints what a test says, when it says so. Closing
 * it ends its processes.
 */
final class SpokenRun implements AutoCloseable {

  private static final String CODE =
      """
      import java.nio.file.*;
      import java.util.concurrent.locks.LockSupport;

      public class Speaking implements TrainPlugin {
        public Object train(TrainRun run, Dataset data, Hyperparameters h, Checkpoint c)
            throws Exception {
          for (int number = 1; ; number++) {
            Path words = data.path().resolveSibling("say" + number);
            while (!Files.exists(words)) {
              LockSupport.parkNanos(20_000_000);
              Thread.interrupted();
            }
            byte[] bytes = Files.readAllBytes(words);
            if (bytes.length == 0) {
              return Files.writeString(run.workDir().resolve("model.txt"), "told");
            }
            System.out.write(bytes);
            System.out.flush();
          }
        }
      }
      """;

  private static final int LONGEST_S = 60;

  private final Path folder;
  private final Path plugin;
  private final List<Process> processes = new ArrayList<>();
  private int said;

  /**
   * A run that has not started.
   *
   * @param folder where the store and the job go
   * @param plugin what {@link #plugin} made
   */
  SpokenRun(Path folder, Path plugin) {
    this.folder = folder;
    this.plugin = plugin;
  }

  /** Compiles the plugin into a jar in a folder. */
  static Path plugin(Path folder) {
    return new PluginBuild(folder)
        .source("mine.Speaking", CODE)
        .service(TrainPlugin.class, "mine.Speaking")
        .jar(folder.resolve("speaking.jar"));
  }

  /** Starts {@code synapse train}. */
  Process train(String... more) throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1,2\n");
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            plugin: %s
            datasets: {7: data.csv}
            action: train
            params: {name: spoken, dataset: 7, hyperparameter: {x: 1}}
            """
                .formatted(plugin));
    List<String> words = new ArrayList<>(List.of("train", "-f", job.toString()));
    words.addAll(List.of("--progress", "plain"));
    words.addAll(List.of(more));
    return start("train", words.toArray(String[]::new));
  }

  /** Starts any command on the store; its output goes to files with that name. */
  Process start(String name, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--store", store().toString()));
    Process process =
        new ProcessBuilder(ChildJvm.command(Main.class, all.toArray(String[]::new)))
            .redirectOutput(folder.resolve(name + ".output").toFile())
            .redirectError(folder.resolve(name + ".errors").toFile())
            .start();
    processes.add(process);
    return process;
  }

  /** Lets the plugin print something. */
  void say(String text) {
    say(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Lets the plugin print something. */
  void say(byte[] bytes) {
    said++;
    try {
      Path whole = Files.write(folder.resolve("unsaid"), bytes);
      Files.move(whole, folder.resolve("say" + said), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Lets the plugin return. */
  void sayNoMore() {
    say(new byte[0]);
  }

  /** What a command wrote to standard output so far. */
  String output(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".output"));
  }

  /** What a command wrote to standard error so far. */
  String errors(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".errors"));
  }

  /** Whether the run is in the registry. */
  boolean hasBegun() {
    if (!Store.exists(store())) {
      return false;
    }
    try (Store opened = Store.openForReading(store())) {
      return opened.runs().list().stream()
          .anyMatch(run -> Files.exists(opened.runs().folder(run).logFile()));
    }
  }

  RunFolder run() {
    try (Store opened = Store.openForReading(store())) {
      return opened.runs().folder(opened.runs().find("last"));
    }
  }

  Path store() {
    return folder.resolve("store");
  }

  static int exitStatus(Process process) throws InterruptedException {
    assertThat(process.waitFor(LONGEST_S, TimeUnit.SECONDS)).as("the process ended").isTrue();
    return process.exitValue();
  }

  /** Presses Ctrl-C, as far as one process is concerned. */
  static void interrupt(Process process) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    processes.forEach(process -> process.onExit().join());
  }
}
