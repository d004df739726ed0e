package io.synapse.execute.ray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.protocol.BridgeEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReconnectionTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicInteger tries = new AtomicInteger();

  @Test
  void itTriesUntilTheClusterIsThere() throws Exception {
    patient(Duration.ofMillis(1), LONG).attempt(() -> failUntil(5));

    assertThat(tries).hasValue(5);
  }

  @Test
  void theFirstTryIsMadeAtOnce() throws Exception {
    patient(LONG, LONG).attempt(() -> failUntil(1));

    assertThat(tries).hasValue(1);
  }

  @Test
  void atTheEndOfThePatienceThereIsALastTry() {
    RayExecutor.Reconnection impatient = patient(LONG, Duration.ofSeconds(1));

    assertThatThrownBy(() -> impatient.attempt(() -> failUntil(Integer.MAX_VALUE)))
        .isInstanceOf(RayUnavailableException.class)
        .hasMessage("try 2");
  }

  @Test
  void whatWillNotPassIsNotTriedAgain() {
    BridgeEvent.Refused refused = new BridgeEvent.Refused("other versions", true);
    RayExecutor.Reconnection patient = patient(LONG, LONG);

    assertThatThrownBy(
            () ->
                patient.attempt(
                    () -> {
                      throw new RayUnavailableException(
                          "told", RayUnavailableException.of(refused));
                    }))
        .isInstanceOf(RayUnavailableException.class)
        .hasMessage("told");
  }

  @Test
  void aPauseEndsWhenItIsCancelled() throws Exception {
    RayExecutor.Reconnection patient = patient(LONG, LONG);
    patient.attempt(
        () -> {
          patient.cancel();
          failUntil(Integer.MAX_VALUE);
        });

    assertThat(tries).hasValue(1);
  }

  private static RayExecutor.Reconnection patient(Duration firstPause, Duration total) {
    return new RayExecutor.Reconnection(
        new RayExecutor.Reconnection.Patience(firstPause, firstPause, total));
  }

  private void failUntil(int success) {
    int number = tries.incrementAndGet();
    if (number < success) {
      throw new RayUnavailableException("try " + number);
    }
  }
}
