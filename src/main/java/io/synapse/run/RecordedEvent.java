package io.synapse.run;

import java.time.Instant;
import java.util.Optional;

/**
 * An event with its place in the journal.
 *
 * @param sequence counts from 0 without a gap
 * @param time when it happened
 * @param event what happened
 * @param defect what is wrong with the line that it was read from; empty for a sound line
 */
public record RecordedEvent(long sequence, Instant time, RunEvent event, Optional<String> defect) {

  /** A sound event. */
  public RecordedEvent(long sequence, Instant time, RunEvent event) {
    this(sequence, time, event, Optional.empty());
  }
}
