package io.synapse.execute.process;

import io.synapse.execute.TrialStart;
import io.synapse.execute.pool.PooledWorker.WorkerOwner;
import io.synapse.execute.pool.WorkerAttempt;
import io.synapse.execute.resources.UsageMeter;
import io.synapse.execute.resources.UsageMeters;
import io.synapse.execute.worker.DescendantProcesses;
import io.synapse.execute.worker.WorkerStatus;
import io.synapse.run.ResourceUsage;
import io.synapse.run.TrialEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker's process: its output, what it uses, its end. */
final class SpawnedProcess {

  private final Process process;
  private final String token;
  private final ProcessGroup group;
  private final WorkerStart how;
  private final OutputPump output;
  private Serving serving;

  /** An attempt that is measured. */
  private record Serving(TrialStart start, UsageMeter meter) {

    TrialEvent used(ResourceUsage usage) {
      return usedBy(start, usage);
    }

    static TrialEvent usedBy(TrialStart start, ResourceUsage usage) {
      return new TrialEvent.Used(start.trialId(), start.attempt(), usage);
    }
  }

  /**
   * A process that was just started.
   *
   * @param token the worker's
   * @param first the attempt for which it was started: what it says of a failed start belongs there
   */
  SpawnedProcess(
      Process process, String token, WorkerStart how, WorkerAttempt first, WorkerOwner owner) {
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

  /** The attempt has ended: what was printed and used until now is its own. */
  synchronized Optional<TrialEvent> endServing() {
    output.to(how.unattributedOutput(), notice -> {});
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
    DescendantProcesses.end(token);
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

  /** A worker's process with everything that its plugin started. */
  static final class ProcessGroup {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessGroup.class);
    private static final long LONGEST_KILL_S = 10;

    private final Process leader;
    private final boolean own;
    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

    /**
     * The processes around one.
     *
     * @param own whether it leads a process group
     */
    ProcessGroup(Process leader, boolean own) {
      this.leader = leader;
      this.own = own;
    }

    /** Processes that were seen to belong to it, should their parents be gone when it is ended. */
    void remember(List<ProcessHandle> descendants) {
      seen.removeIf(each -> !each.isAlive());
      seen.addAll(descendants);
    }

    /** Ends all of them at once; also what is left when the leader is gone already. */
    void kill() {
      List<ProcessHandle> children = leader.descendants().toList();
      if (own) {
        // First, and all at once: should this process die meanwhile, the leader ends the others.
        killGroup();
      }
      // The process itself, unlike its handle, would close the pipe with what it printed last.
      leader.toHandle().destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      seen.forEach(ProcessHandle::destroyForcibly);
    }

    /** Java can signal single processes alone. */
    private void killGroup() {
      try {
        Process kill =
            new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + leader.pid() + " 2>/dev/null")
                .start();
        if (!kill.waitFor(LONGEST_KILL_S, TimeUnit.SECONDS)) {
          kill.destroyForcibly();
        }
      } catch (IOException e) {
        LOG.warn("what the plugin in process {} started could not be ended", leader.pid(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
