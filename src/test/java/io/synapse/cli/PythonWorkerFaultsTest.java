package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a plugin in Python does costs one trial, is told, and leaves no process behind. */
@Timeout(180)
@NeedsPython
class PythonWorkerFaultsTest {

  private static final PythonSource PLUGIN =
      new PythonSource(
          "faulty.py",
          """
          import ctypes, os, signal, subprocess, sys, threading, time

          def tune(hyperparameter, run, dataset, checkpoint):
              keep_pid(dataset, os.getpid())
              fault(hyperparameter["x"], run, dataset)
              return {"score": 1.0}

          def keep_pid(dataset, pid):
              with open(os.path.join(os.path.dirname(dataset.path), "pids"), "a") as pids:
                  pids.write(f"{pid}\\n")

          def fault(x, run, dataset):
              if x == "raise":
                  raise ValueError("no luck")
              if x == "memory":
                  bytearray(1 << 62)
              if x == "exit":
                  os._exit(7)
              if x == "polite exit":
                  sys.exit(3)
              if x == "kill":
                  os.kill(os.getpid(), signal.SIGKILL)
              if x == "crash":
                  ctypes.string_at(0)
              if x == "hang":
                  time.sleep(600)
              while x == "log":
                  run.log_metric("training", "loss", 1)
              while x == "deaf":
                  try:
                      time.sleep(0.01)
                      run.log_message("nobody tells me anything")
                  except BaseException:
                      pass
              while x == "swallow":
                  try:
                      run.report({"score": 0.5})
                  except:
                      pass
              if x in ("threads", "daemon"):
                  args = {"name": "left-over", "daemon": x == "daemon"}
                  threading.Thread(target=time.sleep, args=(600,), **args).start()
              if x == "child":
                  keep_pid(dataset, subprocess.Popen(["sleep", "600"]).pid)
                  os._exit(5)
              if x == "flood":
                  for _ in range(2_500):
                      print("a line that says nothing and says it again\\n" * 1_000, end="")
              if x == "large":
                  run.report({"score": 1.0, "predictions": "x" * 1_000_000})
              if x == "unwritable":
                  os.mkdir(os.path.join(os.path.dirname(run.work_dir), "stdout.log"))
                  print("who will hear this?")
          """);

  private static final List<String> FAULTS =
      List.of(
          "raise",
          "memory",
          "exit",
          "polite exit",
          "kill",
          "crash",
          "hang",
          "log",
          "deaf",
          "swallow",
          "threads",
          "daemon",
          "child",
          "flood",
          "large",
          "unwritable",
          "good");

  private static final String CALLED =
      " (in fault, called from " + PLUGIN.place("fault(h") + " in tune)";

  private static final Map<String, Object> MESSAGES = new LinkedHashMap<>();

  static {
    MESSAGES.put("raise", PLUGIN.place("raise ") + ": ValueError: no luck" + CALLED);
    MESSAGES.put(
        "memory",
        PLUGIN.place("bytearray")
            + ": MemoryError; run fewer trials at once (-j), or train with less at a time"
            + CALLED);
    MESSAGES.put("exit", "the plugin ended its worker with exit status 7 (os._exit)");
    MESSAGES.put(
        "polite exit",
        PLUGIN.place("sys.exit")
            + ": the plugin called sys.exit(3); let it return, or raise an error"
            + CALLED);
    MESSAGES.put(
        "kill", "the worker was killed (SIGKILL); the system does that when memory runs out");
    MESSAGES.put(
        "crash", "the worker crashed in native code (SIGSEGV); its Python stack is in stdout.log");
    MESSAGES.put("log", "ran longer than trial_timeout_s (6 s)");
    MESSAGES.put("deaf", "ran longer than trial_timeout_s (6 s)");
    MESSAGES.put("hang", "ran longer than trial_timeout_s (6 s)");
    MESSAGES.put("child", "the plugin ended its worker with exit status 5 (os._exit)");
  }

  @TempDir Path folder;

  @Test
  void everyFaultCostsOneTrialAndHasItsMessage() throws IOException {
    FaultCampaign campaign = new FaultCampaign(folder);

    CommandRun run = campaign.run(PLUGIN.in(folder), FAULTS);

    assertThat(run.status()).isZero();
    assertThat(campaign.errors()).isEqualTo(MESSAGES);
    assertThat(campaign.survived())
        .containsExactlyInAnyOrder(
            "swallow", "threads", "daemon", "flood", "large", "unwritable", "good");
    assertThat(campaign.notes()).isEqualTo(FaultCampaign.NOTES);
    assertThat(campaign.log("crash"))
        .startsWith("Fatal Python error: Segmentation fault")
        .contains("faulty.py\", line");
    assertThat(campaign.pids()).isNotEmpty().noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }
}
