package io.synapse.report.files;

import io.synapse.run.RecordedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one run's files, batch by batch; before, it fixes what an earlier process has left. */
final class RunFilesWriter {

  private static final Logger LOG = LoggerFactory.getLogger(RunFilesWriter.class);

  private final Path run;
  private final RunFiles.EarlierFiles before;

  /** The first event of this process. */
  private final long first;

  private final UnwrittenMark mark;
  private boolean complete = true;

  private RunFilesWriter(Path run, RunFiles.EarlierFiles before, long first) {
    this.run = run;
    this.before = before;
    this.first = first;
    this.mark = new UnwrittenMark(run);
  }

  static RunFilesWriter ofNewRun(Path run, long first) {
    return new RunFilesWriter(run, RunFiles.EarlierFiles.NOTHING, first);
  }

  /** A writer for a run of which it is not known yet whether it is resumed. */
  static RunFilesWriter ofResumedRun(Path run) {
    return new RunFilesWriter(run, RunFiles.EarlierFiles.PERHAPS_FILES, Long.MAX_VALUE);
  }

  /**
   * The same for a run that is resumed.
   *
   * @param sequence of the first event of this process
   */
  RunFilesWriter goingOnAt(long sequence) {
    return new RunFilesWriter(run, before, sequence);
  }

  /** Says, before the run's next event, that its files are not to be relied on. */
  void mark() {
    attempt(
        () -> {
          if (mark.first().isEmpty()) {
            mark.set(first);
          }
        });
  }

  /** Writes what there is until no event follows. */
  void write(EventBatchQueue batches) {
    attempt(this::repair);
    RunFiles files = new RunFiles(run.resolve("trials"), ResultLine.WriterProcess.here(), before);
    List<RecordedEvent> batch = batches.take();
    while (!batch.isEmpty()) {
      List<RecordedEvent> events = batch;
      attempt(() -> write(files, events));
      batch = batches.take();
    }
    if (complete && files.isWritten()) {
      attempt(mark::remove);
    }
  }

  private void write(RunFiles files, List<RecordedEvent> events) throws IOException {
    events.forEach(files::take);
    files.flush();
    if (complete && files.isWritten()) {
      mark.set(events.get(events.size() - 1).sequence() + 1);
    }
  }

  private void repair() throws IOException {
    OptionalLong missing = mark.first();
    if (missing.isPresent() && missing.getAsLong() < first) {
      new TrialFilesRepair(run, ResultLine.WriterProcess.here()).repair(missing.getAsLong(), first);
    }
  }

  /** Mends when this process has nothing to do for the run and no other one has. */
  void repairIfEnded() {
    attempt(
        () -> {
          if (mark.first().isPresent()
              && new TrialFilesRepair(run, ResultLine.WriterProcess.here()).hasEnded()) {
            repair();
            mark.remove();
          }
        });
  }

  /** Some work with files. */
  private interface FileWork {
    void carryOut() throws IOException;
  }

  /** The thread that puts events in must never wait for a thread that is gone. */
  private void attempt(FileWork work) {
    try {
      work.carryOut();
    } catch (IOException | RuntimeException | Error e) {
      complete = false;
      LOG.warn("files of trials in {} could not be written: {}", run, e.toString(), e);
    }
  }

  /**
   * A file in a run's folder, from the run's begin to its end, that says from which event on the
   * trials' files may lack what the journal has. A process that is killed leaves it behind.
   */
  static final class UnwrittenMark {

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
}
