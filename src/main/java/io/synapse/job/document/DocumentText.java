package io.synapse.job.document;

import io.synapse.job.document.NodeBuilder.PlaceFactory;
import io.synapse.problem.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** From bytes to text: UTF-8, with or without a byte-order mark, without control characters. */
final class DocumentText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private DocumentText() {}

  /** The text; an error that says where when the bytes are none. */
  static String decode(byte[] bytes, PlaceFactory places) {
    refuseUtf16(bytes, places);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length + 1);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(input, output, true);
    String decoded = output.flip().toString();
    String text = decoded.indexOf(BYTE_ORDER_MARK) == 0 ? decoded.substring(1) : decoded;
    refuseControlCharacters(text, places);
    if (result.isError()) {
      String found = String.format("0x%02X", bytes[input.position()]);
      throw atEnd(text, places, "the byte " + found + " here is not UTF-8; save the file as UTF-8");
    }
    return text;
  }

  private static void refuseUtf16(byte[] bytes, PlaceFactory places) {
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    if (mark == 0xFEFF || mark == 0xFFFE) {
      throw NodeBuilder.failure(places.at(1, 1), "the file is UTF-16; save it as UTF-8");
    }
  }

  private static void refuseControlCharacters(String text, PlaceFactory places) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character < ' ' && character != '\n' && character != '\r' && character != '\t') {
        String found = String.format("U+%04X", (int) character);
        throw atEnd(
            text.substring(0, index),
            places,
            "the control character " + found + " stands here, so this is not a text file");
      }
    }
  }

  private static InvalidInputException atEnd(String before, PlaceFactory places, String message) {
    TextCursor cursor = new TextCursor(before);
    while (cursor.peek() != TextCursor.END) {
      cursor.next();
    }
    return NodeBuilder.failure(places.at(cursor.line(), cursor.column()), message);
  }

  /** Goes through a text and knows line and column. CR, LF and CR LF each end a line. */
  static final class TextCursor {

    /** What {@link #peek} gives at the end. */
    static final int END = -1;

    private final String text;
    private int index;
    private int line = 1;
    private int column = 1;

    TextCursor(String text) {
      this.text = text;
    }

    /** The next character, not taken; {@link #END} when there is none. */
    int peek() {
      return index < text.length() ? text.charAt(index) : END;
    }

    /** Takes the next character; there must be one. */
    char next() {
      char taken = text.charAt(index++);
      if (taken == '\n' || (taken == '\r' && peek() != '\n')) {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(taken)) {
        column++;
      }
      return taken;
    }

    int line() {
      return line;
    }

    int column() {
      return column;
    }
  }
}
