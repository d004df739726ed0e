package io.synapse.cli;

import io.synapse.files.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs with one trial for each thing that a plugin is to do, in a given order. */
final class ScriptedTuning {

  private final Path folder;
  private final Path plugin;

  /** Runs of a plugin, which reads from the hyperparameter {@code x} what to do, in a folder. */
  ScriptedTuning(Path folder, Path plugin) {
    this.folder = folder;
    this.plugin = plugin;
  }

  /**
   * Tunes.
   *
   * @param what the plugin is to do, a trial each
   * @param config further entries of {@code tune_config}
   * @param more further words of the command
   */
  CommandRun tune(List<String> what, String config, String... more) {
    String points = what.stream().map("{x: %s}"::formatted).toList().toString();
    String job =
        """
        plugin: %s
        datasets: {1: data.csv}
        params:
          name: scripted
          dataset: 1
          is_tune: true
          hyperparameters: [{name: x, type: choice, options: %s}]
          tune_config: {metric: score, mode: max, num_samples: %d, %s,
            search_alg: {name: basicvariantgenerator, points_to_evaluate: %s}}
        """
            .formatted(plugin, what.stream().distinct().toList(), what.size(), config, points);
    try {
      Files.writeString(folder.resolve("data.csv"), "1\n");
      Path file = Files.writeString(folder.resolve("job.yaml"), job);
      List<String> words = new ArrayList<>(List.of("train", "-f", file.toString()));
      words.addAll(List.of(more));
      return run(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Any command on the store of these runs. */
  CommandRun run(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--store", store().toString(), "--progress", "none"));
    all.addAll(List.of("-o", folder.resolve("out.json").toString()));
    return CommandRun.of(all.toArray());
  }

  Map<String, Object> results() {
    return JsonFile.read(folder.resolve("out.json"));
  }

  /** The trials that did not fail. */
  List<Map<String, Object>> succeeded() {
    return TrainFixture.trials(results(), "trial_models");
  }

  /** Their metrics. */
  List<Map<String, Object>> metrics() {
    return succeeded().stream().map(trial -> TrainFixture.map(trial.get("metrics"))).toList();
  }

  /** What became of the others. */
  List<String> errors() {
    return TrainFixture.trials(results(), "failed_trials").stream()
        .map(trial -> Objects.toString(trial.get("error")))
        .toList();
  }

  /** What a trial printed. */
  String log(String trial) throws IOException {
    return TrialLogs.read(store(), trial);
  }

  Path store() {
    return folder.resolve("store");
  }
}
