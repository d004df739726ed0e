package io.synapse.execute;

import io.synapse.run.TrialEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The one queue of a run: executors and signal handlers put events in from any thread, the tuner
 * takes them out. What plugins merely log has limited room, so that a plugin that logs faster than
 * the journal is written waits instead of filling the memory.
 */
public final class EventQueue implements EventSource {

  private static final int MOST_LOGGED = 10_000;
  private static final int MOST_AT_ONCE = 10_000;

  private record QueuedEvent(TrialEvent event, boolean hasRoom) {}

  private final BlockingQueue<QueuedEvent> entries = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MOST_LOGGED);

  /** Adds an event; never waits. */
  public void put(TrialEvent event) {
    entries.add(new QueuedEvent(event, false));
  }

  /**
   * Adds something that a plugin logged; waits while there is no room.
   *
   * @throws InterruptedException when the thread is interrupted; the event is not added then
   */
  public void putLogged(TrialEvent event) throws InterruptedException {
    room.acquire();
    entries.add(new QueuedEvent(event, true));
  }

  /** From now on nobody waits for room any more: nothing is taken out again. */
  public void stopWaiting() {
    room.drainPermits();
    room.release(Integer.MAX_VALUE / 2);
  }

  /** Takes some thousands of events at most at once. */
  @Override
  public List<TrialEvent> await(Duration atMost) throws InterruptedException {
    List<QueuedEvent> batch = new ArrayList<>();
    QueuedEvent first = entries.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      batch.add(first);
      entries.drainTo(batch, MOST_AT_ONCE);
    }
    room.release((int) batch.stream().filter(QueuedEvent::hasRoom).count());
    return batch.stream().map(QueuedEvent::event).toList();
  }
}
