package io.synapse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs, in processes of their own, of a plugin that doesn't end by itself. */
@Timeout(180)
abstract class StubbornRuns {

  @TempDir static Path shared;

  @TempDir Path folder;
  TrainSite site;

  @BeforeEach
  void openSite() throws IOException {
    site = new TrainSite(folder);
  }

  @AfterEach
  void closeSite() {
    site.close();
  }

  /** The plugin, which is made when it is first asked for. */
  Path plugin() {
    Path jar = StubbornPlugin.in(shared);
    return Files.exists(jar) ? jar : StubbornPlugin.jar(shared);
  }

  /** Starts a run with a trial, all at once, for each of the ways not to end. */
  TrainProcess start(List<String> ways, String... more) throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "1,2\n");
    String job =
        """
        plugin: %1$s
        datasets: {1: %2$s}
        action: train
        params:
          name: stubborn
          dataset: 1
          is_tune: true
          hyperparameters: [{name: x, type: grid_search, options: %3$s}]
          tune_config: {metric: score, mode: max, num_samples: %4$d, max_concurrent_trials: %4$d}
        """
            .formatted(plugin(), data, ways, ways.size());
    Path file = Files.writeString(folder.resolve("job.yaml"), job);
    List<String> words = new ArrayList<>(List.of("train", "-f", file.toString()));
    words.addAll(List.of("--progress", "plain", "--cpus", Integer.toString(2 * ways.size())));
    words.addAll(List.of(more.length == 0 ? new String[] {TrainSite.SMALL_WORKERS} : more));
    return site.start(words);
  }

  /** Waits until so many trials have said that they are where they stay. */
  void awaitReady(TrainProcess driver, int count) {
    driver.awaitUntil(() -> site.journal("message").size() >= count);
  }

  /** Waits until a trial is over. */
  void awaitOneEnded(TrainProcess driver) {
    driver.awaitUntil(() -> !site.journal("end").isEmpty());
  }
}
