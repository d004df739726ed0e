package io.synapse.report.files;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The fields of one message in the wire format of Protocol Buffers, as far as we read any. */
final class ProtoFields {

  private static final int SEVEN_BITS = 0x7F;
  private static final int MORE = 0x80;

  /**
   * One field.
   *
   * @param bits the value of one of a fixed size
   * @param bytes the content of one that is not; empty for others
   */
  private record WireField(int number, long bits, ByteBuffer bytes) {}

  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final List<WireField> fields = new ArrayList<>();

  /**
   * Reads a message.
   *
   * @throws IllegalArgumentException when it is none
   */
  ProtoFields(ByteBuffer message) {
    ByteBuffer buffer = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (buffer.hasRemaining()) {
        fields.add(field(buffer));
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the message is cut off", e);
    }
  }

  /** The value of a field of type int32, int64, bool or enum. */
  OptionalLong integer(int number) {
    return fields.stream()
        .filter(field -> field.number == number)
        .mapToLong(WireField::bits)
        .findFirst();
  }

  /** The messages in a field that may be there more than once. */
  List<ProtoFields> messages(int number) {
    return contents(number).stream().map(ProtoFields::new).toList();
  }

  /** The texts in a field. */
  List<String> texts(int number) {
    return contents(number).stream()
        .map(bytes -> StandardCharsets.UTF_8.decode(bytes.duplicate()).toString())
        .toList();
  }

  private List<ByteBuffer> contents(int number) {
    return fields.stream().filter(field -> field.number == number).map(WireField::bytes).toList();
  }

  private static WireField field(ByteBuffer buffer) {
    long key = varint(buffer);
    int number = (int) (key >>> 3);
    return switch ((int) key & 7) {
      case ProtoMessage.VARINT -> new WireField(number, varint(buffer), NONE);
      case ProtoMessage.FIXED64 -> new WireField(number, buffer.getLong(), NONE);
      case ProtoMessage.FIXED32 -> new WireField(number, buffer.getInt(), NONE);
      case ProtoMessage.LENGTH_DELIMITED -> new WireField(number, 0, content(buffer));
      default -> throw new IllegalArgumentException("field " + number + " has no known type");
    };
  }

  private static ByteBuffer content(ByteBuffer buffer) {
    long length = varint(buffer);
    if (length < 0 || length > buffer.remaining()) {
      throw new IllegalArgumentException("the message is cut off");
    }
    ByteBuffer content = buffer.slice(buffer.position(), (int) length);
    buffer.position(buffer.position() + (int) length);
    return content;
  }

  private static long varint(ByteBuffer buffer) {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = buffer.get();
      value |= (long) (next & SEVEN_BITS) << shift;
      shift += 7;
    } while ((next & MORE) != 0);
    return value;
  }
}
