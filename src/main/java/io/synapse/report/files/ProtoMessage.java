package io.synapse.report.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes one message in the wire format of Protocol Buffers, field by field. See <a
 * href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>.
 */
final class ProtoMessage {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;
  static final int FIXED32 = 5;

  private static final int SEVEN_BITS = 0x7F;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A field of type int32, int64, bool or enum. */
  ProtoMessage integer(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  /** A field of type double. */
  ProtoMessage real(int field, double value) {
    key(field, FIXED64);
    littleEndian(Double.doubleToLongBits(value), Double.BYTES);
    return this;
  }

  /** A field of type float. */
  ProtoMessage shortReal(int field, float value) {
    key(field, FIXED32);
    littleEndian(Float.floatToIntBits(value), Float.BYTES);
    return this;
  }

  /** A field of type string. */
  ProtoMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A field that is a message itself. */
  ProtoMessage message(int field, ProtoMessage value) {
    return bytes(field, value.toBytes());
  }

  /** A field of type bytes. */
  ProtoMessage bytes(int field, byte[] value) {
    key(field, LENGTH_DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private void key(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~SEVEN_BITS) != 0) {
      out.write((int) (rest & SEVEN_BITS) | MORE);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private void littleEndian(long bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (bits >>> (Byte.SIZE * i)));
    }
  }
}
