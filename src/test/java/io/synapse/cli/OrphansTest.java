package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A driver that is killed, it alone, leaves no process and no socket behind. */
class OrphansTest extends StubbornRuns {

  @ParameterizedTest
  @ValueSource(strings = {"hang", "burn"})
  void aWorkerEndsWithItsDriverWhateverItsPluginDoes(String way) throws Exception {
    TrainProcess driver = start(List.of(way));
    awaitReady(driver, 1);

    assertThat(driver.kill()).isTrue();
    site.assertNothingLeft();
  }

  /** Without any memory left it may leave its socket to the next driver, but not itself. */
  @Test
  void soDoesOneWhosePluginHasTakenAllMemory() throws Exception {
    TrainProcess driver = start(List.of("memory"));
    awaitReady(driver, 1);

    assertThat(driver.kill()).isTrue();
    site.processes().awaitNone();
  }

  @Test
  void soDoesWhatItsPluginStarted() throws Exception {
    TrainProcess driver = start(List.of("children"));
    awaitReady(driver, 1);
    assertThat(site.processes().alive()).hasSizeGreaterThanOrEqualTo(5);

    assertThat(driver.kill()).isTrue();
    site.assertNothingLeft();
  }

  @Test
  void soItDoesWhenTheWorkerWasGoneBefore() throws Exception {
    TrainProcess driver = start(List.of("leaving"));
    awaitReady(driver, 1);
    // A driver that is stopped cannot clear up after its worker.
    driver.signal("STOP");
    Files.createFile(folder.resolve("leave"));
    driver.awaitUntil(() -> site.processes().alive().size() == 1);

    assertThat(driver.kill()).isTrue();
    site.processes().awaitNone();
  }

  @Test
  void soDoesAnIdleOne() throws Exception {
    TrainProcess driver = start(List.of("quick", "polite"));
    awaitReady(driver, 1);
    awaitOneEnded(driver);

    assertThat(driver.kill()).isTrue();
    site.assertNothingLeft();
  }

  @Test
  void soDoesOneThatIsBeingStarted() throws Exception {
    Path paused = folder.resolve("paused");
    TrainProcess driver =
        start(
            List.of("quick"),
            "--worker-java-opts=-XX:+UnlockDiagnosticVMOptions -XX:+PauseAtStartup"
                + " -XX:PauseAtStartupFile="
                + paused);
    driver.awaitUntil(() -> Files.exists(paused));

    assertThat(driver.kill()).isTrue();
    assertThat(site.processes().alive()).as("the virtual machine that waits").hasSize(1);
    Files.delete(paused);
    site.assertNothingLeft();
  }
}
