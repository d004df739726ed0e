package io.synapse.execute.process;

import io.synapse.execute.worker.DriverSocket;
import io.synapse.execute.worker.LineChannel;
import io.synapse.protocol.MessageCodec;
import io.synapse.protocol.ProtocolException;
import io.synapse.protocol.WorkerMessage;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where workers connect: a Unix-domain socket in a folder that no other user can enter. Who says
 * {@code hello} with a token that is waited for is that worker; others are turned away.
 */
final class WorkerServer implements AutoCloseable {

  /** How the names of the folders begin. */
  static final String FOLDER_PREFIX = "synapse-";

  /** The socket in its folder. */
  static final String SOCKET_NAME = "socket";

  private static final Logger LOG = LoggerFactory.getLogger(WorkerServer.class);

  /** Socket paths are cut or refused somewhere above 100 bytes. */
  private static final int LONGEST_FOLDER = 60;

  private final Path folder;
  private final Path socket;
  private final ServerSocketChannel channel;
  private final Map<String, CompletableFuture<LineChannel>> expected = new ConcurrentHashMap<>();

  private WorkerServer(Path folder, Path socket, ServerSocketChannel channel) {
    this.folder = folder;
    this.socket = socket;
    this.channel = channel;
  }

  /** Opens a socket and waits for workers on a thread of its own. */
  static WorkerServer open() throws IOException {
    Path parent = temporaryFolder();
    AbandonedSockets.sweep(parent);
    Path folder = Files.createTempDirectory(parent, FOLDER_PREFIX);
    Path socket = folder.resolve(SOCKET_NAME);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(socket));
    WorkerServer server = new WorkerServer(folder, socket, channel);
    daemon("synapse-accept", server::acceptAll);
    return server;
  }

  private static Path temporaryFolder() {
    Path usual = Path.of(System.getProperty("java.io.tmpdir"));
    return usual.toString().length() > LONGEST_FOLDER && Files.isWritable(Path.of("/tmp"))
        ? Path.of("/tmp")
        : usual;
  }

  /** The socket's path. */
  Path socket() {
    return socket;
  }

  /** The connection of the worker with a token, once it is there. */
  CompletableFuture<LineChannel> expect(String token) {
    return expected.computeIfAbsent(token, unused -> new CompletableFuture<>());
  }

  private void acceptAll() {
    try {
      while (true) {
        SocketChannel connection = channel.accept();
        // One that says nothing must not keep the others waiting.
        daemon("synapse-hello", () -> greet(new LineChannel(connection)));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void greet(LineChannel connection) {
    try {
      String line = connection.readLine();
      Optional<CompletableFuture<LineChannel>> awaited =
          line == null ? Optional.empty() : awaited(line);
      if (awaited.isEmpty() || !awaited.get().complete(connection)) {
        connection.close();
      }
    } catch (IOException | ProtocolException e) {
      LOG.warn("a process that is no worker connected", e);
    }
  }

  private Optional<CompletableFuture<LineChannel>> awaited(String line) {
    return MessageCodec.ofWorker(line)
        .filter(WorkerMessage.Hello.class::isInstance)
        .map(WorkerMessage.Hello.class::cast)
        .filter(hello -> hello.version() == WorkerMessage.Hello.VERSION)
        .map(hello -> expected.remove(hello.token()));
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(socket);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.warn("could not clear up {}", folder, e);
    }
  }

  /**
   * Sockets of drivers that were killed before they had a worker: workers clear up after their
   * driver, and nobody else does.
   */
  static final class AbandonedSockets {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedSockets.class);

    private AbandonedSockets() {}

    /** Deletes those in a folder where nobody listens any more. What cannot be deleted stays. */
    static void sweep(Path parent) {
      try (DirectoryStream<Path> folders =
          Files.newDirectoryStream(parent, WorkerServer.FOLDER_PREFIX + "*")) {
        for (Path folder : folders) {
          sweepOne(folder);
        }
      } catch (IOException e) {
        LOG.warn("could not look for abandoned sockets in {}", parent, e);
      }
    }

    private static void sweepOne(Path folder) {
      Path socket = folder.resolve(WorkerServer.SOCKET_NAME);
      try {
        if (Files.exists(socket) && DriverSocket.isAbandoned(socket)) {
          Files.deleteIfExists(socket);
          Files.deleteIfExists(folder);
        }
      } catch (IOException e) {
        LOG.debug("left {} alone", folder, e);
      }
    }
  }
}
