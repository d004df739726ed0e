package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.MarkedProcesses;
import io.synapse.testing.NeedsPython;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plugins in Python that share their work among processes. */
@Timeout(120)
@NeedsPython
class PythonProcessesTest {

  private static final PythonSource PLUGIN =
      new PythonSource(
          "sharing.py",
          """
          import concurrent.futures, ctypes, multiprocessing, os, signal, sys, time
          from ray import train

          def tune(hyperparameter, run, dataset, checkpoint):
              name, _, method = hyperparameter["x"].partition(" ")
              if name.startswith("orphan"):
                  os.environ["SYNAPSE_TEST_MARK"] = os.path.dirname(dataset.path)
              score = globals()[name](run, multiprocessing.get_context(method or None))
              return {"score": score, "pid": os.getpid()}

          def square(number):
              return number * number

          def pool(run, context):
              with context.Pool(2) as pool:
                  return sum(pool.map(square, [1, 2, 3]))

          def executor(run, context):
              with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as executor:
                  return sum(executor.map(square, [1, 2, 3]))

          def terminate(run, context):
              process = context.Process(target=time.sleep, args=(600,))
              process.start()
              process.terminate()
              process.join()
              return process.exitcode

          def use(run):
              try:
                  run.log_message("hello")
              except Exception as error:
                  print(f"{type(error).__name__}: {error}", flush=True)

          def use_run(run, context):
              process = context.Process(target=use, args=(run,))
              process.start()
              process.join()
              return process.exitcode

          def return_twice(run, context):
              child = os.fork()
              return 1 if child == 0 else os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

          def raise_twice(run, context):
              child = os.fork()
              if child == 0:
                  raise ValueError("in the child")
              return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

          def wait_for_all(run, context):
              ended = 0
              for _ in range(3):
                  os.fork() or os._exit(0)
              while True:
                  try:
                      os.wait()
                      ended += 1
                  except ChildProcessError:
                      return ended

          def orphan(run, context):
              context.Process(target=time.sleep, args=(600,)).start()
              os._exit(5)

          def orphan_of_c(run, context):
              if ctypes.CDLL(None).fork() == 0:
                  time.sleep(600)
              os._exit(6)
          """);

  private static final String ONE_AT_ONCE = "max_concurrent_trials: 1";

  private static final String ELSEWHERE =
      "run can be used in the trial's own process alone; let a child process give its values back,"
          + " and log them there";

  @TempDir Path folder;
  private ScriptedTuning runs;

  @BeforeEach
  void writePlugin() {
    runs = new ScriptedTuning(folder, PLUGIN.in(folder));
  }

  @Test
  void poolsWorkHoweverTheirProcessesAreStarted() {
    List<String> what =
        List.of(
            "pool fork",
            "pool spawn",
            "pool forkserver",
            "executor fork",
            "executor spawn",
            "executor forkserver");
    assertThat(runs.tune(what, ONE_AT_ONCE).status()).isZero();

    assertThat(runs.errors()).isEmpty();
    assertThat(scores()).hasSize(6).containsOnly(14L);
    assertThat(runs.metrics())
        .extracting(metrics -> metrics.get("pid"))
        .containsOnly(runs.metrics().get(0).get("pid"));
  }

  @Test
  void aProcessCanBeTerminatedThoughItsWorkerCannot() {
    List<String> what = List.of("terminate fork", "terminate spawn", "terminate forkserver");
    assertThat(runs.tune(what, ONE_AT_ONCE).status()).isZero();

    assertThat(scores()).containsExactly(-15L, -15L, -15L);
  }

  @Test
  void aChildProcessIsToldThatItCannotUseTheRun() throws Exception {
    assertThat(runs.tune(List.of("use_run fork", "use_run spawn"), ONE_AT_ONCE).status()).isZero();

    assertThat(runs.log((String) runs.succeeded().get(0).get("trial_id")))
        .isEqualTo("RuntimeError: " + ELSEWHERE + "\n");
    assertThat(runs.errors())
        .singleElement()
        .asString()
        .contains(": TypeError: run cannot be given to another process: " + ELSEWHERE);
  }

  @Test
  void aForkedChildThatComesBackFromThePluginEndsNoTrial() throws Exception {
    List<String> what = List.of("return_twice", "raise_twice", "wait_for_all");
    assertThat(runs.tune(what, ONE_AT_ONCE).status()).isZero();

    assertThat(runs.errors()).isEmpty();
    assertThat(scores()).containsExactly(0L, 1L, 3L);
    assertThat(runs.log((String) runs.succeeded().get(1).get("trial_id")))
        .startsWith("Traceback")
        .endsWith("ValueError: in the child\n");
  }

  /** The second was forked behind Python's back and holds the worker's connection. */
  @Test
  void aChildThatOutlivesItsWorkerKeepsNobodyWaiting() {
    MarkedProcesses orphans = new MarkedProcesses(folder.toString());
    long start = System.nanoTime();

    CommandRun run = runs.tune(List.of("orphan fork", "orphan_of_c", "pool"), ONE_AT_ONCE);

    try {
      assertThat(run.status()).isZero();
      assertThat(runs.errors())
          .containsExactly(
              "the plugin ended its worker with exit status 5 (os._exit)",
              "the plugin ended its worker with exit status 6 (os._exit)");
      assertThat(System.nanoTime() - start)
          .as("less than the silence that is allowed")
          .isLessThan(40_000_000_000L);
      orphans.awaitNone();
    } finally {
      orphans.kill();
    }
  }

  private List<Object> scores() {
    return runs.metrics().stream().map(metrics -> metrics.get("score")).toList();
  }
}
