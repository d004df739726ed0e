package io.synapse.bench.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is moved by what is simulated. */
final class SimulatedClock extends Clock {

  private Instant now = Instant.EPOCH;

  void moveTo(Instant later) {
    now = later;
  }

  /** How much time has passed since the beginning. */
  Duration elapsed() {
    return Duration.between(Instant.EPOCH, now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the simulated clock has no other zones");
  }
}
