package io.synapse.cli;

import io.synapse.files.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs of the {@link TrackedPlugin} in a folder, and what became of them. */
final class TrackedRuns {

  private final Path folder;
  private final Path plugin;

  TrackedRuns(Path folder, Path plugin) {
    this.folder = folder;
    this.plugin = plugin;
  }

  String job(String name, String rest) throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "1\n");
    return """
    plugin: %s
    datasets: {1: %s}
    action: train
    params:
      name: %s
      description: "줄 하나\\n줄 둘"
      dataset: 1
      %s
    """
        .formatted(plugin, data, name, rest);
  }

  CommandRun tune(String name, String options, String track, String... more) throws IOException {
    String tuning =
        """
        is_tune: true
          hyperparameters: [{name: x, type: grid_search, options: [%s]}]
          tune_config: {metric: score, mode: max, num_samples: %d}
        """
            .formatted(options, options.split(",").length);
    List<String> words = new ArrayList<>(List.of("--track", track));
    words.addAll(List.of(more));
    return train(job(name, tuning), words.toArray(String[]::new));
  }

  CommandRun train(String job, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), job);
    List<String> words = new ArrayList<>(List.of("train", "-f", file.toString(), "-e", "inline"));
    words.addAll(List.of("--progress", "plain"));
    words.addAll(List.of(more));
    return command(words.toArray(String[]::new));
  }

  CommandRun command(String... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--store", store()));
    return CommandRun.of(all.toArray());
  }

  Path store() {
    return folder.resolve("store");
  }

  Path runFolder() {
    try (var runs = Files.list(store().resolve("runs"))) {
      return runs.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Object> results() {
    return JsonFile.read(runFolder().resolve("results.json"));
  }
}
