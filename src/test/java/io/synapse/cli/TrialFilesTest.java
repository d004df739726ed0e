package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.testing.NeedsPython;
import io.synapse.testing.PluginBuild;
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

  private static final String CODE =
      """
      import java.awt.image.BufferedImage;
      import java.nio.file.*;
      import java.util.*;

      public class Curved implements TunePlugin, TrainPlugin {
        public Object train(TrainRun run, Dataset data, Hyperparameters h, Checkpoint c)
            throws Exception {
          return tune(h, run, data, c);
        }

        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          String x = String.valueOf(h.get("x"));
          int from = c == null ? 0 : Integer.parseInt(Files.readString(c.path().resolve("n")));
          Path state = Files.createDirectories(run.workDir().resolve("state"));
          for (int i = from + 1; i <= h.getInt("length", 6); i++) {
            run.logMetric("training", "loss", from * 100 + 1.0 / i, "epoch", i - 1);
            run.logMetric("training", "unnumbered", i / 8.0);
            if (i % 3 == 0) {
              run.logVisualization(
                  "examples", "validation", i, new BufferedImage(i, 2, BufferedImage.TYPE_INT_RGB), Map.of());
            }
            Files.writeString(state.resolve("n"), Integer.toString(i));
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("score", x.startsWith("crash") ? i / 3.0 : h.getDouble("x") * i);
            metrics.put("from", from);
            metrics.put("odd", i == 2 ? Double.NaN : i == 3 ? Double.POSITIVE_INFINITY : -1e-300);
            metrics.put("nested", Map.of("left", i, "list", List.of(1, 2.5)));
            metrics.put("text", "a, \\"b\\"");
            if (i > 2) {
              metrics.put("late", i * 0.1);
            }
            run.report(metrics, i % 2 == 0 ? Checkpoint.fromDirectory(state) : null);
            if (x.equals("crash") && i == 5 && from == 0) {
              run.logMetric("training", "loss", 4711, "epoch", 99);
              Runtime.getRuntime().halt(3);
            }
          }
          return null;
        }
      }
      """;

  @TempDir Path folder;
  private Path plugin;
  private ScriptedTuning runs;

  @BeforeEach
  void buildPlugin() {
    plugin =
        new PluginBuild(folder)
            .source("mine.Curved", CODE)
            .service(TunePlugin.class, "mine.Curved")
            .service(TrainPlugin.class, "mine.Curved")
            .jar(folder.resolve("curved.jar"));
    runs = new ScriptedTuning(folder, plugin);
  }

  @Test
  void aTrialThatWasRetriedShowsWhatCountsOfBothAttempts() throws Exception {
    assertThat(runs.tune(List.of("crash"), "max_failures: 1").status()).isZero();

    Path run = runFolder();
    ReadTrialFiles read = ReadTrialFiles.of(run);
    assertEachReport(run, read, 1);
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
    assertEachReport(run, ReadTrialFiles.of(run), 4);
  }

  /** Every result that counts, value by value, in every file; and nothing else. */
  private static void assertEachReport(Path run, ReadTrialFiles read, int trials) {
    CountedReports counted = CountedReports.of(run);
    assertThat(read.trials()).hasSize(trials);
    counted
        .metrics()
        .forEach(
            (id, reports) -> {
              List<Map<String, Object>> lines = read.lines(id);
              assertThat(lines).hasSameSizeAs(reports);
              for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.get(i))
                    .containsAllEntriesOf(reports.get(i))
                    .containsEntry("trial_id", id);
              }
              List<Object> iterations = values(reports, "training_iteration");
              assertThat(read.trial(id)).containsEntry("pandas_iterations", iterations);
              assertThat(read.column(id, "training_iteration")).isEqualTo(iterations);
              assertThat(read.column(id, "score")).isEqualTo(values(reports, "score"));
              assertThat(read.column(id, "odd")).isEqualTo(values(reports, "odd"));
              assertThat(read.column(id, "late"))
                  .isEqualTo(
                      reports.stream().map(each -> each.getOrDefault("late", "NaN")).toList());
              assertThat(read.scalars(id, "ray/tune/score"))
                  .isEqualTo(
                      reports.stream()
                          .map(
                              each ->
                                  List.of(
                                      each.get("training_iteration"), asFloat(each.get("score"))))
                          .toList());
              assertThat(read.trial(id)).containsEntry("params", counted.config(id));
              assertThat(TrainFixture.map(read.hparams(id).get("values")).get("x"))
                  .satisfies(
                      x ->
                          assertThat(String.valueOf(x).replace(".0", ""))
                              .isEqualTo(
                                  String.valueOf(TrainFixture.map(counted.config(id)).get("x"))));
            });
  }

  private static List<Object> values(List<Map<String, Object>> reports, String metric) {
    return reports.stream().map(each -> each.get(metric)).toList();
  }

  private static double asFloat(Object value) {
    return ((Number) value).floatValue();
  }

  private Path runFolder() throws IOException {
    try (var found = Files.list(runs.store().resolve("runs"))) {
      return found.findFirst().orElseThrow();
    }
  }
}
