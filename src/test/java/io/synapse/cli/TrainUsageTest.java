package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.JsonFile;
import io.synapse.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes into and comes out of {@code synapse train} beside the run itself. */
class TrainUsageTest extends TrainFixture {

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
  void aDryRunTellsWhereTrialsRunAndWithWhat() throws IOException {
    String job = job("num_gpus: 0.5\n  hyperparameter: {x: 1}");

    assertThat(dryRun(job, "--cpus", "2", "--gpus", "1"))
        .containsPattern(
            "(?m)^trials in +worker processes, each with 1 CPU, a heap of \\d+\\.\\d [MG]B,"
                + " 0.5 of one GPU$")
        .containsPattern("(?m)^machine +2 CPUs \\(as given by --cpus\\), 1 GPU \\(as given by")
        .doesNotContain("worker java");
    assertThat(dryRun(job.replace("0.5", "2"), "--gpus", "3", "--worker-java-opts", "-ea -Xmx8g"))
        .containsPattern("each with 1 CPU, a heap of 8g, 2 GPUs of its own\n")
        .containsPattern("(?m)^worker java +-ea -Xmx8g$")
        .containsPattern(
            "(?m)^machine +\\S+ CPUs? \\(detected\\), 3 GPUs \\(as given by --gpus\\)$");
  }

  private String dryRun(String job, Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), job);
    List<Object> words = new ArrayList<>(List.of("train", "-f", file, "--dry-run"));
    words.addAll(List.of(more));
    return run(words.toArray()).messages();
  }

  @Test
  void aDryRunTellsWhereTheRunIsTracked() throws IOException {
    String job = grid("1", 1) + "track: mlflow:http://localhost:5000";
    assertThat(train(job, "--dry-run").messages())
        .containsPattern("tracked on +http://localhost:5000\\R");
    assertThat(train(job, "--dry-run", "--track", "none").messages()).doesNotContain("tracked");
    assertThat(train(job, "--dry-run", "--track", "localhost:5000").messages())
        .contains("--track: this is mlflow:URI with the address of a tracking server");
  }

  @Test
  void aDryRunTellsOfThreads() throws IOException {
    assertThat(train(job("hyperparameter: {x: 1}"), "--dry-run").messages())
        .containsPattern("(?m)^trials in +threads of this process, which share its heap of ")
        .containsPattern("(?m)^machine +[\\d.]+ CPUs?, .+ \\(detected\\)$");
  }

  @Test
  void aRequestThatCanNeverFitIsRefused() throws IOException {
    CommandRun run = train(job("num_gpus: 2\n  hyperparameter: {x: 1}"), "--gpus", "1");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages())
        .contains("job.yaml:7:3: params.num_gpus: one trial asks for 2 and this machine offers 1");
  }

  @Test
  void whatAJobNamesAndIsNotThereIsToldBeforeAnythingRuns() throws IOException {
    assertRefused(job("hyperparameter: {x: 1}\n  checkpoint: 9"), "no model 9");
    assertRefused(
        job("hyperparameter: {x: 1}").replace("datasets:", "#"), "no data set 7", "dataset add");
    assertRefused(job("hyperparameter: {x: 1}").replace(".jar", ".far"), "tiny.far");
    assertRefused(
        tuning(
            "{name: x, type: uniform, min: 0, max: 1}",
            "scheduler: {name: asha, options: {max_t: 5, grace_period: 6}}"),
        "scheduler.options.grace_period: must be at most max_t, which is 5, and is 6");
    assertRefused(
        job("num_cpus: 1000\n  hyperparameter: {x: 1}\n  checkpoint: 9")
            .replace("datasets:", "#")
            .replace(".jar", ".far"),
        "num_cpus",
        "no model 9",
        "no data set 7",
        "tiny.far");
    assertRefused("params: {name: ''}", "name", "dataset", "hyperparameter is required");
  }

  @Test
  void anOutputThatCannotBeWrittenIsToldBeforeAnythingRuns() throws IOException {
    CommandRun run = train(grid("3", 1), "-o", folder.resolve("missing/../missing/out.json"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("the folder " + folder.resolve("missing") + " is missing");
    assertThat(store()).doesNotExist();
  }

  @Test
  void aNumberThatMakesNoSenseIsRefused() throws IOException {
    CommandRun run = train(grid("3", 1), "-j", "0", "--cpus", "-1", "--gpus", "NaN", "-o", "-");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages())
        .contains("error: --max-concurrent: at least 1 trial runs at a time, not 0")
        .contains("error: --cpus: what a machine offers is a number, 0 or more, not -1.0")
        .contains("error: --gpus: what a machine offers is a number, 0 or more, not NaN");
    assertThat(train(grid("3", 1), "--cpus", "Infinity").status()).isEqualTo(2);
    assertThat(store()).doesNotExist();
  }

  @Test
  void aNumberThatIsNoneIsToldWithoutJavasWords() {
    assertThat(run("train", "-f", "x", "--gpus", "abc").messages())
        .contains("'--gpus'", "'abc' is not a number");
    assertThat(run("train", "-f", "x", "--seed", "1.5").messages())
        .contains("'1.5' is not a whole number that fits 64 bits");
    assertThat(CommandRun.of("dataset", "add", "x", "--id", "99999999999").messages())
        .contains("'99999999999' is not a whole number that fits 32 bits");
  }

  @Test
  void aQuietDryRunPrintsThePlanAndNoWarnings() throws IOException {
    String job =
        grid("3", 1)
            .replace("action: train", "action: tune")
            .replace("  is_tune: true\n", "")
            .replace("hyperparameters:", "hyperparameter:");

    assertThat(train(job, "--dry-run").messages()).contains("warning: ", "Nothing was run");
    assertThat(train(job, "--dry-run", "-q").messages())
        .contains("Nothing was run")
        .doesNotContain("warning");
  }

  @Test
  void optionsForWorkersMayLookLikeThoseOfTheProgram() throws IOException {
    String job = job("hyperparameter: {x: 1}");

    assertThat(dryRun(job, "--worker-java-opts", "-Dx=1")).containsPattern("worker java +-Dx=1\n");
    assertThat(dryRun(job, "--worker-java-opts=-ea")).containsPattern("worker java +-ea\n");
    assertThat(CommandRun.of("train", "-f", "x", "--worker-java-opts").messages())
        .startsWith("synapse: Missing required parameter for option '--worker-java-opts' (OPTS)");
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
}
