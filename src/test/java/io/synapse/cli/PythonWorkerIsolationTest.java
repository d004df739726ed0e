package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.MarkedProcesses;
import io.synapse.testing.NeedsPython;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin in Python does to its worker's inside doesn't reach the trials after it. */
@Timeout(120)
@NeedsPython
class PythonWorkerIsolationTest {

  private static final PythonSource PLUGIN =
      new PythonSource(
          "rude.py",
          """
          import ctypes, os, shutil, signal, subprocess, sys, threading, time

          class Alarm(Exception):
              pass

          def raises(number, frame):
              if frame.f_code is not alarms.__code__:
                  raise Alarm("ring")

          def tune(hyperparameter, run, dataset, checkpoint):
              print("out of", run.trial_id)
              print("err of", run.trial_id, file=sys.stderr)
              if sys.stdin.read() != "" or os.read(0, 1) != b"":
                  raise EnvironmentError("somebody types")
              if os.getcwd() != run.work_dir:
                  raise EnvironmentError("not at home: " + os.getcwd())
              more = globals()[hyperparameter["x"]](run, dataset)
              return {"score": 1, "pid": os.getpid(), **(more or {})}

          def good(run, dataset):
              pass

          def redirect(run, dataset):
              sys.stdout = open(os.devnull, "w")
              sys.stderr = None
              sys.stdin = None

          def close(run, dataset):
              for stream in (sys.stdout, sys.stderr, sys.stdin):
                  stream.close()

          def close_descriptors(run, dataset):
              for descriptor in (0, 1, 2):
                  os.close(descriptor)
              open(__file__), open(__file__), open(__file__)

          def lead_descriptors_away(run, dataset):
              nothing = os.open(os.devnull, os.O_RDWR)
              for descriptor in (0, 1, 2):
                  os.dup2(nothing, descriptor)
              os.chdir("/")

          def print_from_c(run, dataset):
              libc = ctypes.CDLL(None)
              libc.puts(b"c of " + run.trial_id.encode())
              libc.printf(b"%s", b"and no end of line")

          def delete(run, dataset):
              shutil.rmtree(os.getcwd())
              run.log_message("still here")
              return {"checkpoint": "nowhere"}

          def close_all(run, dataset):
              os.closerange(3, 100)
              time.sleep(60)

          def babble(run, dataset):
              sender = next(t for t in threading.enumerate() if t.name == "synapse-sender")
              sender._target.__self__._channel.write_line('{"what": 1}')
              time.sleep(60)

          def escape(run, dataset):
              environment = {**os.environ, "SYNAPSE_TEST_MARK": os.path.dirname(dataset.path)}
              subprocess.Popen(["setsid", "sleep", "600"], env=environment)
              double_fork = "import os; os.fork() or os.setsid() or os.fork() or os.execlp('sleep', 'sleep', '601')"
              subprocess.run([sys.executable, "-c", double_fork], env=environment)

          def escape_and_exit(run, dataset):
              escape(run, dataset)
              os._exit(3)

          def alarms(run, dataset):
              signal.signal(signal.SIGALRM, raises)
              signal.setitimer(signal.ITIMER_REAL, 0.001, 0.0005)
              rung, end = 0, time.monotonic() + 1
              while time.monotonic() < end:
                  try:
                      run.log_metric("training", "loss", 1)
                      run.report({"score": 0})
                  except Alarm:
                      rung += 1
              # Both are still set when the trial ends.
              signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
              signal.signal(signal.SIGTERM, raises)
              return {"rung": rung}

          def terminate(run, dataset):
              os.kill(os.getpid(), signal.SIGTERM)
              time.sleep(0.2)
          """);

  private static final String ONE_AT_ONCE = "max_concurrent_trials: 1";

  @TempDir Path folder;
  private ScriptedTuning runs;

  @BeforeEach
  void writePlugin() {
    runs = new ScriptedTuning(folder, PLUGIN.in(folder));
  }

  @Test
  void theNextTrialHasStreamsAndAFolderOfItsOwn() throws IOException {
    List<String> what =
        List.of(
            "redirect",
            "close",
            "close_descriptors",
            "lead_descriptors_away",
            "print_from_c",
            "delete",
            "good");
    CommandRun run = runs.tune(what, ONE_AT_ONCE);

    assertThat(run.status()).isZero();
    assertThat(runs.errors()).isEmpty();
    assertAllInOneWorker(what.size());
    for (Map<String, Object> trial : runs.succeeded()) {
      String id = (String) trial.get("trial_id");
      boolean printsFromC = trial.get("config").equals(Map.of("x", "print_from_c"));
      assertThat(runs.log(id))
          .isEqualTo(
              "out of %1$s\nerr of %1$s\n".formatted(id)
                  + (printsFromC ? "c of %s\nand no end of line".formatted(id) : ""));
    }
  }

  @Test
  void handlersThatRaiseCutNoMessageAndAreGoneInTheNextTrial() {
    CommandRun run = runs.tune(List.of("alarms", "terminate", "good"), ONE_AT_ONCE);

    assertThat(run.status()).isZero();
    assertThat(runs.errors()).isEmpty();
    assertAllInOneWorker(3);
    assertThat((Long) runs.metrics().get(0).get("rung")).isPositive();
  }

  @Test
  void aWorkerThatLosesItsConnectionLeavesTheSocketToTheOthers() {
    CommandRun run =
        runs.tune(
            List.of("close_all", "good", "close_all", "good", "good"), "max_concurrent_trials: 2");

    assertThat(run.status()).isZero();
    assertThat(runs.succeeded()).hasSize(3);
    assertThat(runs.errors())
        .hasSize(2)
        .containsOnly(
            "the worker lost its connection; a plugin that closes files that are not its own does"
                + " that");
  }

  @Test
  void soDoesOneThatSaysWhatIsNotInTheProtocol() {
    CommandRun run = runs.tune(List.of("babble", "good"), ONE_AT_ONCE);

    assertThat(run.status()).isZero();
    assertThat(runs.succeeded()).hasSize(1);
    assertThat(runs.errors())
        .singleElement()
        .asString()
        .startsWith("the worker said something that is not in the protocol: ");
  }

  @Test
  void whatATrialStartsEndsWithItsWorkerWhereverItHides() throws IOException {
    MarkedProcesses escaped = new MarkedProcesses(folder.toString());

    CommandRun run = runs.tune(List.of("escape_and_exit", "escape", "good"), ONE_AT_ONCE);

    try {
      assertThat(run.status()).isZero();
      assertThat(runs.succeeded()).hasSize(2);
      escaped.awaitNone();
    } finally {
      escaped.kill();
    }
  }

  private void assertAllInOneWorker(int trials) {
    assertThat(runs.metrics())
        .hasSize(trials)
        .extracting(metrics -> metrics.get("pid"))
        .containsOnly(runs.metrics().get(0).get("pid"));
  }
}
