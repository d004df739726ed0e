package io.synapse.execute.worker;

import io.synapse.protocol.Message;
import io.synapse.protocol.MessageCodec;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends messages in their order on a thread of its own, so that interrupting a thread that says
 * something cannot close the channel.
 */
public final class LineSender {

  private static final String LAST = "";
  private static final int MOST_WAITING = 256;

  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_WAITING);
  private final CountDownLatch done = new CountDownLatch(1);
  private final LineChannel channel;
  private volatile boolean closed;

  private LineSender(LineChannel channel) {
    this.channel = channel;
  }

  /**
   * A sender at work.
   *
   * @param channel is left open
   * @param threadName name of its thread, a daemon
   */
  public static LineSender start(LineChannel channel, String threadName) {
    LineSender sender = new LineSender(channel);
    Thread thread = new Thread(sender::sendAll, threadName);
    thread.setDaemon(true);
    thread.start();
    return sender;
  }

  /**
   * Sends a message after those before it; waits while too many wait to be sent. What the other
   * side doesn't take any more is dropped.
   *
   * @throws InterruptedException when the thread is interrupted; the message is not sent then
   */
  public void send(Message message) throws InterruptedException {
    String line = MessageCodec.line(message);
    boolean taken = closed;
    while (!taken) {
      taken = lines.offer(line, 1, TimeUnit.SECONDS) || closed;
    }
  }

  /**
   * Sends everything that waits and then nothing more.
   *
   * @return whether that was done within the time
   */
  public boolean finish(long milliseconds) throws InterruptedException {
    return lines.offer(LAST, milliseconds, TimeUnit.MILLISECONDS)
        && done.await(milliseconds, TimeUnit.MILLISECONDS);
  }

  private void sendAll() {
    try {
      for (String line = take(); !line.equals(LAST); line = take()) {
        channel.writeLine(line);
      }
    } catch (IOException e) {
      // The other side is gone; the thread that reads from it notices that too.
    } finally {
      closed = true;
      done.countDown();
    }
  }

  /** Only a plugin interrupts this thread, and not to end it. */
  private String take() {
    while (true) {
      try {
        return lines.take();
      } catch (InterruptedException e) {
        // Waits on.
      }
    }
  }
}
