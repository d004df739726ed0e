package io.synapse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Finds the processes that come from those that a test started, whoever their parent is by now: a
 * variable in the environment, which children inherit, marks them. Needs Linux.
 */
public final class MarkedProcesses {

  private static final String VARIABLE = "SYNAPSE_TEST_MARK";
  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  private final String mark;

  /**
   * Processes of one test.
   *
   * @param mark what tells them from those of other tests, such as the test's own folder
   */
  public MarkedProcesses(String mark) {
    this.mark = mark;
  }

  /** What a process has to have in its environment. */
  public Map<String, String> environment() {
    return Map.of(VARIABLE, mark);
  }

  /** Those that are alive. */
  public List<ProcessHandle> alive() {
    return ProcessHandle.allProcesses().filter(this::isMarked).toList();
  }

  /** Waits until there is none. */
  public void awaitNone() {
    Awaitility.await()
        .atMost(LONGEST_END)
        .untilAsserted(() -> assertThat(commandLines(alive())).as("processes left").isEmpty());
  }

  /** Waits until certain ones are gone. */
  public void awaitEnd(List<ProcessHandle> some) {
    Awaitility.await()
        .atMost(LONGEST_END)
        .untilAsserted(
            () -> assertThat(commandLines(stillThere(some))).as("processes left").isEmpty());
  }

  private List<ProcessHandle> stillThere(List<ProcessHandle> some) {
    return some.stream().filter(this::isMarked).toList();
  }

  /** Ends all of them, for a test that failed. */
  public void kill() {
    alive().forEach(ProcessHandle::destroyForcibly);
  }

  /** The environment of one that has ended, and is merely not yet waited for, is empty. */
  private boolean isMarked(ProcessHandle process) {
    try {
      byte[] environment = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
      String entry = VARIABLE + "=" + mark + "\0";
      return new String(environment, StandardCharsets.UTF_8).contains(entry);
    } catch (IOException e) {
      // Gone, or another user's.
      return false;
    }
  }

  private static List<String> commandLines(List<ProcessHandle> processes) {
    return processes.stream()
        .map(each -> each.pid() + " " + each.info().commandLine().orElse("?"))
        .toList();
  }
}
