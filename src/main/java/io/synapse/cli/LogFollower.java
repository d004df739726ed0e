package io.synapse.cli;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Goes on printing a file that grows. It is asked again and again, for not every file system tells
 * of changes.
 */
final class LogFollower {

  private static final Duration PAUSE = Duration.ofMillis(100);

  /** The registry is asked more seldom: a run ends once. */
  private static final int LOOKS_PER_QUESTION = 5;

  private final GrowingFile file;
  private final LogOutput output;

  LogFollower(GrowingFile file, LogOutput output) {
    this.file = file;
    this.output = output;
  }

  /** Prints until nothing more can come, or nobody reads any more. */
  void followUntil(BooleanSupplier over) throws InterruptedException {
    for (int look = 0; ; look++) {
      // Asked before the file is read, so that what was written until the end is read too.
      boolean last = look % LOOKS_PER_QUESTION == 0 && over.getAsBoolean();
      boolean taken = file.copyTo(output);
      if (last || !taken) {
        return;
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
