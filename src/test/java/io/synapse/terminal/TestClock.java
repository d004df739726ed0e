package io.synapse.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on when it is told to. */
final class TestClock implements InstantSource {

  private volatile Instant now = Instant.parse("2026-11-23T09:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration duration) {
    now = now.plus(duration);
  }

  void advanceSeconds(long seconds) {
    advance(Duration.ofSeconds(seconds));
  }
}
