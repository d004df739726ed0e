package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TunePlugin;
import io.synapse.testing.PluginBuild;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with worker processes: how they start, go on, are replaced and are given up. */
@Timeout(120)
class WorkersTest {

  private static final String CODE =
      """
      import java.nio.file.*;
      import java.util.*;

      public class Worked implements TunePlugin {
        static int served;

        public Worked() {
          if (System.getProperty("broken.constructor") != null) {
            Runtime.getRuntime().halt(9);
          }
        }

        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          served++;
          switch (h.getString("x")) {
            case "pid": break;
            case "crash": Runtime.getRuntime().halt(3);
            case "fail": throw new IllegalStateException("no such column: age");
            case "crash once": {
              int from = c == null ? 0 : Integer.parseInt(Files.readString(c.path().resolve("n")));
              Path state = Files.createDirectories(run.workDir().resolve("state"));
              for (int i = from + 1; i <= 4; i++) {
                Files.writeString(state.resolve("n"), Integer.toString(i));
                run.report(Map.of("score", i, "from", from), Checkpoint.fromDirectory(state));
                if (i == 2 && from == 0) {
                  new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
                      .start().waitFor();
                  Thread.sleep(60_000);
                }
              }
              return null;
            }
          }
          return Map.of("score", 1, "pid", ProcessHandle.current().pid(), "served", served);
        }
      }
      """;

  @TempDir Path folder;
  private ScriptedTuning runs;

  @BeforeEach
  void buildPlugin() {
    Path plugin =
        new PluginBuild(folder)
            .source("mine.Worked", CODE)
            .service(TunePlugin.class, "mine.Worked")
            .jar(folder.resolve("worked.jar"));
    runs = new ScriptedTuning(folder, plugin);
  }

  @Test
  void aWorkerServesOneTrialAfterAnotherAndIsReplacedAfterACrash() {
    CommandRun run =
        runs.tune(List.of("pid", "pid", "crash", "pid", "pid"), "max_concurrent_trials: 1");

    assertThat(run.status()).isZero();
    List<Map<String, Object>> metrics = runs.metrics();
    assertThat(metrics).extracting(each -> each.get("served")).containsExactly(1L, 2L, 1L, 2L);
    assertThat(metrics)
        .extracting(each -> each.get("pid"))
        .satisfies(
            pids -> {
              assertThat(pids.get(0)).isEqualTo(pids.get(1)).isNotEqualTo(pids.get(2));
              assertThat(pids.get(2)).isEqualTo(pids.get(3));
            });
  }

  @Test
  void aRetryGoesOnFromTheLastCheckpointInAnotherWorker() {
    CommandRun run = runs.tune(List.of("crash once"), "max_failures: 1");

    assertThat(run.status()).isZero();
    Map<String, Object> metrics = runs.metrics().get(0);
    assertThat(metrics.get("score")).isEqualTo(4L);
    assertThat(metrics.get("from")).isEqualTo(2L);
    assertThat(metrics.get("training_iteration")).isEqualTo(4L);
  }

  @Test
  void whenTheFirstTrialsFailAlikeTheRunStopsUnlessToldOtherwise() {
    CommandRun stopped =
        runs.tune(
            List.of("fail", "fail", "fail", "fail", "fail", "fail"), "max_concurrent_trials: 1");

    assertThat(stopped.status()).isEqualTo(1);
    assertThat(runs.results())
        .containsEntry("status", "failed")
        .containsEntry(
            "message",
            "the first 3 trials all failed the same way: IllegalStateException: no such column: age;"
                + " mend that, or set tune_config.stop_when_all_fail to false to run the others all"
                + " the same");
    assertThat(TrainFixture.trials(runs.results(), "failed_trials")).hasSize(3);

    CommandRun goneOn =
        runs.run(
            List.of("train", "--resume", "last", "-s", "tune_config.stop_when_all_fail=false"));
    assertThat(goneOn.messages()).isEmpty();
    assertThat(TrainFixture.trials(runs.results(), "failed_trials")).hasSize(6);
  }

  @Test
  void aWorkerThatDoesNotStartSaysWhy() {
    CommandRun run =
        runs.tune(
            List.of("pid", "pid", "pid", "pid", "pid"),
            "max_concurrent_trials: 1",
            "--worker-java-opts",
            "-Dx=1 -Xmx1k");

    assertThat(run.status()).isEqualTo(1);
    assertThat(runs.errors())
        .as("the first fail alike, and the run stops")
        .containsOnly(
            "the worker did not start (exit status 1): Error occurred during initialization of VM")
        .hasSize(3);
  }

  @Test
  void aConstructorThatEndsItsProcessCostsItsTrialAlone() {
    CommandRun run =
        runs.tune(List.of("pid"), "seed: 1", "--worker-java-opts=-Dbroken.constructor=yes");

    assertThat(run.status()).isEqualTo(1);
    assertThat(runs.errors())
        .containsOnly("the plugin ended its worker with exit status 9 (System.exit)");
  }
}
