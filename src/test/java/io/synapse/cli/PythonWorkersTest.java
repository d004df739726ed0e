package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with workers in Python: how they go on, are replaced and are given up. */
@Timeout(120)
@NeedsPython
class PythonWorkersTest {

  private static final PythonSource PLUGIN =
      new PythonSource(
          "worked.py",
          """
          import os, signal, time

          served = 0

          def tune(hyperparameter, run, dataset, checkpoint):
              global served
              served += 1
              if hyperparameter["x"] == "crash":
                  os._exit(3)
              if hyperparameter["x"] == "fail":
                  raise KeyError("age")
              if hyperparameter["x"] == "crash once":
                  return crash_once(run, checkpoint)
              return {"score": 1, "pid": os.getpid(), "served": served}

          def crash_once(run, checkpoint):
              start = int(open(os.path.join(checkpoint.path, "n")).read()) if checkpoint else 0
              os.makedirs("state", exist_ok=True)
              for i in range(start + 1, 5):
                  with open("state/n", "w") as file:
                      file.write(str(i))
                  run.report({"score": i, "from": start}, "state")
                  if i == 2 and start == 0:
                      os.kill(os.getpid(), signal.SIGKILL)
          """);

  private static final PythonSource BROKEN =
      new PythonSource(
          "broken.py",
          """
          import os

          if "SYNAPSE_WORKER_TOKEN" in os.environ:
              os._exit(9)

          def tune(hyperparameter, run, dataset, checkpoint):
              return {"score": 1}
          """);

  @TempDir Path folder;
  private ScriptedTuning runs;

  @BeforeEach
  void writePlugin() {
    runs = new ScriptedTuning(folder, PLUGIN.in(folder));
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
    assertThat(runs.metrics().get(0))
        .containsEntry("score", 4L)
        .containsEntry("from", 2L)
        .containsEntry("training_iteration", 4L);
  }

  @Test
  void whenTheFirstTrialsFailAlikeTheRunStops() {
    CommandRun run =
        runs.tune(List.of("fail", "fail", "fail", "fail", "fail"), "max_concurrent_trials: 1");

    assertThat(run.status()).isEqualTo(1);
    assertThat(runs.results())
        .containsEntry(
            "message",
            "the first 3 trials all failed the same way: "
                + PLUGIN.place("raise ")
                + ": KeyError: 'age' (in tune); mend that, or set tune_config.stop_when_all_fail to false to run the others all the same");
    assertThat(runs.errors()).hasSize(3);
  }

  @Test
  void aModuleThatEndsItsProcessCostsItsTrialAlone() {
    CommandRun run =
        new ScriptedTuning(folder, BROKEN.in(folder)).tune(List.of("pid"), "max_failures: 0");

    assertThat(run.status()).isEqualTo(1);
    assertThat(runs.errors())
        .containsExactly("the plugin ended its worker with exit status 9 (os._exit)");
  }
}
