package io.synapse.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SyncThrottleTest {

  /** Also right when the system's clock of nanoseconds passes its largest number. */
  private long now = Long.MAX_VALUE - 100;

  private final SyncThrottle pace = new SyncThrottle(() -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void theFirstIsDueAndTheNextASecondLater() {
    assertThat(pace.isDue()).isTrue();
    assertThat(pace.isDue()).isFalse();
    pass(Duration.ofMillis(999));
    assertThat(pace.isDue()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(pace.isDue()).isTrue();
    assertThat(pace.isDue()).isFalse();
  }

  @Test
  void askingOftenDoesNotPutItOff() {
    int due = 0;
    for (int i = 0; i < 1000; i++) {
      due += pace.isDue() ? 1 : 0;
      pass(Duration.ofMillis(10));
    }
    assertThat(due).isEqualTo(10);
  }
}
