package io.synapse.cli.output;

import io.synapse.problem.OperationFailedException;
import io.synapse.terminal.DisplayText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Where a log is printed, piece by piece. A piece may end within a character. */
public interface LogOutput {

  /**
   * Takes the next piece, and has passed it on when it returns.
   *
   * @param length how many of the bytes count, from the first
   * @return false when the reader is gone
   * @throws OperationFailedException when it cannot be written for another reason
   */
  boolean write(byte[] bytes, int length);

  /** Nothing more comes. */
  void end();

  /** Prints a log as it is, for other programs and files. */
  static final class RawLogOutput implements LogOutput {

    private final OutputStream output;

    /**
     * An output.
     *
     * @param output this process' standard output, without a buffer
     */
    public RawLogOutput(OutputStream output) {
      this.output = output;
    }

    @Override
    public boolean write(byte[] bytes, int length) {
      try {
        output.write(bytes, 0, length);
        return true;
      } catch (IOException e) {
        if (StandardOutput.isPipe()) {
          return false;
        }
        throw new OperationFailedException(
            "standard output cannot be written to: %s; the log did not go there whole"
                .formatted(e.getMessage()),
            e);
      }
    }

    @Override
    public void end() {
      // Every piece is written already.
    }
  }

  /**
   * Prints a log for people: what would move the cursor, colour or hide something is made harmless,
   * tabs and line ends apart. A carriage return, with which progress bars overwrite themselves,
   * ends the line.
   */
  static final class TextLogOutput implements LogOutput {

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

    public TextLogOutput(PrintWriter output, DisplayText display) {
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
}
