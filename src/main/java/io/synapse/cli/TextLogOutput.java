package io.synapse.cli;

import io.synapse.terminal.DisplayText;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Prints a log for people: what would move the cursor, colour or hide something is made harmless,
 * tabs and line ends apart. A carriage return, with which progress bars overwrite themselves, ends
 * the line.
 */
final class TextLogOutput implements LogOutput {

  private final PrintWriter output;
  private final DisplayText display;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** The first bytes of a character whose others have not come yet. */
  private ByteBuffer torn = ByteBuffer.allocate(0);

  private boolean returned;

  TextLogOutput(PrintWriter output, DisplayText display) {
    this.output = output;
    this.display = display;
  }

  @Override
  public boolean write(byte[] bytes, int length) {
    ByteBuffer whole = ByteBuffer.allocate(torn.remaining() + length);
    whole.put(torn).put(bytes, 0, length).flip();
    print(decode(whole, false));
    torn = whole;
    return !output.checkError();
  }

  @Override
  public void end() {
    print(decode(torn, true));
    if (returned) {
      output.print('\n');
    }
    output.flush();
  }

  private String decode(ByteBuffer bytes, boolean last) {
    CharBuffer characters = CharBuffer.allocate(bytes.remaining() + 1);
    decoder.decode(bytes, characters, last);
    if (last) {
      decoder.flush(characters);
    }
    return characters.flip().toString();
  }

  private void print(String text) {
    int start = 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (returned && character != '\n') {
        output.print('\n');
      }
      returned = character == '\r';
      if (character == '\n' || character == '\t' || returned) {
        output.print(display.clean(text.substring(start, index)));
        start = index + 1;
      }
      if (character == '\n' || character == '\t') {
        output.print(character);
      }
    }
    output.print(display.clean(text.substring(start)));
  }
}
