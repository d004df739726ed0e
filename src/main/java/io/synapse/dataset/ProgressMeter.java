package io.synapse.dataset;

import io.synapse.problem.OperationFailedException;

/** Counts bytes, tells a {@link ByteProgress} now and then, and ends the work on an interrupt. */
final class ProgressMeter {

  private static final int STEPS = 1000;

  private final long total;
  private final ByteProgress progress;
  private long current;
  private long told;

  ProgressMeter(long total, ByteProgress progress) {
    this.total = total;
    this.progress = progress;
  }

  /** Adds bytes; a source that is longer than announced stays at the total. */
  void advance(long bytes) {
    moveTo(current + bytes);
  }

  /** Sets the bytes done so far. */
  void moveTo(long bytes) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    current = Math.min(bytes, total);
    if (current - told > total / STEPS && current < total) {
      told = current;
      progress.moved(current, total);
    }
  }

  /** What an interrupted thread ends with. */
  static OperationFailedException interrupted() {
    return new OperationFailedException("interrupted before the data set was read to its end");
  }

  /** Tells the end. */
  void finish() {
    progress.moved(total, total);
  }
}
