package io.synapse.execute.process;

import io.synapse.execute.TrialStart;
import io.synapse.execute.pool.WorkerAttempt;
import io.synapse.execute.pool.WorkerOwner;
import io.synapse.execute.resources.UsageMeter;
import io.synapse.execute.resources.UsageMeters;
import io.synapse.execute.worker.Offspring;
import io.synapse.execute.worker.WorkerStatus;
import io.synapse.trial.TrialEvent;
import io.synapse.trial.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A worker's process: its output, what it uses, its end. */
final class Spawned {

  private final Process process;
  private final String token;
  private final ProcessGroup group;
  private final WorkerStart how;
  private final OutputPump output;
  private Serving serving;

  /** An attempt that is measured. */
  private record Serving(TrialStart start, UsageMeter meter) {

    TrialEvent used(Usage usage) {
      return usedBy(start, usage);
    }

    static TrialEvent usedBy(TrialStart start, Usage usage) {
      return new TrialEvent.Used(start.trialId(), start.attempt(), usage);
    }
  }

  /**
   * A process that was just started.
   *
   * @param token the worker's
   * @param first the attempt for which it was started: what it says of a failed start belongs there
   */
  Spawned(Process process, String token, WorkerStart how, WorkerAttempt first, WorkerOwner owner) {
    this.process = process;
    this.token = token;
    this.how = how;
    this.group = new ProcessGroup(process, how.command().leadsGroup());
    this.output =
        new OutputPump(
            process.getInputStream(),
            first.log(),
            notices(first.start(), owner),
            how.limits().logBytes());
    this.serving = serving(first.start(), owner);
    Thread pump = new Thread(output::run, "synapse-worker-output");
    pump.setDaemon(true);
    pump.start();
  }

  /** From now on its output is that of an attempt. */
  synchronized void serve(WorkerAttempt attempt, WorkerOwner owner) {
    output.to(attempt.log(), notices(attempt.start(), owner));
    serving = serving(attempt.start(), owner);
  }

  private static Consumer<String> notices(TrialStart start, WorkerOwner owner) {
    return notice -> owner.publish(new TrialEvent.Noted(start.trialId(), start.attempt(), notice));
  }

  private Serving serving(TrialStart start, WorkerOwner owner) {
    UsageMeter meter =
        meters().begin(process.pid(), usage -> owner.publish(Serving.usedBy(start, usage)));
    return new Serving(start, meter);
  }

  private UsageMeters meters() {
    return how.resources().meters();
  }

  /** The attempt is over: what was printed until now is its own, and what was used. */
  synchronized Optional<TrialEvent> endServing() {
    output.to(how.strays(), notice -> {});
    return endMeasuring();
  }

  private synchronized Optional<TrialEvent> endMeasuring() {
    Optional<Serving> ended = Optional.ofNullable(serving);
    serving = null;
    ended.ifPresent(found -> group.remember(found.meter().descendants()));
    return ended.map(found -> found.used(meters().end(found.meter())));
  }

  void kill() {
    group.kill();
  }

  /** The processor time of the process itself. */
  Optional<Duration> computed() {
    return process.info().totalCpuDuration();
  }

  /** Ends what is left, after the process, of what its plugin started. */
  void endOffspring() {
    group.kill();
    Offspring.end(token);
  }

  /**
   * Waits for the end of a process whose connection has ended, and ends it when it takes too long.
   *
   * @return its exit status, {@link WorkerStatus#CONNECTION_LOST} if it did not end by itself
   */
  int awaitExit(long seconds) {
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      group.kill();
      process.waitFor();
      return WorkerStatus.CONNECTION_LOST;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      group.kill();
      return 0;
    }
  }

  /**
   * The process has ended: ends what is left of what its plugin started, and the copying. All that
   * was printed belongs to the attempt that was at work, as does what was used.
   */
  Optional<TrialEvent> close() {
    Optional<TrialEvent> used = endMeasuring();
    endOffspring();
    output.close();
    return used;
  }
}
