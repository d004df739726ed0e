package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.synapse.cli.command.ExitStatus;
import io.synapse.run.RunFolder;
import io.synapse.space.Objective;
import io.synapse.store.Store;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import io.synapse.testing.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code synapse runs logs} of runs that are over. */
class RunLogsTest {

  @TempDir private static Path shared;
  private static Path plugin;

  @TempDir private Path folder;
  private SampleRuns runs;

  @BeforeAll
  static void buildPlugin() {
    plugin = TinyPlugin.jar(shared);
  }

  @BeforeEach
  void useAFreshStore() {
    runs = new SampleRuns(folder, plugin);
  }

  @Test
  void theLogOfARunIsPrinted() throws IOException {
    runs.tune("logged", "3, 9");

    CommandRun logs = runs.command("runs", "logs", "logged");

    assertThat(logs.status()).isZero();
    assertThat(logs.output())
        .isEqualTo(Files.readString(run().logFile()))
        .contains("starts", "is the best", "run completed");
    assertThat(runs.command("runs", "logs", "-n", "1").output()).contains("run completed");
  }

  @Test
  void aTrialIsNamedByItsIdOrItsNumber() throws IOException {
    runs.tune("printed", "3, 9");
    print("0", "first trial\n");
    print("1", "second\ntrial\n");

    assertThat(runs.command("runs", "logs", "last", run().trialId(1)).output())
        .isEqualTo("second\ntrial\n");
    assertThat(runs.command("runs", "logs", "last", "1").output()).isEqualTo("second\ntrial\n");
    assertThat(runs.command("runs", "logs", "last", "00000").output()).isEqualTo("first trial\n");
    assertThat(runs.command("runs", "logs", "last", "1", "--tail=1").output()).isEqualTo("trial\n");
  }

  @Test
  void followingARunThatIsOverPrintsAndEnds() throws IOException {
    runs.tune("over", "3");
    print("0", "all of it\n");

    CommandRun logs = runs.command("runs", "logs", "last", "0", "-f");

    assertThat(logs.status()).isZero();
    assertThat(logs.output()).isEqualTo("all of it\n");
    assertThat(logs.messages()).isEmpty();
  }

  @Test
  void aTrialThatPrintedNothingIsToldAndNoFailure() {
    runs.tune("silent", "3");

    CommandRun logs = runs.command("runs", "logs", "last", "0");

    assertThat(logs.status()).isZero();
    assertThat(logs.output()).isEmpty();
    assertThat(logs.messages())
        .isEqualTo("trial " + run().trialId(0) + " has printed nothing" + System.lineSeparator());
  }

  @Test
  void whyATrialFailedIsPointedTo() {
    runs.tune("failing", "3, 13");

    assertThat(runs.command("runs", "logs", "last", "1").messages())
        .contains("has printed nothing")
        .contains("why it failed is in " + run().trialErrorFile(run().trialId(1)));
  }

  @Test
  void whatWasPrintedOutsideOfTrialsIsPointedTo() throws IOException {
    runs.tune("strays", "3");
    Files.writeString(run().printsFile(), "stray\n");

    assertThat(runs.command("runs", "logs").messages())
        .contains("what was printed outside of trials is in " + run().printsFile());
  }

  @Test
  void anUnknownRunOrTrialIsToldWithWhatThereIs() {
    runs.tune("known", "3, 9, 7");
    String first = run().trialId(0);
    String last = run().trialId(2);

    assertThat(runs.command("runs", "logs", "nobody").messages())
        .contains("has no run 'nobody'", "runs list");
    for (String name : new String[] {"3", "deadbeef_00001", "x\u001b[2J", "4000000000", ""}) {
      CommandRun logs = runs.command("runs", "logs", "last", name);
      assertThat(logs.status()).as(name).isEqualTo(2);
      assertThat(logs.output()).isEmpty();
      assertThat(logs.messages())
          .contains("has no trial '" + name.replace('\u001b', '?') + "'")
          .contains("it has 3, " + first + " to " + last)
          .contains("'synapse runs show " + run().runId() + "'");
    }
    assertThat(runs.command("runs", "logs", "last", "-n", "-1").messages())
        .contains("--tail: a number of lines, 0 or more, not -1");
  }

  @Test
  void aRunThatHasOnlyStartedHasNothingYet() {
    try (Store store = Store.open(runs.store())) {
      Objective objective = new Objective("score", Objective.Mode.MAX);
      store.runs().create(new NewRun("new", RunMode.TUNE, Optional.of(objective), Instant.now()));
    }

    CommandRun logs = runs.command("runs", "logs");
    assertThat(logs.status()).isZero();
    assertThat(logs.messages()).contains("has logged nothing yet");
    assertThat(runs.command("runs", "logs", "last", "0").messages())
        .contains("none of its trials has started yet");
  }

  @Test
  void bytesPassAsTheyAreToAFile() throws Exception {
    runs.tune("bytes", "3");
    byte[] bytes = {'a', 27, '[', '3', '1', 'm', '\r', '\n', (byte) 0xED, (byte) 0x95, 0, '\t'};
    Path file = prints("0");
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    Path output = folder.resolve("output");

    assertThat(logsOf("0", output.toFile()).waitFor()).isZero();
    assertThat(output).binaryContent().isEqualTo(bytes);
  }

  @Test
  void aFullDiskIsAFailure() throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists(), "needs /dev/full");
    runs.tune("full", "3");
    print("0", "too much\n");
    Process logs = logsOf("0", full);

    assertThat(logs.waitFor()).isEqualTo(ExitStatus.FAILED);
    assertThat(new String(logs.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("standard output cannot be written to", "No space left");
  }

  private Process logsOf(String trial, File output) throws IOException {
    String store = runs.store().toString();
    return new ProcessBuilder(
            ChildJvm.command(Main.class, "runs", "logs", "last", trial, "--store", store))
        .redirectOutput(output)
        .start();
  }

  private void print(String trial, String text) throws IOException {
    Path file = prints(trial);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path prints(String trial) {
    return run().trialPrintsFile(run().trialId(Integer.parseInt(trial)));
  }

  private RunFolder run() {
    try (Store store = Store.openForReading(runs.store())) {
      return store.runs().folder(store.runs().find("last"));
    }
  }
}
