package io.synapse.cli;

import static io.synapse.cli.SpokenRun.exitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.cli.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code synapse runs logs -f} while a run goes on. */
@Timeout(180)
class FollowedLogsTest {

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

  @Test
  void aTrialIsFollowedFromBeforeItsFirstWordToTheEndOfItsRun() throws Exception {
    Process train = begin();
    Process logs = run.start("logs", "runs", "logs", "last", "0", "-f");
    within(() -> assertThat(run.errors("logs")).contains("waiting for", "stdout.log"));

    run.say("half a line");
    within(() -> assertThat(run.output("logs")).isEqualTo("half a line"));
    run.say(new byte[] {' ', (byte) 0xED, (byte) 0x95});
    run.say(new byte[] {(byte) 0x9C, '\n'});
    within(() -> assertThat(run.output("logs")).isEqualTo("half a line 한\n"));
    run.say("the end");
    run.sayNoMore();

    assertThat(exitStatus(train)).isZero();
    assertThat(exitStatus(logs)).isZero();
    assertThat(run.output("logs")).isEqualTo("half a line 한\nthe end");
  }

  @Test
  void theRunsOwnLogIsFollowedToItsLastLine() throws Exception {
    Process train = begin();
    Process logs = run.start("logs", "runs", "logs", "-f");
    within(() -> assertThat(run.output("logs")).contains("starts"));
    run.sayNoMore();

    assertThat(exitStatus(train)).isZero();
    assertThat(exitStatus(logs)).isZero();
    assertThat(run.output("logs"))
        .isEqualTo(java.nio.file.Files.readString(run.run().logFile()))
        .contains("run completed");
  }

  @Test
  void onlyWhatIsNewIsPrintedAfterTheLastLines() throws Exception {
    begin();
    run.say("one\ntwo\nthree\n");
    within(() -> assertThat(run.run().trialPrintsFile(run.run().trialId(0))).exists());
    Process logs = run.start("logs", "runs", "logs", "last", "0", "-f", "-n", "1");
    within(() -> assertThat(run.output("logs")).isEqualTo("three\n"));
    run.say("four\n");
    run.sayNoMore();

    assertThat(exitStatus(logs)).isZero();
    assertThat(run.output("logs")).isEqualTo("three\nfour\n");
  }

  @Test
  void aRunThatWasKilledIsOver() throws Exception {
    Process train = begin();
    run.say("last words\n");
    Process logs = run.start("logs", "runs", "logs", "last", "0", "-f");
    within(() -> assertThat(run.output("logs")).isEqualTo("last words\n"));
    train.destroyForcibly();

    assertThat(exitStatus(logs)).isZero();
    assertThat(run.output("logs")).isEqualTo("last words\n");
  }

  @Test
  void ctrlCEndsTheFollowingAndNotTheRun() throws Exception {
    Process train = begin();
    run.say("a\n");
    Process logs = run.start("logs", "runs", "logs", "last", "0", "-f");
    within(() -> assertThat(run.output("logs")).isEqualTo("a\n"));
    SpokenRun.interrupt(logs);

    assertThat(exitStatus(logs)).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(run.errors("logs")).doesNotContain("Exception");
    run.sayNoMore();
    assertThat(exitStatus(train)).isZero();
  }

  @Test
  void aTrialThatNeverCameIsUnknownAtTheEnd() throws Exception {
    begin();
    Process logs = run.start("logs", "runs", "logs", "last", "99", "-f");
    within(() -> assertThat(run.errors("logs")).contains("waiting for"));
    run.sayNoMore();

    assertThat(exitStatus(logs)).isEqualTo(ExitStatus.INVALID);
    assertThat(run.errors("logs")).contains("has no trial '99'", "its one trial is");
  }

  private Process begin() throws IOException {
    Process train = run.train();
    within(() -> assertThat(run.hasBegun()).isTrue());
    return train;
  }

  private static void within(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(assertion);
  }
}
