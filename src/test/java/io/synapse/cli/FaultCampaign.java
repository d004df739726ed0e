package io.synapse.cli;

import io.synapse.files.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One run with a trial for each fault that a plugin knows, and what its results say of them. */
final class FaultCampaign {

  /** What befalls the trials that such faults do not end, and the last moments of others. */
  static final Map<String, Object> NOTES =
      Map.of(
          "threads",
          List.of("left 1 thread running (left-over); its worker is replaced"),
          "swallow",
          List.of(
              "while stopping: did not end within 1 s after it was asked to stop (stop rule:"
                  + " training_iteration 2 ≥ 2.0); its worker was killed"),
          "deaf",
          List.of(
              "while stopping: did not end within 1 s after it was asked to stop (ran longer than"
                  + " trial_timeout_s (6 s)); its worker was killed"),
          "hang",
          List.of(
              "while stopping: did not end within 1 s after it was asked to stop (ran longer than"
                  + " trial_timeout_s (6 s)); its worker was killed"),
          "flood",
          List.of("printed more than 100 MB; the rest is left out of …/stdout.log"),
          "large",
          List.of(
              "a report holds 262 kB at most; left out: predictions (1.0 MB); save large values to"
                  + " a file"),
          "unwritable",
          List.of(
              "what it prints cannot be written to …/stdout.log:"
                  + " java.nio.file.FileSystemException: …/stdout.log: Is a directory"));

  private final Path folder;

  /** A campaign in an empty folder. */
  FaultCampaign(Path folder) {
    this.folder = folder;
  }

  /** Runs a trial for each fault, which is the hyperparameter {@code x}. */
  CommandRun run(Path plugin, List<String> faults, String... more) throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1\n");
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            plugin: %s
            datasets: {1: data.csv}
            action: train
            params:
              name: faults
              dataset: 1
              is_tune: true
              hyperparameters:
                - {name: x, type: grid_search, options: %s}
              tune_config: {metric: score, mode: max, num_samples: %d, trial_timeout_s: 6,
                stop_grace_s: 1, stop: {training_iteration: 2}}
            """
                .formatted(plugin, faults, faults.size()));
    List<Object> words = new ArrayList<>(List.of("train", "-f", job, "--progress", "none"));
    words.addAll(List.of("--store", folder.resolve("store"), "-o", resultsFile()));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  /** The error of every trial that failed. */
  Map<String, Object> errors() {
    return byFault("failed_trials", "error");
  }

  /** The faults that did not fail their trials. */
  Set<String> survived() {
    return byFault("trial_models", "status").keySet();
  }

  /** Every trial's notes; paths without the folder of their trial. */
  Map<String, Object> notes() {
    Map<String, Object> notes = byFault("trial_models", "notes");
    notes.putAll(byFault("failed_trials", "notes"));
    notes.values().removeIf(Objects::isNull);
    notes.replaceAll(
        (fault, list) ->
            ((List<?>) list)
                .stream()
                    .map(note -> note.toString().replaceAll("/\\S*/trials/\\w+", "…"))
                    .toList());
    return notes;
  }

  /** What one trial printed. */
  String log(String fault) throws IOException {
    Map<String, Object> ids = byFault("trial_models", "trial_id");
    ids.putAll(byFault("failed_trials", "trial_id"));
    return TrialLogs.read(folder.resolve("store"), (String) ids.get(fault));
  }

  /** The processes that the plugin wrote to {@code pids} beside the data. */
  List<Long> pids() throws IOException {
    return Files.readAllLines(folder.resolve("pids")).stream().map(Long::parseLong).toList();
  }

  private Map<String, Object> byFault(String list, String field) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map<String, Object> trial : TrainFixture.trials(JsonFile.read(resultsFile()), list)) {
      String fault = (String) TrainFixture.map(trial.get("config")).get("x");
      values.put(fault, trial.get(field));
    }
    return values;
  }

  private Path resultsFile() {
    return folder.resolve("out.json");
  }
}
