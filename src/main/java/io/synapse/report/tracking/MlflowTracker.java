package io.synapse.report.tracking;

import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunListener;
import io.synapse.store.Store;
import io.synapse.store.run.RunStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a run to a tracking server while it is running, on a thread of its own, which reads the
 * journal as it grows. Nothing of the run waits for it, and nothing is lost: what a server that is
 * slow or down has not got is in the journal, is tried again and again, and can be sent later.
 */
public final class MlflowTracker implements RunListener {

  private static final Logger LOG = LoggerFactory.getLogger("tracking");

  /** Between two sendings, so that many reports go together. */
  private static final Duration PACE = Duration.ofSeconds(1);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(30);

  /** A run that has ended waits so long for a server that takes nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** As {@link #PATIENCE}, when a person has interrupted the run. */
  private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(3);

  /** A shorter wait is not announced. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final Duration NEWS = Duration.ofSeconds(15);
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final int MOST_REFUSALS = 100;

  private final Path store;
  private final URI server;
  private final Map<String, String> environment;
  private final AtomicInteger refusals = new AtomicInteger();
  private Thread thread;
  private Duration patience = PATIENCE;
  private volatile long latest;
  private volatile boolean over;
  private volatile Optional<RunSender> current = Optional.empty();
  private volatile TrackingOutcome outcome =
      new TrackingOutcome(Optional.empty(), 0, Optional.empty(), 0);

  /**
   * How far it came.
   *
   * @param page where a person looks at the run; empty when the server doesn't have it
   * @param unsent how many events the server has not got; 0 when it has everything
   * @param trouble why not; empty when it has everything
   * @param refusals how much the server didn't take at all
   */
  public record TrackingOutcome(
      Optional<String> page, long unsent, Optional<String> trouble, int refusals) {}

  /**
   * A tracker that begins with the run.
   *
   * @param store the store's folder
   * @param server the tracking server's address
   * @param environment the environment's variables: credentials and the experiment's name
   */
  public MlflowTracker(Path store, URI server, Map<String, String> environment) {
    this.store = store;
    this.server = server;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public void onEvent(RecordedEvent recorded) {
    latest = Math.max(latest, recorded.sequence());
    if (recorded.event() instanceof RunEvent.RunStarted started && thread == null) {
      start(started.runId());
    } else if (recorded.event() instanceof RunEvent.RunInterrupted) {
      patience = LITTLE_PATIENCE;
    }
  }

  private void start(String runId) {
    thread = new Thread(() -> follow(runId), "tracking");
    thread.setDaemon(true);
    thread.start();
  }

  private void follow(String runId) {
    try (Store opened = Store.openForReading(store)) {
      RunStore runs = opened.runs();
      RunSender.SenderSettings settings =
          RunSender.SenderSettings.of(server, environment, this::refused);
      try (RunSender sender =
          RunSender.open(runs.folder(runs.find(runId)), store.resolve("models"), settings)) {
        current = Optional.of(sender);
        follow(sender);
      }
    } catch (InterruptedException e) {
      LOG.warn("not everything was sent to {}: {}", server, outcome.trouble.orElse(""));
    } catch (TrackingFailure | RuntimeException | OutOfMemoryError e) {
      LOG.warn("the run cannot be tracked on {}", server, e);
      outcome = new TrackingOutcome(outcome.page, latest + 1, Optional.of(e.getMessage()), 0);
    }
  }

  private void follow(RunSender sender) throws InterruptedException {
    Duration retry = FIRST_RETRY;
    boolean concluded = false;
    boolean done = false;
    while (!done) {
      boolean last = over;
      if (last && !concluded) {
        sender.end(RunSender.JournalEnding.TOLD);
        concluded = true;
      }
      long before = sender.answers();
      boolean sent = send(sender);
      retry = sent || sender.answers() > before ? FIRST_RETRY : longer(retry);
      done = last && sent;
      if (!done) {
        pause(sent ? PACE : retry, last);
      }
    }
  }

  private static Duration longer(Duration retry) {
    Duration doubled = retry.multipliedBy(2);
    return doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
  }

  /** Whether everything was sent. */
  private boolean send(RunSender sender) throws InterruptedException {
    Optional<String> before = outcome.trouble;
    Optional<String> trouble = Optional.of(server + " did not answer in time");
    try {
      sender.send();
      trouble = Optional.empty();
      before.ifPresent(why -> LOG.info("{} takes what is sent again", server));
    } catch (TrackingFailure e) {
      trouble = Optional.of(e.getMessage());
      if (!before.equals(trouble)) {
        LOG.warn("{}; what waits is kept and tried again", e.getMessage());
      }
    } finally {
      outcome = new TrackingOutcome(sender.page(), unsent(sender), trouble, refusals.get());
    }
    return trouble.isEmpty();
  }

  /** Until there is something to do; an end comes at once. */
  private void pause(Duration pause, boolean ending) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    while (over == ending && end - System.nanoTime() > 0) {
      LockSupport.parkNanos(end - System.nanoTime());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private void refused(String message) {
    if (refusals.incrementAndGet() <= MOST_REFUSALS) {
      LOG.warn("{}; it is in the store alone", message);
    }
  }

  /** How far it has come; the last word after {@link #close}. */
  public TrackingOutcome outcome() {
    TrackingOutcome reported = outcome;
    return current
        .map(
            sender ->
                new TrackingOutcome(
                    reported.page, unsent(sender), reported.trouble, reported.refusals))
        .orElse(reported);
  }

  private long unsent(RunSender sender) {
    return latest - sender.sent();
  }

  /** As {@link #close(Consumer)}, without notices. */
  @Override
  public void close() {
    close(sofar -> {});
  }

  /**
   * The run has ended: sends the rest, and the files that are beside the journal now. Returns when
   * everything is sent, or when the server has taken nothing for a while; one that is slow is
   * waited for.
   *
   * @param waiting receives from time to time how far it has come, if it takes long
   */
  public void close(Consumer<TrackingOutcome> waiting) {
    if (thread == null) {
      return;
    }
    over = true;
    LockSupport.unpark(thread);
    boolean interrupted = awaitEnd(waiting);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitEnd(Consumer<TrackingOutcome> waiting) {
    long seen = -1;
    long quietSince = System.nanoTime();
    long nextNoticeAt = quietSince + MOMENT.toNanos();
    boolean interrupted = false;
    while (thread.isAlive()) {
      long progress = current.map(RunSender::answers).orElse(0L);
      if (progress != seen || isWorking()) {
        seen = progress;
        quietSince = System.nanoTime();
      }
      if (interrupted || System.nanoTime() - quietSince > patience.toNanos()) {
        thread.interrupt();
      } else if (System.nanoTime() - nextNoticeAt > 0) {
        waiting.accept(outcome());
        nextNoticeAt = System.nanoTime() + NEWS.toNanos();
      }
      interrupted |= !join();
    }
    return interrupted;
  }

  /**
   * The server may take its time as long as it has not failed, and for a large file in any case.
   */
  private boolean isWorking() {
    return outcome.trouble.isEmpty() || current.map(RunSender::isUploading).orElse(false);
  }

  private boolean join() {
    try {
      thread.join(GLANCE.toMillis());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
