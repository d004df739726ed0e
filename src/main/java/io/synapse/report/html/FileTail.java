package io.synapse.report.html;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The end of a text file.
 *
 * @param text its last lines; bytes that are no UTF-8 are replaced, terminals' controls left out
 * @param cut whether there is more before
 */
record FileTail(String text, boolean cut) {

  /**
   * Reads the end of a file.
   *
   * @param mostBytes how much of it
   * @return empty when it is not there, empty or cannot be read
   */
  static Optional<FileTail> of(Path file, int mostBytes) {
    try (FileChannel channel = FileChannel.open(file)) {
      long from = Math.max(0, channel.size() - mostBytes);
      byte[] bytes = Channels.newInputStream(channel.position(from)).readNBytes(mostBytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.isEmpty() ? Optional.empty() : Optional.of(of(text, from > 0));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A line that was cut is left out, unless it is the only one. */
  private static FileTail of(String text, boolean cut) {
    int line = text.indexOf('\n');
    String whole = cut && line >= 0 && line < text.length() - 1 ? text.substring(line + 1) : text;
    return new FileTail(whole.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", ""), cut);
  }

  List<Object> toJson() {
    return List.of(text, cut);
  }
}
