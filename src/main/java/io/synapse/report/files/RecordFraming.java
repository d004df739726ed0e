package io.synapse.report.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The layout of records in TensorFlow's format TFRecord: the length (8 bytes, the least significant
 * first), its checksum (4), the content, its checksum (4). Checksums are CRC-32C, turned by 15 bits
 * and moved by a constant. Source: {@code tensorflow/core/lib/io/record_writer.h} and {@code
 * tensorflow/core/lib/hash/crc32c.h}.
 */
final class RecordFraming {

  /** What a record takes beside its content. */
  static final int OVERHEAD = Long.BYTES + 2 * Integer.BYTES;

  private static final int TURN = 15;
  private static final int MASK = 0xa282ead8;

  private RecordFraming() {}

  /** The record with a content. */
  static byte[] framed(byte[] content) {
    byte[] record = new byte[OVERHEAD + content.length];
    buffer(record)
        .putLong(content.length)
        .putInt(maskedChecksum(record, Long.BYTES))
        .put(content)
        .putInt(maskedChecksum(content));
    return record;
  }

  /**
   * The content of the record that begins at the buffer's position, which moves behind it.
   *
   * @return empty when there is no whole and undamaged record; then the position stays
   */
  static Optional<byte[]> read(ByteBuffer buffer) {
    ByteBuffer ahead = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (ahead.remaining() < OVERHEAD) {
      return Optional.empty();
    }
    byte[] length = new byte[Long.BYTES];
    ahead.get(length);
    boolean intact = ahead.getInt() == maskedChecksum(length);
    long size = buffer(length).getLong();
    if (!intact || size < 0 || size > ahead.remaining() - Integer.BYTES) {
      return Optional.empty();
    }
    byte[] content = new byte[(int) size];
    ahead.get(content);
    if (ahead.getInt() != maskedChecksum(content)) {
      return Optional.empty();
    }
    buffer.position(ahead.position());
    return Optional.of(content);
  }

  static int maskedChecksum(byte[] bytes) {
    return maskedChecksum(bytes, bytes.length);
  }

  private static int maskedChecksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return Integer.rotateRight((int) checksum.getValue(), TURN) + MASK;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
