package io.synapse.action;

import io.synapse.action.prepare.Preparation;
import io.synapse.action.resume.Resumption;
import io.synapse.action.run.Interruption;
import io.synapse.action.run.RunContext;
import io.synapse.action.run.RunEnvironment;
import io.synapse.action.run.RunPipeline;
import io.synapse.action.run.TrainResult;
import io.synapse.execute.EventQueue;
import io.synapse.job.Job;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.Journal;
import io.synapse.run.JournalWriter;
import io.synapse.run.RunFolder;
import io.synapse.run.RunLog;
import io.synapse.run.RunMetadata;
import io.synapse.run.RunStatus;
import io.synapse.store.Store;
import io.synapse.store.run.StoredRun;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import io.synapse.store.run.StoredRun.RunOutcome;
import java.time.Instant;

/**
 * Runs a prepared job: data set, then training or tuning, then the models' way into the store. One
 * use each.
 */
public final class TrainAction {

  private final Store store;
  private final RunEnvironment environment;
  private final EventQueue events = new EventQueue();
  private final Interruption interruption = new Interruption(events);

  /**
   * An action that has not begun.
   *
   * @param store takes the run and its models
   * @param environment views, streams, clock
   */
  public TrainAction(Store store, RunEnvironment environment) {
    this.store = store;
    this.environment = environment;
  }

  /**
   * Asks the run to end: running trials stop at their next call, nothing is lost. From any thread.
   *
   * @param reason what happened, for a person
   */
  public void interrupt(String reason) {
    interruption.raise(reason);
  }

  /**
   * Runs the job.
   *
   * @throws OperationFailedException when the disk, the store or the data set fails it; the run is
   *     marked failed
   * @throws InterruptedException when the thread is interrupted
   */
  public TrainResult run(Preparation preparation) throws InterruptedException {
    Job job = preparation.loaded().job();
    Instant started = environment.clock().instant();
    RunFolder run =
        store
            .runs()
            .create(
                new NewRun(
                    job.name(),
                    job.isTune() ? RunMode.TUNE : RunMode.TRAIN,
                    preparation.plan().run().objective(),
                    started));
    try (Journal journal = new JournalWriter(run.journalFile())) {
      RunLog log = new RunLog(journal, environment.listeners(), environment.clock());
      return phases(preparation, new RunContext(run, started, log)).start();
    } catch (RuntimeException | Error e) {
      Instant ended = environment.clock().instant();
      settle(run, new AbortedRun(RunStatus.FAILED, RunOutcome.NONE, ended), e);
      throw e;
    }
  }

  /**
   * Goes on with a run. One that has nothing left to do gets its results written again.
   *
   * @throws InvalidInputException when another process runs it, or its data set has changed; the
   *     run stays as it was
   * @throws OperationFailedException as {@link #run}
   * @throws InterruptedException when the thread is interrupted
   */
  public TrainResult resume(Resumption resumption) throws InterruptedException {
    StoredRun before = resumption.run();
    RunFolder run = store.runs().folder(before);
    boolean begun = false;
    try (Journal journal = new JournalWriter(run.journalFile())) {
      RunMetadata facts = resumption.replayed().metadata();
      RunLog log =
          new RunLog(journal, environment.listeners(), environment.clock(), facts.nextSequence());
      RunContext context = new RunContext(run, before.started(), log);
      RunPipeline phases = phases(resumption.preparation(), context);
      RunPipeline.CheckedResumption checked = phases.check(resumption);
      store.runs().reopen(before);
      begun = true;
      return phases.resume(checked);
    } catch (RuntimeException | Error e) {
      if (begun) {
        // Its state is still there, and it can be resumed once more.
        Instant ended = before.finished().orElse(environment.clock().instant());
        settle(run, new AbortedRun(RunStatus.INTERRUPTED, before.outcome(), ended), e);
      }
      throw e;
    }
  }

  /** How a run ended that was given up. */
  private record AbortedRun(RunStatus status, RunOutcome outcome, Instant time) {}

  /** Notes the end as far as that is possible: a full disk may have failed the run as well. */
  private void settle(RunFolder run, AbortedRun ending, Throwable failure) {
    try {
      store.runs().finish(run.runId(), ending.status(), ending.outcome(), ending.time());
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private RunPipeline phases(Preparation preparation, RunContext context) {
    return new RunPipeline(
        store, environment, new RunPipeline.Signals(events, interruption), preparation, context);
  }
}
