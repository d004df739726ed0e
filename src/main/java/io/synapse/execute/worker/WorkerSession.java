package io.synapse.execute.worker;

import io.synapse.api.TrialStoppedException;
import io.synapse.dataset.DatasetContent.PreparedDataset;
import io.synapse.dataset.DatasetReader;
import io.synapse.execute.FailureText;
import io.synapse.execute.SharedDataset;
import io.synapse.execute.TrialStart;
import io.synapse.execute.attempt.PluginAttempt;
import io.synapse.execute.attempt.PluginAttempt.AttemptSettings;
import io.synapse.plugin.JavaPlugin;
import io.synapse.plugin.PluginLoader;
import io.synapse.protocol.DriverMessage;
import io.synapse.protocol.WorkerMessage;
import io.synapse.run.Decision;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialEvent;
import io.synapse.space.Config;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/** Serves a driver: one attempt after another, each on a thread of its own. */
final class WorkerSession {

  private static final int MOST_NAMES = 5;

  private final LineSender sender;
  private WorkerSetup setup;
  private Running running;

  /** The attempt at work. */
  private record Running(DriverMessage.Run run, PluginAttempt attempt) {
    boolean is(String trialId, int number) {
      return run.trialId().equals(trialId) && run.attempt() == number;
    }
  }

  WorkerSession(LineSender sender) {
    this.sender = sender;
  }

  /** Carries out what the driver says, except that it is to end. */
  synchronized void handle(DriverMessage message) throws InterruptedException {
    if (message instanceof DriverMessage.Setup said) {
      setup = WorkerSetup.of(said);
      PluginStreams.renew();
    } else if (message instanceof DriverMessage.Run run) {
      start(run);
    } else if (message instanceof DriverMessage.DecisionMessage said) {
      current(said.trialId(), said.attempt())
          .ifPresent(attempt -> attempt.answer(decision(said.action(), said.reason())));
    } else if (message instanceof DriverMessage.Stop said) {
      current(said.trialId(), said.attempt()).ifPresent(attempt -> attempt.stop(said.reason()));
    }
  }

  private Optional<PluginAttempt> current(String trialId, int attempt) {
    return Optional.ofNullable(running)
        .filter(found -> found.is(trialId, attempt))
        .map(Running::attempt);
  }

  /** All that counts here is whether the attempt continues. */
  private static Decision decision(String action, String reason) {
    return action.equals("continue") ? new Decision.Continue(reason) : new Decision.Stop(reason);
  }

  private void start(DriverMessage.Run run) throws InterruptedException {
    if (setup == null || running != null) {
      refuse(run, new IllegalStateException("this worker is not ready for " + run.trialId()));
    } else if (setup.failure().isPresent()) {
      refuse(run, setup.failure().get());
    } else {
      begin(run);
    }
  }

  private void refuse(DriverMessage.Run run, Throwable reason) throws InterruptedException {
    sender.send(
        new WorkerMessage.Event(
            new TrialEvent.Failed(
                run.trialId(),
                run.attempt(),
                FailureText.lastLine(reason),
                FailureText.trace(reason))));
  }

  private void begin(DriverMessage.Run run) {
    AttemptReport report = new AttemptReport();
    PluginAttempt attempt = new PluginAttempt(setup.attempts(), trialStart(run), report::publish);
    running = new Running(run, attempt);
    report.thread =
        new AttemptThread(run.trialId(), setup.attempts().plugin().classLoader(), attempt::execute);
    report.thread.start();
  }

  private static TrialStart trialStart(DriverMessage.Run run) {
    return new TrialStart(
        run.trialId(),
        run.attempt(),
        new Config(run.config()),
        Optional.ofNullable(run.checkpoint())
            .map(
                from ->
                    new SavedCheckpoint(
                        Path.of(from.path()), from.trainingIteration(), from.metrics())),
        Path.of(run.trialFolder()),
        run.seed());
  }

  private synchronized void free() {
    running = null;
  }

  /** Says what happens to one attempt. */
  private final class AttemptReport {
    private AttemptThread thread;

