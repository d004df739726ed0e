package io.synapse.cli;

import io.synapse.files.JsonFile;
import io.synapse.store.Store;
import io.synapse.store.model.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code synapse train} on jobs of the tiny plugin, in a store of the test's own. */
public abstract class TrainFixture {

  @TempDir static Path shared;
  static Path plugin;

  @TempDir protected Path folder;

  @BeforeAll
  static void buildPlugin() {
    plugin = TinyPlugin.jar(shared);
  }

  protected CommandRun train(String job, Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), job);
    List<Object> words =
        new ArrayList<>(List.of("train", "-f", file, "--progress", "none", "-e", "inline"));
    words.addAll(List.of(more));
    return run(words.toArray());
  }

  protected CommandRun run(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    if (words[0].equals("train") && words.length > 1) {
      all.addAll(List.of("--store", store()));
    }
    return CommandRun.of(all.toArray());
  }

  protected CommandRun resume(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--resume", "last"));
    words.addAll(List.of("--progress", "none"));
    words.addAll(List.of(more));
    return run(words.toArray());
  }

  protected Path store() {
    return folder.resolve("store");
  }

  protected String job(String rest) throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "1,2\n");
    return """
    plugin: %s
    datasets: {7: %s}
    action: train
    params:
      name: "실험:v1,a"
      dataset: 7
      %s
    """
        .formatted(plugin, data, rest);
  }

  protected String tuning(String dimension, String config) throws IOException {
    return job(
        "is_tune: true\n  hyperparameters: [%s]\n  tune_config: {metric: score, mode: max, %s}"
            .formatted(dimension, config));
  }

  protected String grid(String options, int samples) throws IOException {
    return tuning(
        "{name: x, type: grid_search, options: [%s]}".formatted(options),
        "num_samples: " + samples);
  }

  protected Map<String, Object> results() {
    return JsonFile.read(runFolder().resolve("results.json"));
  }

  protected Path runFolder() {
    try (Store opened = Store.openForReading(store())) {
      return opened.runs().folder(opened.runs().find("last")).path();
    }
  }

  /** As if the process had been killed right after an event. */
  protected void cutJournalAfter(String event, int count) throws IOException {
    Path journal = runFolder().resolve("journal.jsonl");
    List<String> lines = Files.readAllLines(journal);
    int seen = 0;
    int kept = 0;
    while (seen < count) {
      if (lines.get(kept).contains("\"event\":\"" + event + "\"")) {
        seen++;
      }
      kept++;
    }
    Files.write(journal, lines.subList(0, kept));
  }

  protected Path journal() {
    return runFolder().resolve("journal.jsonl");
  }

  protected List<Object> configs() {
    return trials(results(), "trial_models").stream().map(trial -> trial.get("config")).toList();
  }

  protected StoredModel model(long id) {
    try (Store opened = Store.openForReading(store())) {
      return opened.models().existing(id);
    }
  }

  @SuppressWarnings("unchecked")
  protected static List<Map<String, Object>> trials(Map<String, Object> results, String key) {
    return (List<Map<String, Object>>) results.get(key);
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
