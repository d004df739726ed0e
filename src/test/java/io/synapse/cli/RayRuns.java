package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on Ray, in processes of their own. */
@Tag("ray")
@Timeout(180)
abstract class RayRuns {

  static Path python;

  @TempDir static Path shared;
  private static Path gated;

  @TempDir Path folder;
  TrainSite site;

  @BeforeAll
  static void prepare() {
    python = Pythons.requireWithRay();
    gated = GatedPlugin.jar(shared);
  }

  @BeforeEach
  void openSite() throws IOException {
    openSite(variables());
  }

  /** Gives commands these variables from now on; nothing of earlier ones is left. */
  void openSite(Map<String, String> variables) throws IOException {
    if (site != null) {
      site.close();
    }
    site = new TrainSite(folder, variables);
  }

  @AfterEach
  void closeSite() {
    site.close();
  }

  /** What is in the environment of commands. */
  abstract Map<String, String> variables();

  /** A tuning of the gated plugin with a trial for each of some values. */
  String gated(List<Integer> values, String config) throws IOException {
    return tuning(
        gated,
        """
          hyperparameters: [{name: x, type: grid_search, options: %s}]
          tune_config: {metric: score, mode: max, num_samples: %d%s}
        """
            .formatted(values, values.size(), config.isEmpty() ? "" : ", " + config));
  }

  /** A job on a tiny data set. */
  String tuning(Path plugin, String params) throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "1,2\n");
    return """
    plugin: %s
    datasets: {1: %s}
    action: train
    params:
      name: on ray
      dataset: 1
      is_tune: true
    """
        .formatted(plugin, data)
        .concat(params);
  }

  /** Starts a job. */
  TrainProcess start(String job, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), job);
    List<String> words = new ArrayList<>(List.of("train", "-f", file.toString(), "-e", "ray"));
    words.addAll(List.of("--ray-python", python.toString(), TrainSite.SMALL_WORKERS));
    words.addAll(List.of("--progress", "plain"));
    words.addAll(List.of(more));
    return site.start(words);
  }

  /** Goes on with the newest run. */
  TrainProcess resume(String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("train", "--resume", "last"));
    words.addAll(List.of("--progress", "plain"));
    words.addAll(List.of(more));
    return site.start(words);
  }

  /** Waits until so many attempts have come to their gates, and no further. */
  void awaitReady(TrainProcess run, int count) {
    run.awaitUntil(() -> site.journal("message").size() >= count);
    assertThat(site.journal("message")).as(run.said()).hasSize(count);
  }

  /** The site's processes that have one of some words in their command lines. */
  List<ProcessHandle> processes(String... words) {
    return site.processes().alive().stream()
        .filter(each -> Arrays.stream(words).anyMatch(commandLine(each)::contains))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  /** Lets the trial of one value go on. */
  void openGate(int x) throws IOException {
    Files.createFile(folder.resolve("go-" + x));
  }

  /** Lets what waits, and what comes after, go on. */
  void openGate() throws IOException {
    Files.createFile(folder.resolve("go"));
  }

  /** The journal's lines about one kind of event that are so. */
  List<Map<String, Object>> journal(String event, Predicate<Map<String, Object>> which) {
    return site.journal(event).stream().filter(which).toList();
  }

  /** The attempts that began for a reason. */
  List<Map<String, Object>> attempts(String cause) {
    return journal("attempt", line -> cause.equals(line.get("cause")));
  }

  /** The finished trials. */
  List<Map<String, Object>> trials() {
    return TrainFixture.trials(site.results(), "trial_models");
  }

  /** All trials of the gated plugin have ended well, and every step of them counts. */
  void assertAllDone(List<Integer> values) {
    assertThat(trials())
        .extracting(trial -> TrainFixture.map(trial.get("metrics")).get("score"))
        .containsExactlyInAnyOrderElementsOf(values.stream().map(GatedPlugin::score).toList());
    assertThat(TrainFixture.trials(site.results(), "failed_trials")).isEmpty();
  }
}
