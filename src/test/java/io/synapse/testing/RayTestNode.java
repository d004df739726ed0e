package io.synapse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A node of a {@link RayTestCluster}, and what runs there.
 *
 * @param process the one that started it
 * @param processes all of it, whoever their parents are by now
 * @param output takes what it says
 */
public record RayTestNode(Process process, MarkedProcesses processes, Path output) {

  private static final String STARTED = "Ray runtime started";
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  /** How Ray calls the process of an actor of the bridge. */
  private static final String ACTOR = "ray::Actor";

  private static final String TOKEN = "SYNAPSE_WORKER_TOKEN=";

  /** Starts it. */
  static RayTestNode start(List<String> words, Map<String, String> variables, Path name) {
    Path output = name.resolveSibling(name.getFileName() + ".log");
    MarkedProcesses processes = new MarkedProcesses(name.toString());
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(variables);
    builder.environment().putAll(processes.environment());
    try {
      return new RayTestNode(builder.start(), processes, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitStarted() {
    Awaitility.await()
        .atMost(LONGEST_START)
        .pollInterval(POLL)
        .failFast("it ended", () -> assertThat(process.isAlive()).as(read(output)).isTrue())
        .until(() -> read(output).contains(STARTED));
  }

  /** The processes of the bridge's actors. */
  public List<ProcessHandle> actors() {
    return processes.alive().stream()
        .filter(each -> text(each, "cmdline").startsWith(ACTOR))
        .toList();
  }

  /** Workers, and what their plugins have started. */
  public List<ProcessHandle> workers() {
    return processes.alive().stream()
        .filter(each -> text(each, "environ").contains(TOKEN))
        .toList();
  }

  void killRaylet() {
    List<ProcessHandle> raylets =
        processes.alive().stream()
            .filter(each -> each.info().command().orElse("").endsWith("/raylet"))
            .toList();
    raylets.forEach(ProcessHandle::destroyForcibly);
    processes.awaitEnd(raylets);
  }

  /** What is alive may start more until it is dead, too. */
  void kill() {
    process.destroyForcibly();
    for (var left = processes.alive(); !left.isEmpty(); left = processes.alive()) {
      left.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static String text(ProcessHandle process, String file) {
    return read(Path.of("/proc/" + process.pid() + "/" + file));
  }

  /** Nothing, when it is gone. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
