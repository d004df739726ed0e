package io.synapse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A Ray cluster of a test's own on this machine, with a token of its own. Nothing of it is left
 * when it is closed, or when this process is ended with a signal before.
 */
public final class RayTestCluster implements AutoCloseable {

  /** The name of the first node. */
  public static final String HEAD = "head";

  /** A dead node is noticed after two seconds. */
  private static final Map<String, String> HASTE =
      Map.of(
          "RAY_health_check_period_ms", "500",
          "RAY_health_check_failure_threshold", "4");

  private static final Duration LONGEST_END = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Path python;
  private final Path folder;
  private final String address;
  private final Map<String, String> pace;
  private final String token = UUID.randomUUID().toString() + UUID.randomUUID();
  private final Map<String, RayTestNode> nodes = new LinkedHashMap<>();
  private final Thread hook = new Thread(this::end, "ray-test-cluster-end");
  private int started;
  private boolean ended;

  private RayTestCluster(Path python, Path folder, String address, Map<String, String> pace) {
    this.python = python;
    this.folder = folder;
    this.address = address;
    this.pace = pace;
  }

  /**
   * Starts its head. The cluster is quick to take a node for dead.
   *
   * @param python an interpreter that has Ray
   * @param headCpus what the head offers to trials
   * @param more options of {@code ray start}
   */
  public static RayTestCluster start(Path python, int headCpus, String... more) {
    return start(python, headCpus, HASTE, more);
  }

  /**
   * Starts the head of a cluster that is as patient as Ray is by itself: one that is kept busy for
   * minutes is not to take its nodes for dead.
   *
   * @param python an interpreter that has Ray
   * @param headCpus what the head offers to trials
   */
  public static RayTestCluster startPatient(Path python, int headCpus) {
    return start(python, headCpus, Map.of());
  }

  private static RayTestCluster start(
      Path python, int headCpus, Map<String, String> pace, String... more) {
    try {
      // Ray's own names below it are long, and paths of sockets have about 100 bytes at most.
      Path folder = Files.createTempDirectory(Path.of("/tmp"), "ray");
      int port = freePort();
      RayTestCluster cluster = new RayTestCluster(python, folder, "127.0.0.1:" + port, pace);
      Runtime.getRuntime().addShutdownHook(cluster.hook);
      cluster.startHead(headCpus, more);
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a head at the cluster's address, where there is none any more, and waits until it is up.
   *
   * @param cpus what it offers to trials
   * @param more options of {@code ray start}
   */
  public void startHead(int cpus, String... more) {
    String port = address.substring(address.indexOf(':') + 1);
    List<String> options = new ArrayList<>(List.of("--head", "--port=" + port));
    options.add("--include-dashboard=false");
    options.addAll(List.of(more));
    begin(HEAD, cpus, options).awaitStarted();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Adds a node, and waits until it is up. */
  public void add(String name, int cpus) {
    begin(name, cpus, List.of("--address=" + address)).awaitStarted();
  }

  private synchronized RayTestNode begin(String name, int cpus, List<String> options) {
    if (ended) {
      throw new IllegalStateException("the cluster has ended");
    }
    List<String> words = new ArrayList<>(List.of("setsid", python.toString(), "-c"));
    words.addAll(List.of("from ray.scripts.scripts import main; main()", "start", "--block"));
    words.addAll(List.of("--object-store-memory=200000000", "--node-name=" + name));
    // Nodes that share one delete each other's bundles when they unpack their own.
    words.addAll(List.of("--num-cpus=" + cpus, "--temp-dir=" + folder.resolve("t" + started++)));
    words.addAll(options);
    RayTestNode node = RayTestNode.start(words, variables(), folder.resolve(name));
    nodes.put(name, node);
    return node;
  }

  /** Where it is. */
  public String address() {
    return address;
  }

  /** What the environment of a process needs that connects to it. */
  public Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("RAY_AUTH_MODE", "token");
    variables.put("RAY_AUTH_TOKEN", token);
    // Folders of actors lie there, too.
    variables.put("TMPDIR", folder.toString());
    variables.put("RAY_USAGE_STATS_ENABLED", "0");
    variables.putAll(pace);
    return variables;
  }

  /** What runs on a node. */
  public RayTestNode node(String name) {
    return nodes.get(name);
  }

  /** The actors of all nodes. */
  public List<ProcessHandle> actors() {
    return nodes.values().stream().flatMap(node -> node.actors().stream()).toList();
  }

  /** The workers of all nodes, and what their plugins have started. */
  public List<ProcessHandle> workers() {
    return nodes.values().stream().flatMap(node -> node.workers().stream()).toList();
  }

  /** Waits until nothing that a run has started is left on any node. */
  public void awaitNoTrials() {
    awaitNoWorkers();
    await().untilAsserted(() -> assertThat(actors()).as("actors").isEmpty());
  }

  /** Waits until no worker is left on any node. */
  public void awaitNoWorkers() {
    await().untilAsserted(() -> assertThat(workers()).as("workers").isEmpty());
  }

  /** Waits until certain processes on its nodes are gone. */
  public void awaitEnd(List<ProcessHandle> some) {
    nodes.values().forEach(node -> node.processes().awaitEnd(some));
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(LONGEST_END).pollInterval(POLL);
  }

  /** Kills the raylet of a node: what ran there is to end by itself. */
  public void killRaylet(String name) {
    node(name).killRaylet();
  }

  /** Kills all processes of a node. */
  public void kill(String name) {
    node(name).kill();
  }

  /** Runs a program in Python that is connected to the cluster, which must succeed. */
  public void run(String code) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(python.toString(), "-c", code, address);
    builder.environment().putAll(variables());
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private synchronized void end() {
    ended = true;
    nodes.values().forEach(RayTestNode::kill);
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(hook);
    assertThat(folder).doesNotExist();
  }
}
