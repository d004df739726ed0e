package io.synapse.execute.worker;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Where a driver listens, as somebody sees it who wonders whether the driver is still there. */
public final class DriverSocket {

  /** A driver that dies closes what it has open in any order, and this socket perhaps last. */
  private static final int LOOKS = 20;

  private static final long PAUSE_MS = 50;

  private DriverSocket() {}

  /**
   * Whether nobody listens at a socket that exists. The driver's process number would not do:
   * containers with numbers of their own may share a folder.
   */
  public static boolean isAbandoned(Path socket) throws IOException {
    try {
      SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }

  /**
   * Whether the driver is gone, or is going just now.
   *
   * @param otherwise the answer where there is no memory left to find out
   */
  static boolean isGone(Path socket, boolean otherwise) {
    boolean answer = otherwise;
    for (int look = 0; look < LOOKS; look++) {
      // An interrupted thread cannot connect.
      boolean unused = Thread.interrupted();
      try {
        if (!Files.exists(socket) || isAbandoned(socket)) {
          return true;
        }
        answer = false;
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      } catch (IOException | InterruptedException | OutOfMemoryError | LinkageError e) {
        // The plugin's doing; the next look may succeed.
      }
    }
    return answer;
  }

  /** Deletes the socket and its folder. What cannot be deleted is left to the next driver. */
  static void delete(Path socket) {
    for (int attempt = 0; attempt < LOOKS; attempt++) {
      try {
        Files.deleteIfExists(socket);
        Files.deleteIfExists(socket.getParent());
        return;
      } catch (IOException | OutOfMemoryError | LinkageError e) {
        // Drivers look for sockets where nobody listens.
      }
    }
  }
}
