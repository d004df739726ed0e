package io.synapse.execute.process;

import io.synapse.execute.worker.DriverSocket;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sockets of drivers that were killed before they had a worker: workers clear up after their
 * driver, and nobody else does.
 */
final class AbandonedSockets {

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
