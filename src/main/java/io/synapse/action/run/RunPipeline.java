package io.synapse.action.run;

import io.synapse.action.prepare.Planner;
import io.synapse.action.prepare.Preparation;
import io.synapse.action.prepare.TrainPlan;
import io.synapse.action.prepare.TrainPlan.WarmStart;
import io.synapse.action.resume.Resumption;
import io.synapse.action.resume.StoredPaths;
import io.synapse.action.resume.StoredPaths.FingerprintCheck;
import io.synapse.action.resume.StoredPaths.FingerprintCheck.FoundFingerprint;
import io.synapse.action.resume.WarmStartFile;
import io.synapse.dataset.DatasetContent.PreparedDataset;
import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.provider.ExecutionTarget;
import io.synapse.execute.provider.ExecutorSetup;
import io.synapse.files.StorageFailure;
import io.synapse.job.Job;
import io.synapse.job.TuneConfig;
import io.synapse.problem.InvalidInputException;
import io.synapse.run.Phase;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunEvent;
import io.synapse.run.RunFolder;
import io.synapse.run.RunMetadata;
import io.synapse.search.Searcher;
import io.synapse.store.Store;
import io.synapse.store.model.StoredModel;
import io.synapse.tune.Tuner;
import io.synapse.tune.TunerParts;
import io.synapse.tune.TunerResult;
import io.synapse.tune.TunerSettings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The phases of one run, from its data set to its results, whether it starts or is resumed. */
public final class RunPipeline {

  private static final Logger LOG = LoggerFactory.getLogger(RunPipeline.class);
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

  private final Store store;
  private final RunEnvironment environment;
  private final Signals signals;
  private final Preparation preparation;
  private final RunContext context;
  private final RunProvenance record;

  /** How the run hears of signals. */
  public record Signals(EventQueue events, Interruption interruption) {}

  public RunPipeline(
      Store store,
      RunEnvironment environment,
      Signals signals,
      Preparation preparation,
      RunContext context) {
    this.store = store;
    this.environment = environment;
    this.signals = signals;
    this.preparation = preparation;
    this.context = context;
    this.record = new RunProvenance(preparation, context.run(), environment.version());
  }

  /** A new run. */
  public TrainResult start() throws InterruptedException {
    WarmStart warmStart = preparation.plan().warmStart();
    // Before the job: a run that can be resumed has both.
    new WarmStartFile(context.run()).write(warmStart, preparation.loaded().job());
    context.run().writeJob(record.job());
    context.log().addNow(record.started());
    warmStart.lines().forEach(line -> LOG.info("warm start {}", line));
    return carryOut(
        ReplayedRun.nothing(preparation.plan().run()), () -> read(context.log()::addNow));
  }

  /** What is known of a run of an earlier process before it is resumed. */
  public record CheckedResumption(
      Resumption resumption, Optional<PreparedDataset> dataset, boolean hasWork) {}

  /**
   * Tells the views of a run of an earlier process and compares its data set. The run stays as it
   * is, whatever comes of that: a view's progress is not for its journal.
   *
   * @throws InvalidInputException when the data set has changed and that is not requested
   */
  public CheckedResumption check(Resumption resumption) {
    ReplayedRun replayed = resumption.replayed();
    ReplayAnnouncement.report(record.started(), replayed, context.log());
    boolean moved = resumption.moved().containsKey(StoredPaths.field(preparation.dataset().id()));
    if (!resumption.hasWork() && !moved) {
      return new CheckedResumption(resumption, Optional.empty(), false);
    }
    Optional<PreparedDataset> dataset =
        read(event -> context.log().replay(event, environment.clock().instant()));
    Optional<FoundFingerprint> found =
        dataset.map(now -> StoredPaths.found(now, resumption.moved()));
    String before = replayed.metadata().datasetFingerprint();
    found.ifPresent(now -> FingerprintCheck.check("data set", now, before, resumption.request()));
    boolean other = found.filter(now -> now.isOther(before)).isPresent();
    return new CheckedResumption(resumption, dataset, resumption.hasWork() || other);
  }

  /** Goes on with a checked run; one that has nothing left to do gets its results once more. */
  public TrainResult resume(CheckedResumption checked) throws InterruptedException {
    Resumption resumption = checked.resumption();
    ReplayedRun replayed = resumption.replayed();
    Optional<RunMetadata.FinishedRun> finished = replayed.metadata().finished();
    if (!checked.hasWork() && finished.isPresent()) {
      return finishAgain(resumption, finished.get());
    }
    int over = replayed.history().finishedCount();
    context.log().addNow(record.resumed(over, resumption));
    checked.dataset().ifPresent(this::reportReading);
    return carryOut(replayed, checked::dataset);
  }

  private TrainResult finishAgain(Resumption resumption, RunMetadata.FinishedRun finished) {
    if (!resumption.moved().isEmpty()) {
      context.run().writeJob(record.job());
    }
    ReplayedRun replayed = resumption.replayed();
    Instant when = resumption.run().finished().orElse(environment.clock().instant());
    RunProvenance complete = record.with(replayed.metadata().datasetFingerprint());
    return ending(complete).finishAgain(TunerResult.finished(replayed, finished), finished, when);
  }

