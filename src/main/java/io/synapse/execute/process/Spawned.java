package io.synapse.execute.process;

import io.synapse.execute.TrialStart;
import io.synapse.execute.resources.UsageMeter;
import io.synapse.execute.resources.UsageMeters;
import io.synapse.execute.worker.WorkerStatus;
import io.synapse.trial.TrialEvent;
import io.synapse.trial.Usage;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A worker's process: its output, what it uses, its end. */
final class Spawned {

  private final Process process;
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

  Spawned(Process process, WorkerStart how) {
    this.process = process;
    this.how = how;
    this.group = new ProcessGroup(process, how.command().leadsGroup());
    this.output = new OutputPump(process.getInputStream(), how.strays(), how.limits().logBytes());
    Thread pump = new Thread(output::run, "synapse-worker-output");
    pump.setDaemon(true);
    pump.start();
  }

  /** From now on its output is that of an attempt. */
  synchronized void serve(WorkerAttempt attempt, WorkerOwner owner) {
    TrialStart start = attempt.start();
    output.to(
        attempt.log(),
        notice -> owner.publish(new TrialEvent.Noted(start.trialId(), start.attempt(), notice)));
    UsageMeter meter =
        meters().begin(process.pid(), usage -> owner.publish(Serving.usedBy(start, usage)));
    serving = new Serving(start, meter);
  }

  private UsageMeters meters() {
    return how.resources().meters();
  }

  /** The attempt is over: what was printed until now is its own, and what was used. */
  synchronized Optional<TrialEvent> endServing() {
    output.to(how.strays(), notice -> {});
    Optional<Serving> ended = Optional.ofNullable(serving);
    serving = null;
    return ended.map(found -> found.used(meters().end(found.meter())));
  }

  void kill() {
    group.kill();
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

  /** Ends what is left of the group, and the copying. */
  void close() {
    group.kill();
    output.close();
  }
}
