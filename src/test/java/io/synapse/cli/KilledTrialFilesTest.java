package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the files of trials show of a run whose driver was killed with SIGKILL, again and again. */
@NeedsPython(module = "tensorboard")
@Timeout(300)
class KilledTrialFilesTest {

  private static final int TRIALS = 16;
  private static final int LENGTH = 6;
  private static final int KILLS = 5;

  /** The journal grows by this much from kill to kill; without any it has about 600 lines. */
  private static final int LINES = 60;

  @TempDir Path folder;

  @Test
  void theyHaveEachReportOnceWhenItHasComeToItsEnd() throws Exception {
    try (TrainSite site = new TrainSite(folder)) {
      TrainProcess driver = site.start(words("-f", job().toString()));
      boolean missed = false;
      for (int kill = 0; kill < KILLS; kill++) {
        long lines = site.journalLines() + LINES;
        driver.awaitUntil(() -> site.journalLines() >= lines);
        assertThat(driver.kill()).as(driver.said()).isTrue();
        missed |= resultLines(site) < site.journal("report").size();
        driver = site.start(words("--resume", "last"));
      }
      assertThat(driver.awaitEnd()).as(driver.said()).isZero();

      assertThat(missed).as("a kill came before all was written").isTrue();
      assertFiles(site.runFolder().orElseThrow());
    }
  }

  @Test
  void theyAreMendedThoughTheRunHasNothingLeftToDo() throws Exception {
    try (TrainSite site = new TrainSite(folder)) {
      TrainProcess driver = site.start(words("-f", job().toString()));
      driver.awaitUntil(() -> !site.journal("finished").isEmpty());
      driver.kill();

      TrainProcess again = site.start(words("--resume", "last"));

      assertThat(again.awaitEnd()).as(again.said()).isZero();
      assertFiles(site.runFolder().orElseThrow());
    }
  }

  private Path job() throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "1\n");
    List<String> points = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      points.add("{x: %s}".formatted(i % 4 == 0 ? "crash" : i % 4));
    }
    return Files.writeString(
        folder.resolve("job.yaml"),
        """
        plugin: %s
        datasets: {1: %s}
        params:
          name: killed
          dataset: 1
          is_tune: true
          hyperparameters: [{name: x, type: choice, options: [crash, 1, 2, 3]}]
          tune_config: {metric: score, mode: max, num_samples: %d, max_concurrent_trials: 2,
            max_failures: 1,
            search_alg: {name: basicvariantgenerator, points_to_evaluate: %s}}
        """
            .formatted(CurvedPlugin.jar(folder), data, TRIALS, points));
  }

  private static List<String> words(String... some) {
    List<String> words = new ArrayList<>(List.of("train"));
    words.addAll(List.of(some));
    words.addAll(List.of("--progress", "plain", TrainSite.SMALL_WORKERS));
    return words;
  }

  /** How many whole lines the trials' results have. */
  private static long resultLines(TrainSite site) throws IOException {
    long lines = 0;
    try (Stream<Path> files = Files.walk(site.runFolder().orElseThrow().resolve("trials"))) {
      for (Path file : files.filter(each -> each.endsWith("result.json")).toList()) {
        lines += Files.readString(file).chars().filter(each -> each == '\n').count();
      }
    }
    return lines;
  }

  private static void assertFiles(Path run) throws Exception {
    ReadTrialFiles read = ReadTrialFiles.of(run);
    read.assertShow(CountedReports.of(run), TRIALS);
    List<Long> epochs = LongStream.range(0, LENGTH).boxed().toList();
    for (String id : read.trials().keySet()) {
      assertThat(steps(read.scalars(id, "training/loss"))).isEqualTo(epochs);
      assertThat(read.scalars(id, "training/unnumbered")).hasSize(LENGTH);
      assertThat(steps(read.images(id, "visualization/examples/validation")))
          .isEqualTo(List.of(3L, 6L));
      assertThat(read.hparams(id)).containsEntry("status", "STATUS_SUCCESS");
    }
    try (Stream<Path> inRun = Files.list(run)) {
      assertThat(inRun).noneMatch(file -> file.getFileName().toString().startsWith("."));
    }
  }

  private static List<Object> steps(List<?> events) {
    return events.stream().<Object>map(event -> ((List<?>) event).get(0)).toList();
  }
}