  private Optional<PreparedDataset> read(Consumer<RunEvent> progressed) {
    return new DatasetPhase(store, progressed, signals.interruption())
        .prepare(preparation.dataset());
  }

  private void reportReading(PreparedDataset dataset) {
    long bytes = dataset.content().bytes();
    context.log().addNow(new RunEvent.PhaseProgressed(Phase.DATASET, bytes, bytes));
  }

  /**
   * Trains or tunes.
   *
   * @param reading gives the data set; without one the run is interrupted
   */
  private TrainResult carryOut(ReplayedRun replayed, Supplier<Optional<PreparedDataset>> reading)
      throws InterruptedException {
    try {
      Optional<PreparedDataset> dataset = reading.get();
      if (dataset.isEmpty()) {
        String reason = signals.interruption().reason();
        return ending(record).finish(TunerResult.interrupted(replayed, reason));
      }
      return train(dataset.get(), replayed);
    } catch (InvalidInputException e) {
      // Nothing was done; the results, if there are any, are still right.
      context.log().addNow(new RunEvent.RunInterrupted(e.getMessage()));
      throw e;
    } catch (RuntimeException | Error e) {
      ending(record).fail(TunerResult.interrupted(replayed, String.valueOf(e.getMessage())), e);
      throw e;
    }
  }

  private TrainResult train(PreparedDataset dataset, ReplayedRun replayed)
      throws InterruptedException {
    // What is in force now is what the next resume starts from.
    context.run().writeJob(record.job());
    RunProvenance complete = record.with(dataset.fingerprint());
    context.log().addNow(new RunEvent.DatasetPrepared(complete.dataset()));
    return ending(complete).finish(tune(dataset, replayed));
  }

  private RunConclusion ending(RunProvenance of) {
    return new RunConclusion(store, environment.clock(), of, context);
  }

  private TunerResult tune(PreparedDataset dataset, ReplayedRun replayed)
      throws InterruptedException {
    ExecutionTarget target = preparation.plan().execution().target();
    try (TrialExecutor executor = target.create(executorSetup(dataset), signals.events())) {
      return tune(executor, replayed);
    }
  }

  private ExecutorSetup executorSetup(PreparedDataset dataset) {
    Job job = preparation.loaded().job();
    TrainPlan.Execution execution = preparation.plan().execution();
    return new ExecutorSetup(
        preparation.plugin(),
        dataset,
        preparation.checkpoint().map(StoredModel::filesFolder),
        job.isTune(),
        execution.share(),
        execution.workerJavaOptions(),
        job.tuning().map(tuning -> tuning.config().limits().stopGrace()).orElse(DEFAULT_GRACE),
        environment.streams(),
        context.run().printsFile(),
        context.run().rayLogFile());
  }

  /** Without room for what trials leave, as without room for the journal, no run can continue. */
  private TunerResult tune(TrialExecutor executor, ReplayedRun replayed)
      throws InterruptedException {
    try {
      return tuner(executor, replayed).run();
    } catch (UncheckedIOException e) {
      Path trials = context.run().trialsFolder();
      throw StorageFailure.of("keep what trials leave", trials, e.getCause());
    }
  }

  private Tuner tuner(TrialExecutor executor, ReplayedRun replayed) {
    Job job = preparation.loaded().job();
    TrainPlan plan = preparation.plan();
    Searcher searcher = Planner.searcher(job, plan.seed(), plan.warmStart());
    TunerParts parts = new TunerParts(searcher, Planner.scheduler(job), executor, signals.events());
    return new Tuner(
        TunerSettingsFactory.of(preparation, context.run()),
        parts,
        context.log(),
        environment.clock(),
        replayed);
  }

  /** What a job says to the tuner. */
  static final class TunerSettingsFactory {

    private TunerSettingsFactory() {}

    static TunerSettings of(Preparation preparation, RunFolder run) {
      Job job = preparation.loaded().job();
      Optional<TuneConfig> config = job.tuning().map(Job.Tuning::config);
      return new TunerSettings(
          run.trialPrefix(),
          preparation.plan().seed(),
          preparation.plan().run(),
          run.trialsFolder(),
          epochs(job),
          config.map(TunerSettingsFactory::limits).orElse(TunerSettings.RunLimits.NONE),
          config.map(TuneConfig::keepCheckpoints).orElse(1),
          preparation.plan().execution().mayPark() ? preparation.plan().run().concurrency() : 0);
    }

    private static TunerSettings.RunLimits limits(TuneConfig config) {
      return new TunerSettings.RunLimits(
          config.limits().timeBudget(),
          config.limits().trialTimeout(),
          config.limits().stop(),
          config.failures().mostRetries(),
          config.failures().failFast(),
          config.failures().stopWhenAllFail());
    }

    private static Optional<Long> epochs(Job job) {
      return Optional.ofNullable(job.hyperparameter().get("epochs"))
          .filter(Number.class::isInstance)
          .map(epochs -> ((Number) epochs).longValue())
          .filter(epochs -> epochs > 0);
    }
  }
}
