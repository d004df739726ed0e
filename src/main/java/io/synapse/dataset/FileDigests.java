package io.synapse.dataset;

import io.synapse.files.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Reads files through one buffer into digests. */
final class FileDigests {

  private static final int BUFFER_BYTES = 1 << 20;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final MessageDigest digest = Sha256.start();
  private final ProgressMeter meter;

  FileDigests(ProgressMeter meter) {
    this.meter = meter;
  }

  /** The digest of a file's content; an exception when the file changes meanwhile. */
  String read(Path file, FileStamp before) throws IOException {
    long read = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(buffer.clear()) >= 0) {
        read += buffer.flip().remaining();
        meter.advance(buffer.remaining());
        digest.update(buffer);
      }
    }
    String result = HexFormat.of().formatHex(digest.digest());
    if (read != before.size() || !FileStamp.of(file).equals(before)) {
      throw new IOException(
          "it changed while it was read; wait until what writes it has ended, and start again");
    }
    return result;
  }

  /** Counts a file whose digest is known. */
  String skip(FileStamp stamp, String known) {
    meter.advance(stamp.size());
    return known;
  }
}
