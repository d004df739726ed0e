package io.synapse.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.run.TrialEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventQueueTest {

  private static final int MANY = 50_000;

  private final EventQueue queue = new EventQueue();
  private final AtomicInteger put = new AtomicInteger();

  @Test
  void whatIsLoggedWaitsForRoomAndComesOutInItsOrder() throws Exception {
    Thread plugin = startLogging();
    await().until(() -> plugin.getState() == Thread.State.WAITING);
    assertThat(put.get()).isLessThan(MANY);

    List<TrialEvent> taken = new ArrayList<>();
    while (taken.size() < MANY) {
      taken.addAll(queue.await(Duration.ofSeconds(1)));
    }
    plugin.join();

    assertThat(taken.get(MANY - 1)).isEqualTo(message(MANY - 1));
  }

  @Test
  void whatIsNotLoggedNeverWaits() throws Exception {
    for (int i = 0; i < MANY; i++) {
      queue.put(new TrialEvent.Interrupted("again"));
    }

    assertThat(queue.await(Duration.ZERO)).hasSizeLessThan(MANY).isNotEmpty();
  }

  @Test
  void nobodyWaitsOnceNothingIsTakenOutAnyMore() throws Exception {
    Thread plugin = startLogging();
    await().until(() -> plugin.getState() == Thread.State.WAITING);

    queue.stopWaiting();
    queue.stopWaiting();
    plugin.join();

    assertThat(put.get()).isEqualTo(MANY);
  }

  private Thread startLogging() {
    Thread plugin = new Thread(this::log, "logging");
    plugin.setDaemon(true);
    plugin.start();
    return plugin;
  }

  private void log() {
    try {
      for (int i = 0; i < MANY; i++) {
        queue.putLogged(message(i));
        put.incrementAndGet();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static TrialEvent message(int number) {
    return new TrialEvent.MessageLogged("t", 1, "" + number);
  }
}
