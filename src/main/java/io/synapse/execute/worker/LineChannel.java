package io.synapse.execute.worker;

import io.synapse.protocol.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Whole lines of UTF-8 over a socket. One thread may read while another writes, which the streams
 * that Java 17 makes of a channel don't allow.
 *
 * <p>A thread that is interrupted while it reads or writes closes the channel, so no thread of a
 * plugin may do either.
 */
public final class LineChannel implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_LINE = 1 << 26;

  private final SocketChannel channel;
  private final ByteBuffer received = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * Lines over a channel in blocking mode.
   *
   * @param channel is closed with this
   */
  public LineChannel(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for a line.
   *
   * @return the line without its end; null when the other side has closed, also in the middle of a
   *     line
   * @throws ProtocolException when the line is longer than 64 MB
   * @throws IOException when the channel fails
   */
  public String readLine() throws IOException {
    line.reset();
    while (true) {
      while (received.hasRemaining()) {
        byte next = received.get();
        if (next == '\n') {
          return line.toString(StandardCharsets.UTF_8);
        }
        line.write(next);
      }
      if (line.size() > LONGEST_LINE) {
        throw new ProtocolException("a line is longer than " + LONGEST_LINE + " bytes");
      }
      if (!receive()) {
        return null;
      }
    }
  }

  private boolean receive() throws IOException {
    received.clear();
    int count = channel.read(received);
    received.flip();
    return count >= 0;
  }

  /** Sends a line; waits while the other side doesn't read. */
  public void writeLine(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
