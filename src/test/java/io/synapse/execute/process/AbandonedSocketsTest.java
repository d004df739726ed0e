package io.synapse.execute.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.execute.process.WorkerServer.AbandonedSockets;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedSocketsTest {

  @TempDir Path folder;

  @Test
  void aSocketWhereNobodyListensGoes() throws IOException {
    Path abandoned = socket("synapse-1");
    listen(abandoned).close();

    AbandonedSockets.sweep(folder);

    assertThat(abandoned.getParent()).doesNotExist();
  }

  @Test
  void othersStay() throws IOException {
    Path other = Files.createFile(socket("other-1"));
    Path unfinished = Files.createDirectory(folder.resolve("synapse-2"));
    Path used = socket("synapse-3");
    try (ServerSocketChannel driver = listen(used)) {
      AbandonedSockets.sweep(folder);

      assertThat(driver.accept().read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
    assertThat(used).exists();
    assertThat(other).exists();
    assertThat(unfinished).exists();
  }

  @Test
  void aMissingFolderIsNoFailure() {
    AbandonedSockets.sweep(folder.resolve("missing"));

    assertThat(folder).isEmptyDirectory();
  }

  private Path socket(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name)).resolve("socket");
  }

  private static ServerSocketChannel listen(Path socket) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    return channel.bind(UnixDomainSocketAddress.of(socket));
  }
}
