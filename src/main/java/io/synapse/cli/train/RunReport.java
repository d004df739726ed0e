package io.synapse.cli.train;

import io.synapse.cli.output.Notices;
import io.synapse.report.html.HtmlReport;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunListener;
import io.synapse.store.Store;
import io.synapse.store.run.RunStore;
import io.synapse.store.run.StoredRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run's {@code report.html}: written when the run has ended and, if requested, again and again
 * during the run, on a thread of its own. A failure to write it is reported and costs nothing else.
 */
final class RunReport implements RunListener {

  private static final Logger LOG = LoggerFactory.getLogger("report");
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** A large run's report takes a while; making it must not take the machine from its trials. */
  private static final int PAUSE_FOR_WORK = 10;

  private final Path store;
  private final Freshness freshness;
  private final Notices notices;
  private volatile String runId;
  private volatile boolean over;
  private Thread writer;

  /** When it is written. */
  enum Freshness {
    AT_THE_END,
    ALL_THE_TIME
  }

  /**
   * A report that begins with the run.
   *
   * @param store the store's folder
   * @param freshness when it is written
   * @param notices is notified when it cannot be written
   */
  RunReport(Path store, Freshness freshness, Notices notices) {
    this.store = store;
    this.freshness = freshness;
    this.notices = notices;
  }

  @Override
  public void onEvent(RecordedEvent recorded) {
    if (recorded.event() instanceof RunEvent.RunStarted started && runId == null) {
      runId = started.runId();
      if (freshness == Freshness.ALL_THE_TIME) {
        writer = new Thread(this::writeAgainAndAgain, "report");
        writer.setDaemon(true);
        writer.start();
      }
    }
  }

  private void writeAgainAndAgain() {
    while (!over) {
      long start = System.nanoTime();
      write(HtmlReport.Reload.every(PAUSE)).ifPresent(LOG::warn);
      long pause = Math.max(PAUSE.toNanos(), (System.nanoTime() - start) * PAUSE_FOR_WORK);
      long end = System.nanoTime() + pause;
      while (!over && System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
    }
  }

  /** The run has ended: writes the report that stays. */
  @Override
  public void close() {
    over = true;
    if (writer != null) {
      LockSupport.unpark(writer);
      awaitWriter();
    }
    if (runId != null) {
      write(HtmlReport.Reload.NEVER).ifPresent(notices::warning);
    }
  }

  /** The last report must not be replaced by an older one, so an interruption has to wait. */
  private void awaitWriter() {
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Writes it. Whatever goes wrong here is no reason for a run to fail.
   *
   * @return why it was not written; empty when it was
   */
  private Optional<String> write(HtmlReport.Reload reload) {
    try (Store opened = Store.openForReading(store)) {
      RunStore runs = opened.runs();
      StoredRun run = runs.find(runId);
      RunReportFile.write(run, runs, reload, runs.folder(run).reportFile());
      return Optional.empty();
    } catch (RuntimeException | OutOfMemoryError e) {
      return Optional.of("the report was not written: " + e.getMessage());
    }
  }
}
