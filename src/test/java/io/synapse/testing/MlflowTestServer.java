package io.synapse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A tracking server of MLflow of a test's own. Nothing of it is left when it is closed. */
public final class MlflowTestServer implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int OK = 200;

  private final Process process;
  private final MarkedProcesses processes;
  private final Path output;
  private final int port;
  private final Thread hook = new Thread(this::kill, "mlflow-test-server-end");

  private MlflowTestServer(Process process, MarkedProcesses processes, Path output, int port) {
    this.process = process;
    this.processes = processes;
    this.output = output;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts one that keeps everything in a folder, and waits until it answers. */
  public static MlflowTestServer start(Path folder) {
    Path output = folder.resolve("server.log");
    MarkedProcesses processes = new MarkedProcesses(folder.toString());
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(words(folder, port))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(processes.environment());
    // Nothing but tracking is wanted of it, and it is to tell nobody that it runs.
    builder
        .environment()
        .putAll(
            Map.of(
                "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false",
                "MLFLOW_DISABLE_TELEMETRY", "true"));
    try {
      MlflowTestServer server = new MlflowTestServer(builder.start(), processes, output, port);
      server.awaitStarted();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> words(Path folder, int port) {
    return List.of(
        Pythons.requireWithMlflow().toString(),
        "-m",
        "mlflow",
        "server",
        "--host",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--workers",
        "1",
        "--backend-store-uri",
        "sqlite:///" + folder.resolve("mlflow.db"),
        "--artifacts-destination",
        folder.resolve("artifacts").toString());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it answers. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private void awaitStarted() {
    Awaitility.await()
        .atMost(LONGEST_START)
        .pollInterval(POLL)
        .failFast(
            "it ended", () -> assertThat(process.isAlive()).as(Files.readString(output)).isTrue())
        .until(this::answers);
  }

  private boolean answers() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address().resolve("/health")).build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  private void kill() {
    process.destroyForcibly();
    processes.kill();
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(hook);
    processes.awaitNone();
  }
}
