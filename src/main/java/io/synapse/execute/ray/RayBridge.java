package io.synapse.execute.ray;

import io.synapse.execute.FailureText;
import io.synapse.execute.process.WorkerCommand;
import io.synapse.protocol.BridgeCommand;
import io.synapse.protocol.BridgeEvent;
import io.synapse.protocol.MessageCodec;
import io.synapse.protocol.ProtocolException;
import io.synapse.python.PythonCode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that speaks with a cluster for this one. It is spoken to in lines over its standard
 * input and output, and ends when its input does.
 */
final class RayBridge implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RayBridge.class);
  private static final Duration LONGEST_CONNECT = Duration.ofMinutes(2);
  private static final long LONGEST_END_S = 30;
  private static final String LAST = "";

  /** Who hears what the bridge says; called on its one thread that reads. */
  interface BridgeListener {

    /** The connection is there, or something happened after that. */
    default void on(BridgeEvent event) {}

    /** The bridge is gone, and the connection with it, whatever ended it. */
    default void onEnd() {}
  }

  private final Process process;
  private final RayConnection connection;
  private final BridgeListener ear;
  private final CompletableFuture<BridgeEvent.Connected> connected = new CompletableFuture<>();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private volatile boolean ended;

  private RayBridge(Process process, RayConnection connection, BridgeListener ear) {
    this.process = process;
    this.connection = connection;
    this.ear = ear;
  }

  /**
   * Starts the process; it connects by itself.
   *
   * @throws RayUnavailableException when it cannot be started
   */
  static RayBridge start(
      RayConnection connection, BridgeCommand.Connect connect, BridgeListener ear) {
    try {
      Files.createDirectories(connection.log().getParent());
      WorkerCommand command =
          WorkerCommand.of(
              List.of(
                  connection.python().toString(),
                  "-X",
                  "utf8",
                  connection.code().program(PythonCode.RAY_BRIDGE).toString()));
      ProcessBuilder builder =
          new ProcessBuilder(command.words())
              .redirectError(ProcessBuilder.Redirect.appendTo(connection.log().toFile()));
      builder.environment().putAll(connection.variables());
      RayBridge bridge = new RayBridge(builder.start(), connection, ear);
      bridge.send(connect);
      bridge.daemon("synapse-ray-writer", bridge::write);
      bridge.daemon("synapse-ray-reader", bridge::read);
      return bridge;
    } catch (IOException e) {
      throw new RayUnavailableException(
          "the bridge to Ray cannot be started with " + connection.python() + ": " + e, e);
    }
  }

  /** The first command. */
  static BridgeCommand.Connect connect(
      RayConnection connection, Path bundle, BridgeCommand.Worker worker) {
    return new BridgeCommand.Connect(
        connection.address().orElse(null),
        connection.localCpus().stream().boxed().findFirst().orElse(null),
        connection.localGpus().stream().boxed().findFirst().orElse(null),
        bundle == null ? null : bundle.toString(),
        worker);
  }

  /**
   * Waits for the connection.
   *
   * @throws RayUnavailableException when it does not come
   */
  BridgeEvent.Connected awaitConnected() throws InterruptedException {
    try {
      return connected.get(LONGEST_CONNECT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new RayUnavailableException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new RayUnavailableException(
          "Ray did not answer within " + FailureText.seconds(LONGEST_CONNECT) + seeLog(), e);
    }
  }

  private String seeLog() {
    return "; what it said is in " + connection.log();
  }

  /** Says something after what was said before; never waits. */
  void send(BridgeCommand command) {
    lines.add(MessageCodec.line(command));
  }

  /** Whether the process is gone, so that nothing more comes of it. */
  boolean isEnded() {
    return ended;
  }

  private void write() {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.take(); !line.equals(LAST); line = lines.take()) {
        out.write(line);
        out.write('\n');
        if (lines.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      // It is gone; the reader sees that too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        MessageCodec.ofBridge(line).ifPresent(this::hear);
      }
    } catch (IOException e) {
      // As good as its end.
    } catch (ProtocolException | IllegalArgumentException e) {
      LOG.error("the bridge to Ray said something that is not in the protocol", e);
      process.destroy();
    } finally {
      ended = true;
      connected.completeExceptionally(
          new RayUnavailableException("the bridge to Ray ended" + seeLog()));
      ear.onEnd();
    }
  }

  private void hear(BridgeEvent event) {
    if (event instanceof BridgeEvent.Refused refused) {
      connected.completeExceptionally(RayUnavailableException.of(refused));
    } else {
      ear.on(event);
    }
    if (event instanceof BridgeEvent.Connected reported) {
      connected.complete(reported);
    }
  }

  private void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Ends it in good order: its workers, and a local instance that it has started. Nothing is left
   * by one that has not reached its cluster yet, which may take long.
   */
  @Override
  public void close() {
    lines.add(LAST);
    if (!connected.isDone() && connection.address().isPresent()) {
      process.destroy();
    }
    try {
      if (!process.waitFor(LONGEST_END_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
