package io.synapse.report.files;

import io.synapse.run.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes events from the thread that runs the job to the one that writes, some moments' events at
 * once: most trials that are short are written in one go then, and neither thread wakes the other
 * for each event. The thread that puts something in waits while there is no room: nothing is lost.
 */
final class EventBatchQueue {

  private static final Duration PACE = Duration.ofMillis(250);
  private static final int ROOM = 1 << 13;
  private static final int MANY = ROOM / 2;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition room = lock.newCondition();
  private List<RecordedEvent> waiting = new ArrayList<>();
  private boolean closed;

  /** Puts in an event. */
  void put(RecordedEvent event) {
    lock.lock();
    try {
      while (waiting.size() >= ROOM) {
        room.awaitUninterruptibly();
      }
      waiting.add(event);
      if (waiting.size() == 1 || waiting.size() == MANY) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** No event follows. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for events, and for those of the next moments.
   *
   * @return in their order; none when no event follows
   */
  List<RecordedEvent> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      awaitMany();
      List<RecordedEvent> batch = waiting;
      waiting = new ArrayList<>();
      room.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void awaitMany() {
    long left = PACE.toNanos();
    while (left > 0 && waiting.size() < MANY && !closed) {
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        // This thread is not interrupted to end it: close() does that.
        left = 0;
      }
    }
  }
}
