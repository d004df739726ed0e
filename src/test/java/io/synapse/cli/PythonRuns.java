package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.JsonFile;
import io.synapse.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs jobs whose plugins are in Python, in one store.
 *
 * @param python the interpreter
 * @param store where it is; it need not exist
 */
record PythonRuns(Path python, Path store) {

  /** Runs a job, which must succeed. */
  Results run(Path job, Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "-f", job, "--python", python));
    words.addAll(List.of("--store", store, "--progress", "none"));
    words.addAll(List.of(more));
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.status()).as(run.messages()).isZero();
    return lastResults();
  }

  private Results lastResults() {
    try (Store opened = Store.openForReading(store)) {
      Path run = opened.runs().folder(opened.runs().find("last")).path();
      return new Results(
          JsonFile.read(run.resolve("results.json")),
          Files.readAllLines(run.resolve("journal.jsonl")),
          store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How a run ended.
   *
   * @param all the results
   * @param journal the journal's lines
   * @param store the store with its models
   */
  record Results(Map<String, Object> all, List<String> journal, Path store) {

    Map<String, Object> metrics() {
      return TrainFixture.map(all.get("metrics"));
    }

    Map<String, Object> best() {
      return TrainFixture.map(all.get("best_trial"));
    }

    List<Map<String, Object>> trials() {
      return TrainFixture.trials(all, "trial_models");
    }

    /** Where the files of a trial's model are. */
    Path model(Map<String, Object> trial) {
      return store.resolve("models/" + trial.get("model_id") + "/files");
    }

    /** The journal's lines of one kind. */
    List<String> events(String kind) {
      return journal.stream().filter(line -> line.contains("\"event\":\"" + kind + "\"")).toList();
    }
  }
}
