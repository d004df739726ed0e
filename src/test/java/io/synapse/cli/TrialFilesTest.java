package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of trials that ran in workers, read by the tools that they are for. */
@NeedsPython(module = "tensorboard")
@Timeout(180)
class TrialFilesTest {

  @TempDir Path folder;
  private Path plugin;
  private ScriptedTuning runs;

  @BeforeEach
  void buildPlugin() {
    plugin = CurvedPlugin.jar(folder);
    runs = new ScriptedTuning(folder, plugin);
  }

  @Test
  void aTrialThatWasRetriedShowsWhatCountsOfBothAttempts() throws Exception {
    assertThat(runs.tune(List.of("crash"), "max_failures: 1").status()).isZero();

    Path run = runFolder();
    ReadTrialFiles read = ReadTrialFiles.of(run);
    read.assertShow(CountedReports.of(run), 1);
    String id = read.trials().keySet().iterator().next();
    assertThat(read.lines(id))
        .extracting(line -> line.get("from"))
        .containsExactly(0L, 0L, 0L, 0L, 4L, 4L);
    assertThat(read.scalars(id, "training/loss"))
        .isEqualTo(
            IntStream.rangeClosed(1, 6)
                .mapToObj(
                    i -> List.of((long) i - 1, (double) (float) ((i > 4 ? 400 : 0) + 1.0 / i)))
                .toList());
    assertThat(read.scalars(id, "training/unnumbered"))
        .isEqualTo(IntStream.rangeClosed(1, 6).mapToObj(i -> List.of((long) i, i / 8.0)).toList());
    assertPictures(run, read, id);
    assertThat(read.hparams(id))
        .containsEntry("values", Map.of("x", "crash"))
        .containsEntry("status", "STATUS_SUCCESS");
    assertThat(TrainFixture.map(read.hparams(id).get("metrics")))
        .containsEntry("ray/tune/score", 2.0)
        .containsEntry("ray/tune/done", 0.0)
        .containsEntry("training/loss", (double) (float) (400 + 1.0 / 6));
    assertThat(read.lines(id).get(5))
        .containsKeys("timestamp", "date", "pid", "hostname", "time_since_restore")
        .containsEntry("iterations_since_restore", 2L)
        .containsEntry("done", false);
    assertThat(read.column(id, "text")).isEqualTo(Collections.nCopies(6, "a, \"b\""));
    assertThat(read.column(id, "nested/list")).isEqualTo(Collections.nCopies(6, "[1,2.5]"));
  }

  private static void assertPictures(Path run, ReadTrialFiles read, String id) throws IOException {
    Path pictures = run.resolve("trials").resolve(id).resolve("visualizations/examples/validation");
    String third = base64(pictures.resolve("000003.png"));
    String sixth = base64(pictures.resolve("000006.png"));
    assertThat(read.images(id, "visualization/examples/validation"))
        .isEqualTo(List.of(List.of(3L, 3L, 2L, third), List.of(6L, 6L, 2L, sixth)));
  }

  private static String base64(Path file) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
  }

  @Test
  void aTrialThatWentOnFromAnotherShowsItsNewConfiguration() throws Exception {
    CommandRun tuned =
        runs.tune(
            List.of("1", "2", "3", "4"),
            "max_concurrent_trials: 2, seed: 3, scheduler: {name: pbt, options:"
                + " {perturbation_interval: 2, quantile_fraction: 0.5,"
                + " resample_probability: 0, hyperparam_mutations: {x: [1, 2, 3, 4]}}}");

    assertThat(tuned.status()).as(tuned.messages()).isZero();
    Path run = runFolder();
    assertThat(Files.readString(run.resolve("journal.jsonl"))).contains("\"cause\":\"exploit\"");
    ReadTrialFiles.of(run).assertShow(CountedReports.of(run), 4);
  }

  @Test
  void aTrainingHasTheSameFilesAsATrial() throws Exception {
    Files.writeString(folder.resolve("data.csv"), "1\n");
    Path job =
        Files.writeString(
            folder.resolve("training.yaml"),
            """
            plugin: %s
            datasets: {1: data.csv}
            params: {name: alone, dataset: 1, is_tune: false, hyperparameter: {x: 2, length: 7}}
            """
                .formatted(plugin));

    CommandRun trained = runs.run(List.of("train", "-f", job.toString()));

    assertThat(trained.status()).as(trained.messages()).isZero();
    Path run = runFolder();
    ReadTrialFiles read = ReadTrialFiles.of(run);
    read.assertShow(CountedReports.of(run), 1);
    String id = read.trials().keySet().iterator().next();
    assertThat(read.column(id, "score")).isEqualTo(List.of(2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0));
    assertThat(read.scalars(id, "training/loss")).hasSize(7);
    assertPictures(run, read, id);
    assertThat(read.hparams(id))
        .containsEntry("values", Map.of("x", 2.0, "length", 7.0))
        .containsEntry("status", "STATUS_SUCCESS");
  }

  private Path runFolder() throws IOException {
    try (var found = Files.list(runs.store().resolve("runs"))) {
      return found.findFirst().orElseThrow();
    }
  }
}
