package io.synapse.execute.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerEndTest {

  private static final String HEAP = "give it more";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"HUP", "INT", "QUIT", "TRAP", "USR1", "USR2", "PIPE", "ALRM", "TERM", "XCPU"})
  void aSignalIsToldByItsName(String signal) throws Exception {
    int status = statusAfter(signal);

    assertThat(end(status, WorkerLanguage.PYTHON).message(HEAP))
        .isEqualTo("the worker was ended by SIG" + signal);
    assertThat(end(status, WorkerLanguage.JAVA).message(HEAP))
        .isEqualTo("the worker was ended by SIG" + signal);
    assertThat(end(status, WorkerLanguage.JAVA).startMessage())
        .isEqualTo("the worker did not start (ended by SIG" + signal + ")");
  }

  /** Of a process that the signal ends, as the system numbers it. */
  private int statusAfter(String signal) throws IOException, InterruptedException {
    List<String> words =
        List.of("env", "--default-signal", "sh", "-c", "kill -s \"$0\" $$", signal);
    Process process = new ProcessBuilder(words).directory(folder.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @ParameterizedTest
  @EnumSource(WorkerLanguage.class)
  void onlyTheSystemKills(WorkerLanguage language) {
    assertThat(end(137, language).message(HEAP))
        .isEqualTo("the worker was killed (SIGKILL); the system does that when memory runs out");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "128", "145", "146", "151", "156", "192", "255"})
  void whatNoSignalLeavesIsThePluginsDoing(int status) {
    assertThat(end(status, WorkerLanguage.JAVA).message(HEAP))
        .isEqualTo("the plugin ended its worker with exit status " + status + " (System.exit)");
  }

  @Test
  void whatItSaidFirstIsToldOfOneThatDidNotStart() throws IOException {
    Files.writeString(folder.resolve("stdout.log"), "earlier\n\n  no such option\nmore\n");

    assertThat(new WorkerEnd(2, WorkerLanguage.JAVA, log(), "earlier\n".length()).startMessage())
        .isEqualTo("the worker did not start (exit status 2): no such option");
  }

  private WorkerEnd end(int status, WorkerLanguage language) {
    return new WorkerEnd(status, language, log(), 0);
  }

  private Path log() {
    return folder.resolve("stdout.log");
  }
}
