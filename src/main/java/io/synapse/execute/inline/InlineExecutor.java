package io.synapse.execute.inline;

import io.synapse.api.TrialStoppedException;
import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialStart;
import io.synapse.execute.attempt.PluginAttempt;
import io.synapse.execute.attempt.PluginAttempt.AttemptSettings;
import io.synapse.run.Decision;
import io.synapse.run.TrialEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs every attempt on a thread of this process: one thread per running trial, one plugin loader.
 * Fast to start and easy to debug; a plugin that exits or crashes takes the whole job with it, and
 * a thread that ignores its stop cannot be ended, only abandoned.
 */
public final class InlineExecutor implements TrialExecutor {

  /**
   * What the executor is made with.
   *
   * @param attempts what every attempt shares
   * @param stopGrace how long a plugin may take to end once asked to
   * @param streams the process's own, given back when the executor is closed
   * @param unattributedOutput takes what threads print whose trial is not known, such as those of a
   *     shared pool
   */
  public record InlineSettings(
      AttemptSettings attempts,
      Duration stopGrace,
      StandardStreams streams,
      Path unattributedOutput) {}

  /** The process's standard output and error. */
  public record StandardStreams(PrintStream output, PrintStream error) {}

  private final InlineSettings settings;
  private final EventQueue events;
  private final Map<String, PluginAttempt> attempts = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(new AttemptThreads());
  private final ScheduledExecutorService graceTimer =
      Executors.newSingleThreadScheduledExecutor(InlineExecutor::daemon);
  private final OutputRouter output;

  /**
   * An executor with nothing running.
   *
   * @param settings what the attempts share
   * @param events where everything that happens is put
   */
  public InlineExecutor(InlineSettings settings, EventQueue events) {
    this.settings = settings;
    this.events = events;
    this.output = OutputRouter.install(settings.streams(), settings.unattributedOutput());
  }

  @Override
  public void start(TrialStart start) {
    PluginAttempt attempt = new PluginAttempt(settings.attempts(), start, this::publish);
    attempts.put(start.trialId(), attempt);
    threads.execute(() -> output.whileWritingTo(start.trialFolder(), attempt::execute));
  }

  @Override
  public void answer(String trialId, Decision decision) {
    PluginAttempt attempt = attempts.get(trialId);
    if (attempt == null) {
      return;
    }
    attempt.answer(decision);
    if (!(decision instanceof Decision.Continue)) {
      abandonAfterGrace(attempt);
    }
  }

  @Override
  public void requestStop(String trialId, String reason) {
    PluginAttempt attempt = attempts.get(trialId);
    if (attempt != null) {
      attempt.stop(reason);
      abandonAfterGrace(attempt);
    }
  }

  /**
   * Gives every running plugin the grace time to end, then leaves its thread, which is a daemon, to
   * itself.
   */
  @Override
  public void close() {
    attempts.values().forEach(attempt -> attempt.stop("the run is over"));
    events.stopWaiting();
    threads.shutdown();
    graceTimer.shutdownNow();
    try {
      if (!attempts.isEmpty()) {
        threads.awaitTermination(settings.stopGrace().toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
      output.close();
    }
  }

  private void publish(TrialEvent event) {
    if (event instanceof TrialEvent.Finished
        || event instanceof TrialEvent.Stopped
        || event instanceof TrialEvent.Failed) {
      attempts.remove(((TrialEvent.OfAttempt) event).trialId());
      events.put(event);
    } else if (event instanceof TrialEvent.Reported) {
      events.put(event);
    } else {
      putLogged(event);
    }
  }

  private void putLogged(TrialEvent event) {
    try {
      events.putLogged(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrialStoppedException("interrupted while logging");
    }
  }

  private void abandonAfterGrace(PluginAttempt attempt) {
    Future<?> unused =
        graceTimer.schedule(
            () -> attempt.abandon(settings.stopGrace()),
            settings.stopGrace().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "stop-grace");
    thread.setDaemon(true);
    return thread;
  }

  /** Daemon threads, so that an abandoned plugin cannot keep the command from ending. */
  private final class AttemptThreads implements java.util.concurrent.ThreadFactory {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task, "trial-thread-" + count.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(settings.attempts().plugin().classLoader());
      return thread;
    }
  }
}
