package io.synapse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Ray cluster of a test's own on this machine, with a token of its own. */
public final class RayTestCluster implements AutoCloseable {

  private static final String STARTED = "Ray runtime started";

  private final Path python;
  private final Path folder;
  private final String address;
  private final String token = UUID.randomUUID().toString() + UUID.randomUUID();
  private final Map<String, Process> nodes = new LinkedHashMap<>();

  private RayTestCluster(Path python, Path folder, String address) {
    this.python = python;
    this.folder = folder;
    this.address = address;
  }

  /**
   * Starts its head.
   *
   * @param python an interpreter that has Ray
   * @param headCpus what the head offers to trials
   */
  public static RayTestCluster start(Path python, int headCpus) {
    try {
      // Ray's own names below it are long, and paths of sockets have about 100 bytes at most.
      Path folder = Files.createTempDirectory(Path.of("/tmp"), "ray");
      int port = freePort();
      RayTestCluster cluster = new RayTestCluster(python, folder, "127.0.0.1:" + port);
      cluster.startNode(
          "head",
          List.of(
              "--head",
              "--port=" + port,
              "--include-dashboard=false",
              "--num-cpus=" + headCpus,
              "--temp-dir=" + folder.resolve("t")));
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Adds a node. */
  public void add(String name, int cpus) {
    startNode(name, List.of("--address=" + address, "--node-name=" + name, "--num-cpus=" + cpus));
  }

  private void startNode(String name, List<String> options) {
    Path log = folder.resolve(name + ".log");
    List<String> words = new ArrayList<>(List.of("setsid", python.toString()));
    words.addAll(List.of("-c", "from ray.scripts.scripts import main; main()", "start"));
    words.addAll(List.of("--block", "--object-store-memory=200000000"));
    words.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(variables());
    try {
      Process process = builder.start();
      nodes.put(name, process);
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .pollInterval(50, TimeUnit.MILLISECONDS)
          .failFast(Files.readString(log), () -> !process.isAlive())
          .until(() -> Files.readString(log).contains(STARTED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public String address() {
    return address;
  }

  /** What the environment of a process needs that connects to it. */
  public Map<String, String> variables() {
    return Map.of(
        "RAY_AUTH_MODE",
        "token",
        "RAY_AUTH_TOKEN",
        token,
        "RAY_USAGE_STATS_ENABLED",
        "0",
        "RAY_health_check_period_ms",
        "500",
        "RAY_health_check_failure_threshold",
        "4");
  }

  /** Kills the raylet of a node: what ran there is to end by itself. */
  public void killRaylet(String name) {
    ProcessHandle raylet =
        ofNode(nodes.get(name))
            .filter(each -> each.info().command().orElse("").endsWith("/raylet"))
            .findAny()
            .orElseThrow();
    raylet.destroyForcibly();
    raylet.onExit().join();
  }

  /** Kills all processes of a node. */
  public void kill(String name) {
    List<ProcessHandle> all = ofNode(nodes.get(name)).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }

  private static Stream<ProcessHandle> ofNode(Process node) {
    return Stream.concat(Stream.of(node.toHandle()), node.descendants());
  }

  @Override
  public void close() {
    List<String> left = new ArrayList<>(nodes.keySet());
    left.forEach(this::kill);
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(folder).doesNotExist();
  }
}
