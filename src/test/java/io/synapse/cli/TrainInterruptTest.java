package io.synapse.cli;

import static io.synapse.cli.SpokenRun.exitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.cli.command.ExitStatus;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, pressed twice, on {@code synapse train}. */
@Timeout(180)
class TrainInterruptTest {

  @TempDir private static Path shared;
  private static Path plugin;

  @TempDir private Path folder;
  private SpokenRun run;

  @BeforeAll
  static void buildPlugin() {
    plugin = SpokenRun.plugin(shared);
  }

  @BeforeEach
  void prepare() {
    run = new SpokenRun(folder, plugin);
  }

  @AfterEach
  void endProcesses() {
    run.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"process", "inline"})
  void theSecondCtrlCEndsAtOnceAndSaysHowToGoOn(String executor) throws Exception {
    Process train = run.train("-e", executor);
    run.say("running\n");
    within(() -> assertThat(run.run().trialPrintsFile(run.run().trialId(0))).exists());
    SpokenRun.interrupt(train);
    within(() -> assertThat(run.errors("train")).contains("interrupted by Ctrl-C"));
    SpokenRun.interrupt(train);

    assertThat(exitStatus(train)).isEqualTo(ExitStatus.INTERRUPTED);
    String resume = "synapse train --resume " + run.run().runId() + " --store " + run.store();
    assertThat(run.errors("train").lines())
        .last()
        .isEqualTo("synapse: ended at once; go on with: " + resume);

    run.sayNoMore();
    Process resumed =
        run.start("resumed", "train", "--resume", run.run().runId(), "--progress", "plain");
    assertThat(exitStatus(resumed)).as(run.errors("resumed")).isZero();
  }

  private static void within(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .untilAsserted(assertion);
  }
}
