package io.synapse.report.files;

import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunListener;
import java.nio.file.Path;

/**
 * Writes the files of each trial that other tools read: {@code params.json}, {@code result.json},
 * {@code progress.csv} and {@code events.out.tfevents.*}, moments after the events.
 *
 * <p>All of it is done on a thread of its own. The thread that runs the job only puts events into
 * its queue, and waits while that is full: nothing is lost. {@link #close} waits until everything
 * is written. What a process that was killed has not written is written when its run is resumed.
 */
public final class TrialFilesWriter implements RunListener {

  private final Path runs;
  private final EventBatchQueue batches = new EventBatchQueue();
  private RunFilesWriter resumed;
  private Thread thread;

  /**
   * A writer that begins with the run.
   *
   * @param store the store's folder
   */
  public TrialFilesWriter(Path store) {
    this.runs = store.resolve("runs");
  }

  @Override
  public void onEvent(RecordedEvent recorded) {
    if (recorded.event() instanceof RunEvent.RunStarted started) {
      start(RunFilesWriter.ofNewRun(runs.resolve(started.runId()), recorded.sequence()));
    } else if (thread == null && resumed != null) {
      start(resumed.goingOnAt(recorded.sequence()));
    }
    if (thread != null && RunFiles.concerns(recorded.event())) {
      batches.put(recorded);
    }
  }

  /** What an earlier process did is in its files, or in the run's journal. */
  @Override
  public void onReplay(RecordedEvent recorded) {
    if (recorded.event() instanceof RunEvent.RunStarted started) {
      resumed = RunFilesWriter.ofResumedRun(runs.resolve(started.runId()));
    }
  }

  private void start(RunFilesWriter writer) {
    writer.mark();
    thread = new Thread(() -> writer.write(batches), "trial-files");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    if (thread != null) {
      batches.close();
      join();
    } else if (resumed != null) {
      resumed.repairIfEnded();
    }
    thread = null;
    resumed = null;
  }

  private void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
