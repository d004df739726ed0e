package io.synapse.execute.worker;

import io.synapse.api.TrialStoppedException;
import io.synapse.execute.Throwables;
import io.synapse.execute.TrialStart;
import io.synapse.execute.attempt.PluginAttempt;
import io.synapse.protocol.DriverMessage;
import io.synapse.protocol.WorkerMessage;
import io.synapse.space.Config;
import io.synapse.trial.Decision;
import io.synapse.trial.SavedCheckpoint;
import io.synapse.trial.TrialEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Serves a driver: one attempt after another, each on a thread of its own. */
final class Worker {

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

  Worker(LineSender sender) {
    this.sender = sender;
  }

  /** Carries out what the driver says, except that it is to end. */
  synchronized void handle(DriverMessage message) throws InterruptedException {
    if (message instanceof DriverMessage.Setup said) {
      setup = WorkerSetup.of(said);
      StandardStreams.renew();
    } else if (message instanceof DriverMessage.Run run) {
      start(run);
    } else if (message instanceof DriverMessage.Decision said) {
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

  /** All that counts here is whether the attempt goes on. */
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
        new WorkerMessage.Failed(
            run.trialId(), run.attempt(), Throwables.lastLine(reason), Throwables.trace(reason)));
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
        sender.send(EventMessages.of(ofAttempt));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TrialStoppedException("interrupted while logging");
      }
    }

    /** The driver takes what was printed until now for this trial's. */
    private void tidy(TrialEvent.OfAttempt end) throws InterruptedException {
      StandardStreams.renew();
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
}