    void publish(TrialEvent event) {
      TrialEvent.OfAttempt ofAttempt = (TrialEvent.OfAttempt) event;
      try {
        if (isEnd(event)) {
          tidy(ofAttempt);
        }
        sender.send(new WorkerMessage.Event(ofAttempt));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TrialStoppedException("interrupted while logging");
      }
    }

    /** The driver takes what was printed until now for this trial's. */
    private void tidy(TrialEvent.OfAttempt end) throws InterruptedException {
      PluginStreams.renew();
      List<String> left = thread.namesOfThreadsLeft();
      if (!left.isEmpty()) {
        List<String> some = left.stream().limit(MOST_NAMES).toList();
        sender.send(new WorkerMessage.ThreadsLeft(end.trialId(), end.attempt(), left.size(), some));
      }
      free();
    }

    private static boolean isEnd(TrialEvent event) {
      return event instanceof TrialEvent.Finished
          || event instanceof TrialEvent.Stopped
          || event instanceof TrialEvent.Failed;
    }
  }

  /** The thread of one attempt. Threads that the plugin starts belong to its group. */
  static final class AttemptThread {

    /** Pools that were just shut down need a moment. */
    private static final long GRACE_MS = 100;

    private static final int SPARE_ROOM = 16;

    private final ThreadGroup group;
    private final Thread thread;

    AttemptThread(String trialId, ClassLoader contextLoader, Runnable task) {
      this.group = new ThreadGroup("trial-" + trialId);
      this.thread = new Thread(group, task, "trial-" + trialId);
      thread.setContextClassLoader(contextLoader);
    }

    void start() {
      thread.start();
    }

    /** Names of the threads that the plugin started and that don't end by themselves. */
    List<String> namesOfThreadsLeft() throws InterruptedException {
      long deadline = System.nanoTime() + GRACE_MS * 1_000_000;
      List<Thread> left = threadsLeft();
      for (Thread each : left) {
        long remaining = (deadline - System.nanoTime()) / 1_000_000;
        if (remaining > 0) {
          each.join(remaining);
        }
      }
      return threadsLeft().stream().map(Thread::getName).toList();
    }

    private List<Thread> threadsLeft() {
      Thread[] found = new Thread[group.activeCount() + SPARE_ROOM];
      group.enumerate(found, true);
      List<Thread> left = new ArrayList<>(Arrays.asList(found));
      left.removeIf(each -> each == null || each == thread || isShared(each));
      return left;
    }

    /** The common pool serves all attempts; what needs it first makes it start its threads. */
    private static boolean isShared(Thread thread) {
      return thread instanceof ForkJoinWorkerThread worker
          && worker.getPool() == ForkJoinPool.commonPool();
    }
  }

  /**
   * What a worker has made of its setup.
   *
   * @param attempts what all attempts share; null when it could not be made
   * @param failure why it could not be made
   */
  record WorkerSetup(AttemptSettings attempts, Optional<Throwable> failure) {

    /**
     * Loads plugin and data set; what goes wrong is kept, to be reported as the first trial's
     * failure.
     */
    static WorkerSetup of(DriverMessage.Setup said) {
      try {
        return new WorkerSetup(attempts(said), Optional.empty());
      } catch (RuntimeException | Error e) {
        return new WorkerSetup(null, Optional.of(e));
      }
    }

    private static AttemptSettings attempts(DriverMessage.Setup said) {
      List<Path> classPath = said.plugin().classPath().stream().map(Path::of).toList();
      JavaPlugin plugin = PluginLoader.load(classPath, Optional.of(said.plugin().name()));
      DriverMessage.DatasetPlace place = said.dataset();
      PreparedDataset dataset =
          new PreparedDataset(
              place.id(),
              place.name(),
              DatasetReader.read(Path.of(place.path())),
              place.fingerprint());
      return new AttemptSettings(
          plugin,
          new SharedDataset(dataset),
          Optional.ofNullable(said.startModel()).map(Path::of),
          said.tuning());
    }
  }
}
