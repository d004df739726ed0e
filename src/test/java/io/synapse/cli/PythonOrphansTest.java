package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A driver that is killed, it alone, leaves nothing of its workers in Python behind. */
@NeedsPython
class PythonOrphansTest extends StubbornRuns {

  private static final PythonSource PLUGIN =
      new PythonSource(
          "stubborn.py",
          """
          import os, re, signal, subprocess, time

          def tune(hyperparameter, run, dataset, checkpoint):
              run.report({"score": 0.5})
              x = hyperparameter["x"]
              if x == "quick":
                  return
              if x in ("children", "leaving"):
                  subprocess.Popen(["sleep", "600"])
                  subprocess.Popen(["sh", "-c", "trap '' TERM HUP INT; sleep 600 & sleep 601"])
                  subprocess.Popen(["sh", "-c", "sleep 602 & sleep 603"], start_new_session=True)
                  subprocess.Popen(["sh", "-c", "setsid sleep 604 &"])
              run.log_message("ready")
              # What was said before has been heard once this is answered.
              run.report({"score": 0.25})
              beside = os.path.dirname(dataset.path)
              open(os.path.join(beside, "busy"), "w").close()
              while x == "polite":
                  run.report({"score": 0.25})
                  time.sleep(0.005)
              while x == "burn":
                  pass
              if x == "compute":
                  sum(range(10**12))
              if x == "match":
                  re.match("(a*)*b", "a" * 60)
              while x == "leaving":
                  if os.path.exists(os.path.join(beside, "leave")):
                      os._exit(0)
              while True:
                  try:
                      time.sleep(600)
                  except BaseException:
                      pass
          """);

  @Override
  Path plugin() {
    return PLUGIN.in(folder);
  }

  /** The last two keep all threads of their workers from running. */
  @ParameterizedTest
  @ValueSource(strings = {"hang", "burn", "compute", "match"})
  void aWorkerEndsWithItsDriverWhateverItsPluginDoes(String way) throws Exception {
    TrainProcess driver = start(List.of(way));
    awaitReady(driver, 1);
    driver.awaitUntil(() -> Files.exists(folder.resolve("busy")));

    assertThat(driver.kill()).isTrue();
    site.assertNothingLeft();
  }

  @Test
  void soDoesWhatItsPluginStarted() throws Exception {
    TrainProcess driver = start(List.of("children"));
    awaitReady(driver, 1);
    driver.awaitUntil(() -> site.processes().alive().size() >= 9);

    assertThat(driver.kill()).isTrue();
    site.assertNothingLeft();
  }

  @Test
  void soItDoesWhenTheWorkerWasGoneBefore() throws Exception {
    TrainProcess driver = start(List.of("leaving"));
    awaitReady(driver, 1);
    // The driver has answered all that the plugin said.
    driver.awaitUntil(() -> Files.exists(folder.resolve("busy")));
    // A driver that is stopped cannot clear up after its worker.
    driver.signal("STOP");
    Files.createFile(folder.resolve("leave"));
    driver.awaitUntil(() -> workers() == 1);

    assertThat(driver.kill()).isTrue();
    site.assertNothingLeft();
  }

  /** With the process that guards it a worker counts twice. */
  private long workers() {
    return site.processes().alive().stream()
        .filter(each -> each.info().commandLine().orElse("").contains("synapse-worker.py"))
        .count();
  }

  @Test
  void soDoesAnIdleOne() throws Exception {
    TrainProcess driver = start(List.of("quick", "polite"));
    awaitReady(driver, 1);
    awaitOneEnded(driver);

    assertThat(driver.kill()).isTrue();
    site.assertNothingLeft();
  }
}
