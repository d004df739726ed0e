package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.store.JsonFile;
import io.synapse.store.Store;
import io.synapse.store.StoredModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

  @TempDir private static Path shared;
  private static Path plugin;

  @TempDir private Path folder;

  @BeforeAll
  static void buildPlugin() {
    plugin = TinyPlugin.jar(shared);
  }

  @Test
  void aTrainingKeepsItsModelAndWritesItsResults() throws IOException {
    CommandRun run = train(job("hyperparameter: {x: 5, epochs: 3}"));

    assertThat(run.status()).isZero();
    Map<String, Object> results = results();
    assertThat(results)
        .containsEntry("model_id", 1L)
        .containsEntry("name", "실험:v1,a")
        .containsEntry("status", "completed")
        .containsEntry("metric", null)
        .containsEntry("config", Map.of("x", 5L, "epochs", 3L));
    StoredModel model = model(1);
    assertThat(model.filesFolder().resolve("model.txt")).hasContent("5");
    assertThat(model.name()).startsWith("실험%3Av1%2Ca_");
    assertThat(model.fingerprints().dataset()).hasSize(64);
  }

  @Test
  void aTrainingStartsFromAStoredModel() throws IOException {
    train(job("hyperparameter: {x: 5}"));
    CommandRun run = train(job("hyperparameter: {x: 6}\n  checkpoint: 1"));

    assertThat(run.status()).isZero();
    assertThat(model(2).filesFolder().resolve("model.txt")).hasContent("5+6");
    assertThat(model(1).filesFolder().resolve("model.txt")).hasContent("5");
  }

  @Test
  void aTrainingThatFailsSaysWhyAndExitsWithOne() throws IOException {
    CommandRun run = train(job("hyperparameter: {x: 5, fail: true}"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(results())
        .containsEntry("status", "failed")
        .containsEntry("model_id", null)
        .containsEntry("error", "IllegalStateException: asked to fail");
  }

  @Test
  void tuningKeepsEveryTrialsModelAndRecordsTheBest() throws IOException {
    CommandRun run = train(grid("3, 9, 7", 3));

    assertThat(run.status()).isZero();
    Map<String, Object> results = results();
    List<Map<String, Object>> trials = trials(results, "trial_models");
    assertThat(trials).extracting(trial -> trial.get("model_id")).containsExactly(1L, 2L, 3L);
    assertThat(results.get("best_trial")).isEqualTo(trials.get(1));
    assertThat(results.get("model_id")).isEqualTo(2L);
    assertThat(trials.get(1).get("config")).isEqualTo(Map.of("x", 9L));
    assertThat(map(trials.get(1).get("metrics")))
        .containsEntry("score", 9.0)
        .containsEntry("training_iteration", 1L);
    assertThat(Path.of((String) trials.get(1).get("trial_logdir"))).isDirectory().isAbsolute();
    assertThat(model(2).filesFolder().resolve("model.txt")).hasContent("9");
    assertThat(results.get("failed_trials")).isEqualTo(List.of());
  }

  @Test
  void aFailedTrialIsToldAndTheOthersGoOn() throws IOException {
    CommandRun run = train(grid("3, 13, 7", 3));

    assertThat(run.status()).isZero();
    Map<String, Object> failed = trials(results(), "failed_trials").get(0);
    assertThat(failed)
        .containsEntry("error", "IllegalStateException: unlucky 13")
        .containsEntry("attempts", 1L)
        .doesNotContainKey("model_id");
    assertThat(trials(results(), "trial_models")).hasSize(2);
    assertThat(Path.of((String) failed.get("trial_logdir")).resolve("error.txt"))
        .content()
        .contains("mine.Tiny.tune");
  }

  @Test
  void failOnTrialErrorMakesAnyFailureCount() throws IOException {
    assertThat(train(grid("3, 13", 2), "--fail-on-trial-error").status()).isEqualTo(1);
  }

  @Test
  void aRunWithoutAUsableTrialFailsAndSaysSo() throws IOException {
    CommandRun run = train(grid("13, 14, 15", 3));

    assertThat(run.status()).isEqualTo(1);
    assertThat(results())
        .containsEntry("status", "failed")
        .containsEntry("best_trial", null)
        .containsEntry(
            "message",
            "no trial has a usable value of 'score': 2 of 3 trials failed and the others' values"
                + " are not finite; the first: IllegalStateException: unlucky 13");
    assertThat(trials(results(), "failed_trials").get(1).get("error"))
        .isEqualTo(
            "the metric 'score' to optimise was never reported; it reported scores; did you mean"
                + " 'scores'?");
  }

  @Test
  void aValueThatIsNoNumberIsKeptAndNeverWins() throws IOException {
    train(grid("14, 2", 2));

    assertThat(map(trials(results(), "trial_models").get(0).get("metrics")))
        .containsEntry("score", "NaN");
    assertThat(results().get("model_id")).isEqualTo(2L);
  }

  @Test
  void aTrialWithoutAModelStaysWithTheReason() throws IOException {
    train(grid("16", 1));

    assertThat(trials(results(), "trial_models").get(0))
        .containsEntry("model_id", null)
        .hasEntrySatisfying("reason", reason -> assertThat((String) reason).contains("checkpoint"));
  }

  @Test
  void theSameSeedGivesTheSameConfigurationsAtAnyConcurrency() throws IOException {
    String random = tuning("{name: x, type: uniform, min: 0, max: 1}", "num_samples: 8, seed: 3");
    train(random, "-j", "1");
    Object alone = configs();
    train(random, "-j", "4", "--cpus", "4");

    assertThat(configs()).isEqualTo(alone);
    train(random, "--seed", "4");
    assertThat(configs()).isNotEqualTo(alone);
  }

  @Test
  void theJournalEndsWithTheTableThatNamesTheBest() throws IOException {
    train(grid("3, 9", 2));

    List<String> lines = Files.readAllLines(runFolder().resolve("journal.jsonl"));
    assertThat(lines.get(0)).contains("\"event\":\"run\"", "\"seed\":", "\"versions\":");
    String best = (String) map(results().get("best_trial")).get("trial_id");
    assertThat(lines.stream().filter(line -> line.contains("\"event\":\"trials\"")).toList())
        .last()
        .asString()
        .endsWith("\"best_trial\":\"" + best + "\"}");
    assertThat(lines).last().asString().contains("\"event\":\"finished\"", "completed");
  }

  @Test
  void theResultsGoToAFileOrToStandardOutputToo() throws IOException {
    Path file = folder.resolve("out.json");
    train(job("hyperparameter: {x: 5}"), "-o", file);
    CommandRun run = train(job("hyperparameter: {x: 5}"), "-o", "-");

    assertThat(JsonFile.read(file)).containsEntry("model_id", 1L);
    assertThat(run.output()).startsWith("{").contains("\"model_id\" : 2");
  }

  @Test
  void withoutOutputNothingGoesToStandardOutput() throws IOException {
    assertThat(train(grid("3", 1)).output()).isEmpty();
  }

  @Test
  void aJobComesFromStandardInput() throws IOException {
    InputStream before = System.in;
    String job = job("hyperparameter: {x: 5}");
    System.setIn(new ByteArrayInputStream(job.getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("train", "-f", "-", "--progress", "none").status()).isZero();
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void overridesAreTyped() throws IOException {
    train(job("hyperparameter: {x: 5}"), "-s", "hyperparameter.x=6", "-s", "name=other");

    assertThat(results()).containsEntry("name", "other").containsEntry("config", Map.of("x", 6L));
  }

  @Test
  void aDeprecatedTuneJobWarnsAndRuns() throws IOException {
    String job =
        grid("3", 1)
            .replace("action: train", "action: tune")
            .replace("  is_tune: true\n", "")
            .replace("hyperparameters:", "hyperparameter:");
    CommandRun run = train(job);

    assertThat(run.status()).isZero();
    assertThat(run.messages()).contains("deprecated", "is_tune: true", "hyperparameters:");
  }

  @Test
  void aDryRunShowsThePlanAndWritesNothing() throws IOException {
    CommandRun run = train(grid("3, 9, 7", 50), "--dry-run", "--cpus", "2");

    assertThat(run.status()).isZero();
    assertThat(run.messages())
        .contains(
            "grid has 3 combinations; num_samples 50 would repeat them, 3 trials are run",
            "num_cpus 1 of 2",
            "Tiny in " + plugin,
            "free");
    assertThat(store()).doesNotExist();
  }

  @Test
  void aRequestThatCanNeverFitIsRefused() throws IOException {
    CommandRun run = train(job("num_gpus: 2\n  hyperparameter: {x: 1}"), "--gpus", "1");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages())
        .contains("params.num_gpus: one trial asks for 2 and this machine offers 1");
  }

  @Test
  void whatAJobNamesAndIsNotThereIsToldBeforeAnythingRuns() throws IOException {
    assertRefused(job("hyperparameter: {x: 1}\n  checkpoint: 9"), "no model 9");
    assertRefused(
        job("hyperparameter: {x: 1}").replace("datasets:", "#"), "no data set 7", "dataset add");
    assertRefused(job("hyperparameter: {x: 1}").replace(".jar", ".far"), "tiny.far");
    assertRefused(
        tuning("{name: x, type: uniform, min: 0, max: 1}", "scheduler: {name: hyperband}"),
        "cannot run 'hyperband'; it can run fifo");
    assertRefused("params: {name: ''}", "name", "dataset", "hyperparameter is required");
  }

  @Test
  void anOutputThatCannotBeWrittenIsToldBeforeAnythingRuns() throws IOException {
    CommandRun run = train(grid("3", 1), "-o", folder.resolve("missing/out.json"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("missing or read-only");
    assertThat(store()).doesNotExist();
  }

  @Test
  void wrongUsageIsToldInTwoLines() {
    assertThat(run("train").messages()).contains("--file").hasLineCount(2);
    assertThat(run("train", "-f", "x", "--progres", "none").messages())
        .contains("Unknown options: '--progres', 'none'", "--progress");
    assertThat(run("trian").messages()).contains("Did you mean: synapse train");
    assertThat(run("trian").status()).isEqualTo(2);
  }

  @Test
  void twoRunsAtOnceInOneStoreLoseNothing() throws Exception {
    Path job = Files.writeString(folder.resolve("job.yaml"), grid("1, 2, 3, 4, 5, 6", 6));
    List<Process> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.synapse.cli.Main",
                  "train",
                  "-q",
                  "--progress",
                  "plain",
                  "-f",
                  job.toString(),
                  "--store",
                  store().toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    for (Process process : both) {
      assertThat(process.waitFor()).isZero();
    }
    try (Store opened = Store.openForReading(store())) {
      assertThat(opened.runs().list()).hasSize(2);
      assertThat(opened.models().list()).hasSize(12);
    }
  }

  private void assertRefused(String job, String... messages) throws IOException {
    CommandRun run = train(job);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains(messages).doesNotContain("\tat ");
    try (Store opened = Store.openForReading(store())) {
      assertThat(opened.runs().list()).isEmpty();
    } catch (io.synapse.problem.InvalidInputException noStoreWasMade) {
      assertThat(store()).doesNotExist();
    }
  }

  private CommandRun train(String job, Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), job);
    List<Object> words = new ArrayList<>(List.of("train", "-f", file, "--progress", "none"));
    words.addAll(List.of(more));
    return run(words.toArray());
  }

  private CommandRun run(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    if (words[0].equals("train") && words.length > 1) {
      all.addAll(List.of("--store", store()));
    }
    return CommandRun.of(all.toArray());
  }

  private Path store() {
    return folder.resolve("store");
  }

  private String job(String rest) throws IOException {
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

  private String tuning(String dimension, String config) throws IOException {
    return job(
        "is_tune: true\n  hyperparameters: [%s]\n  tune_config: {metric: score, mode: max, %s}"
            .formatted(dimension, config));
  }

  private String grid(String options, int samples) throws IOException {
    return tuning(
        "{name: x, type: grid_search, options: [%s]}".formatted(options),
        "num_samples: " + samples);
  }

  private Map<String, Object> results() {
    return JsonFile.read(runFolder().resolve("results.json"));
  }

  private Path runFolder() {
    try (Store opened = Store.openForReading(store())) {
      return opened.runs().folder(opened.runs().find("last")).path();
    }
  }

  private List<Object> configs() {
    return trials(results(), "trial_models").stream().map(trial -> trial.get("config")).toList();
  }

  private StoredModel model(long id) {
    try (Store opened = Store.openForReading(store())) {
      return opened.models().existing(id);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> trials(Map<String, Object> results, String key) {
    return (List<Map<String, Object>>) results.get(key);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
