package io.synapse.dataset;

import io.synapse.dataset.FingerprintCache.FileStamp;
import io.synapse.files.Sha256;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The identity of a data set's content: SHA-256 over each file's relative name, a zero byte, the
 * SHA-256 of its content in hexadecimal digits and a line feed, in the order of {@link
 * DatasetContent#files()}. It does not depend on where the data set lies, on times, or on the order
 * in which a file system lists names.
 */
public final class Fingerprint {

  private Fingerprint() {}

  /**
   * Reads every file whose digest is not in the cache.
   *
   * @param content the data set
   * @param cache remembers the digests of unchanged files; {@link FingerprintCache#NONE} for none
   * @param progress told the bytes of the files done, remembered ones included
   * @return 64 hexadecimal digits, lower case
   * @throws InvalidInputException when a file is gone or may not be read
   * @throws OperationFailedException when a file changes while it is read, on an input error, and
   *     when the thread is interrupted
   */
  public static String of(DatasetContent content, FingerprintCache cache, ByteProgress progress) {
    MessageDigest whole = Sha256.start();
    ProgressMeter meter = new ProgressMeter(content.bytes(), progress);
    FileDigests digests = new FileDigests(meter);
    try (FingerprintCache.Session session = cache.open(content.path())) {
      for (String name : content.files()) {
        String digest = digest(name, content.resolve(name), session, digests);
        whole.update((name + "\0" + digest + "\n").getBytes(StandardCharsets.UTF_8));
      }
      session.keep();
    }
    meter.finish();
    return HexFormat.of().formatHex(whole.digest());
  }

  private static String digest(
      String name, Path file, FingerprintCache.Session session, FileDigests digests) {
    try {
      FileStamp stamp = FileStamp.of(file);
      String known = session.lookUp(name, stamp);
      String digest = known == null ? digests.read(file, stamp) : digests.skip(stamp, known);
      session.record(name, stamp, digest);
      return digest;
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "the data set's file " + file + " has gone since its folder was read; put it back");
    } catch (AccessDeniedException e) {
      throw new InvalidInputException(
          "the data set's file "
              + file
              + " cannot be read: permission denied; give read permission");
    } catch (ClosedByInterruptException e) {
      throw ProgressMeter.interrupted();
    } catch (IOException e) {
      throw new OperationFailedException("the data set's file " + file + ": " + e.getMessage(), e);
    }
  }

  /** Reads files through one buffer into digests. */
  static final class FileDigests {

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
}
