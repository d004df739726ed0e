package io.synapse.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of {@code src/test/resources/protocol/v1}. */
final class GoldenFile {

  private GoldenFile() {}

  static List<String> lines(String name) {
    String path = "/protocol/v" + WorkerMessage.Hello.VERSION + "/" + name;
    try (InputStream file = GoldenFile.class.getResourceAsStream(path)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
