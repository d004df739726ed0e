package io.synapse.report.files;

import io.synapse.tune.RecordedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one run's files, batch by batch; before, it mends what an earlier process has left. */
final class RunWriter {

  private static final Logger LOG = LoggerFactory.getLogger(RunWriter.class);

  private final Path run;
  private final RunFiles.Before before;

  /** The first event of this process. */
  private final long first;

  private final UnwrittenMark mark;
  private boolean complete = true;

  private RunWriter(Path run, RunFiles.Before before, long first) {
    this.run = run;
    this.before = before;
    this.first = first;
    this.mark = new UnwrittenMark(run);
  }

  static RunWriter ofNewRun(Path run, long first) {
    return new RunWriter(run, RunFiles.Before.NOTHING, first);
  }

  /** Of a run of which it is not known yet whether it goes on. */
  static RunWriter ofResumedRun(Path run) {
    return new RunWriter(run, RunFiles.Before.PERHAPS_FILES, Long.MAX_VALUE);
  }

  /**
   * The same for a run that goes on.
   *
   * @param sequence of the first event of this process
   */
  RunWriter goingOnAt(long sequence) {
    return new RunWriter(run, before, sequence);
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
  void write(EventBatches batches) {
    attempt(this::mend);
    RunFiles files = new RunFiles(run.resolve("trials"), ResultLine.Writer.here(), before);
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

  private void mend() throws IOException {
    OptionalLong missing = mark.first();
    if (missing.isPresent() && missing.getAsLong() < first) {
      new FilesFromJournal(run, ResultLine.Writer.here()).mend(missing.getAsLong(), first);
    }
  }

  /** Mends when this process has nothing to do for the run and no other one has. */
  void mendIfOver() {
    attempt(
        () -> {
          if (mark.first().isPresent()
              && new FilesFromJournal(run, ResultLine.Writer.here()).isOver()) {
            mend();
            mark.remove();
          }
        });
  }

  /** Some work with files. */
  private interface Work {
    void carryOut() throws IOException;
  }

  /** Whoever puts events in must never wait for a thread that is gone. */
  private void attempt(Work work) {
    try {
      work.carryOut();
    } catch (IOException | RuntimeException | Error e) {
      complete = false;
      LOG.warn("files of trials in {} could not be written: {}", run, e.toString(), e);
    }
  }
}
