package io.synapse.report.files;

import io.synapse.tune.RecordedEvent;
import io.synapse.tune.RunEvent;
import io.synapse.tune.RunListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the files of each trial that other tools read: {@code params.json}, {@code result.json},
 * {@code progress.csv} and {@code events.out.tfevents.*}, moments after what they tell of.
 *
 * <p>All of it is done on a thread of its own. The thread that runs the job only puts events into
 * its queue, and waits while that is full: nothing is lost. {@link #close} waits until everything
 * is written.
 */
public final class TrialFilesWriter implements RunListener {

  private static final Logger LOG = LoggerFactory.getLogger(TrialFilesWriter.class);
  private static final int ROOM = 1 << 13;
  private static final Duration PACE = Duration.ofMillis(250);

  private final Path runs;
  private final BlockingQueue<Consumer<RunFiles>> queue = new ArrayBlockingQueue<>(ROOM);
  private Thread thread;

  /** Only used on the thread that writes. */
  private boolean closed;

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
      start(runs.resolve(started.runId()).resolve("trials"));
    } else if (thread != null && RunFiles.concerns(recorded.event())) {
      put(files -> files.take(recorded));
    }
  }

  /** What an earlier process did is in its files. */
  @Override
  public void onReplay(RecordedEvent recorded) {
    if (recorded.event() instanceof RunEvent.RunStarted) {
      onEvent(recorded);
    }
  }

  private void start(Path trials) {
    thread = new Thread(() -> write(trials), "trial-files");
    thread.setDaemon(true);
    thread.start();
  }

  private void put(Consumer<RunFiles> work) {
    boolean interrupted = false;
    boolean done = false;
    while (!done) {
      try {
        queue.put(work);
        done = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Path trials) {
    RunFiles files = new RunFiles(trials, ResultLine.Writer.here());
    long due = System.nanoTime() + PACE.toNanos();
    while (!closed) {
      try {
        Consumer<RunFiles> work = queue.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (work != null) {
          work.accept(files);
        }
        if (due - System.nanoTime() <= 0) {
          files.flush();
          due = System.nanoTime() + PACE.toNanos();
        }
      } catch (InterruptedException | RuntimeException | Error e) {
        // Whoever puts something into the queue must never wait for a thread that is gone.
        LOG.warn("a trial's files could not be written", e);
      }
    }
    files.flush();
  }

  @Override
  public void close() {
    if (thread == null) {
      return;
    }
    put(files -> closed = true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }
}
