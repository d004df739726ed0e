package io.synapse.report.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A file in a run's folder, from the run's begin to its end, that says from which event on the
 * trials' files may lack what the journal has. A process that is killed leaves it behind.
 */
final class UnwrittenMark {

  private final Path file;

  UnwrittenMark(Path run) {
    this.file = run.resolve(".trial-files-unwritten");
  }

  /** The first event that may be missing; empty when nothing is. */
  OptionalLong first() throws IOException {
    if (!Files.exists(file)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
    } catch (NumberFormatException e) {
      // The machine went down just when it was made.
      return OptionalLong.of(0);
    }
  }

  /** Sets the first event that may be missing. Its length never changes, so it is never half. */
  void set(long sequence) throws IOException {
    AppendedFile whole = new AppendedFile(file, 0);
    whole.add(String.format(Locale.ROOT, "%019d\n", sequence).getBytes(StandardCharsets.UTF_8));
    whole.flush();
  }

  /** Everything is written. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
