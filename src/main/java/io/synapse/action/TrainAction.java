package io.synapse.action;

import io.synapse.dataset.PreparedDataset;
import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.job.Job;
import io.synapse.job.TuneConfig;
import io.synapse.job.Tuning;
import io.synapse.problem.OperationFailedException;
import io.synapse.schedule.Schedulers;
import io.synapse.store.JournalFile;
import io.synapse.store.NewRun;
import io.synapse.store.RunFolder;
import io.synapse.store.RunMode;
import io.synapse.store.RunOutcome;
import io.synapse.store.RunStatus;
import io.synapse.store.Store;
import io.synapse.tune.Journal;
import io.synapse.tune.RunEvent;
import io.synapse.tune.RunLog;
import io.synapse.tune.RunPlan;
import io.synapse.tune.Tuner;
import io.synapse.tune.TunerResult;
import io.synapse.tune.TunerSettings;
import java.time.Instant;
import java.util.Optional;

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
    try (Journal journal = new JournalFile(run.journalFile())) {
      RunLog log = new RunLog(journal, environment.listeners(), environment.clock());
      return run(preparation, new RunContext(run, started, log));
    } catch (RuntimeException | Error e) {
      RunStatus failed = RunStatus.FAILED;
      store.runs().finish(run.runId(), failed, RunOutcome.NONE, environment.clock().instant());
      throw e;
    }
  }

  /** What one run's steps share. */
  record RunContext(RunFolder run, Instant started, RunLog log) {}

  private TrainResult run(Preparation preparation, RunContext context) throws InterruptedException {
    RunRecord record = new RunRecord(preparation, context.run(), environment.version());
    context.run().writeJob(record.job());
    context.log().addNow(record.started());
    try {
      return run(preparation, context, record);
    } catch (RuntimeException | Error e) {
      ending(record, context).fail(e);
      throw e;
    }
  }

  private TrainResult run(Preparation preparation, RunContext context, RunRecord record)
      throws InterruptedException {
    Optional<PreparedDataset> dataset =
        new DatasetPhase(store, context.log(), interruption).prepare(preparation.dataset());
    if (dataset.isEmpty()) {
      RunPlan plan = preparation.plan().run();
      TunerResult none = TunerResult.withoutTrials(plan, interruption.reason());
      return ending(record, context).finish(none);
    }
    RunRecord complete = record.with(dataset.get());
    context.log().addNow(new RunEvent.DatasetPrepared(complete.dataset()));
    TunerResult trials = tune(preparation, context, dataset.get());
    return ending(complete, context).finish(trials);
  }

  private RunEnding ending(RunRecord record, RunContext context) {
    return new RunEnding(store, environment.clock(), record, context);
  }

  private TunerResult tune(Preparation preparation, RunContext context, PreparedDataset dataset)
      throws InterruptedException {
    Job job = preparation.loaded().job();
    String scheduler =
        job.tuning().map(tuning -> tuning.config().scheduler().name()).orElse("fifo");
    Executors executors = new Executors(preparation, dataset, context.run());
    try (TrialExecutor executor = executors.create(environment.streams(), events)) {
      Tuner.Parts parts =
          new Tuner.Parts(Planner.searcher(job), Schedulers.create(scheduler), executor, events);
      return new Tuner(settings(preparation, context), parts, context.log(), environment.clock())
          .run();
    }
  }

  private static TunerSettings settings(Preparation preparation, RunContext context) {
    Job job = preparation.loaded().job();
    Optional<TuneConfig> config = job.tuning().map(Tuning::config);
    return new TunerSettings(
        context.run().trialPrefix(),
        preparation.plan().seed(),
        preparation.plan().run(),
        context.run().trialsFolder(),
        epochs(job),
        config.map(TrainAction::limits).orElse(TunerSettings.Limits.NONE),
        config.map(TuneConfig::keepCheckpoints).orElse(1));
  }

  private static TunerSettings.Limits limits(TuneConfig config) {
    return new TunerSettings.Limits(
        config.limits().timeBudget(),
        config.limits().trialTimeout(),
        config.limits().stop(),
        config.maxFailures(),
        config.failFast());
  }

  private static Optional<Long> epochs(Job job) {
    return Optional.ofNullable(job.hyperparameter().get("epochs"))
        .filter(Number.class::isInstance)
        .map(epochs -> ((Number) epochs).longValue())
        .filter(epochs -> epochs > 0);
  }
}
