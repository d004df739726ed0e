package io.synapse.execute.process;

import io.synapse.execute.TrialStart;
import io.synapse.trial.TrialEvent;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A worker's process: its output, what it uses, its end. */
final class Spawned {

  private final Process process;
  private final ProcessGroup group;
  private final WorkerStart how;
  private final OutputPump output;

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
  void serve(WorkerAttempt attempt, WorkerOwner owner) {
    TrialStart start = attempt.start();
    output.to(
        attempt.log(),
        notice ->
            owner.publish(new TrialEvent.MessageLogged(start.trialId(), start.attempt(), notice)));
  }

  /** The attempt is over: what was printed until now is its own, and what was used. */
  Optional<TrialEvent> endServing() {
    output.to(how.strays(), notice -> {});
    return Optional.empty();
  }

  void kill() {
    group.kill();
  }

  /** Waits for the process's end, and ends it when it takes too long. */
  int awaitExit(long seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        group.kill();
      }
      return process.waitFor();
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
