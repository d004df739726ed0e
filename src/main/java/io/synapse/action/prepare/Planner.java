package io.synapse.action.prepare;

import io.synapse.action.prepare.TrainPlan.WarmStart;
import io.synapse.execute.provider.Concurrency;
import io.synapse.execute.provider.ExecutionTarget;
import io.synapse.execute.resources.MachineResources;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.job.Job;
import io.synapse.job.TuneConfig;
import io.synapse.run.RunPlan;
import io.synapse.run.TrialSpec;
import io.synapse.schedule.FifoScheduler;
import io.synapse.schedule.Scheduler;
import io.synapse.schedule.SchedulerOptions;
import io.synapse.schedule.SchedulerSettings;
import io.synapse.schedule.Schedulers;
import io.synapse.search.SearchSettings;
import io.synapse.search.Searcher;
import io.synapse.search.Searchers;
import io.synapse.search.TrialCount;
import io.synapse.space.Config;
import io.synapse.tune.SuggestionPreview;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Settles what a job will do: how many trials, how many at once, with which seed. */
public final class Planner {

  private static final int FIRST_CONFIGS = 5;
  private static final int SEED_BITS = 53;

  private final MachineResources machine;
  private final ExecutionTarget target;

  /**
   * A planner.
   *
   * @param machine what this machine offers
   * @param target where trials run
   */
  Planner(MachineResources machine, ExecutionTarget target) {
    this.machine = machine;
    this.target = target;
  }

  TrainPlan plan(Job job, RunOptions options, WarmStart warmStart) {
    TrialCount trials = job.tuning().map(Planner::count).orElse(new TrialCount(1, "one training"));
    Concurrency requested = requested(job, options.maxConcurrent(), trials.trials());
    Concurrency concurrency =
        target.limit(requested, new ExecutionTarget.TrialDemand(job.numCpus(), job.numGpus()));
    long seed = seed(job, options);
    Scheduler scheduler = scheduler(job);
    RunPlan run =
        new RunPlan(
            job.isTune(),
            job.tuning().map(tuning -> tuning.config().objective()),
            trials.trials(),
            concurrency.slots(),
            job.tuning().flatMap(Planner::timeAttribute));
    List<Config> first =
        SuggestionPreview.of(searcher(job, seed, warmStart), shown(run, warmStart), run, seed);
    refuseExhausted(first, warmStart);
    return new TrainPlan(
        trials,
        concurrency,
        seed,
        first,
        warmStart,
        run,
        scheduler.mayPause(),
        execution(job, options, target.mostWorkers(requested, concurrency)));
  }

  /** The metric that the scheduler takes for time; empty when it looks at no reports. */
  public static Optional<String> timeAttribute(Job.Tuning tuning) {
    Object option = tuning.config().scheduler().options().get(SchedulerOptions.TIME_ATTRIBUTE);
    return Optional.ofNullable((String) option);
  }

  /** The scheduler of a job; a training has none to speak of. */
  public static Scheduler scheduler(Job job) {
    if (job.tuning().isEmpty()) {
      return new FifoScheduler();
    }
    Job.Tuning tuning = job.tuning().get();
    return Schedulers.create(
        new SchedulerSettings(
            tuning.config().scheduler().name(),
            tuning.config().scheduler().options(),
            tuning.space(),
            tuning.config().objective(),
            count(tuning).trials()));
  }

  /** A search that has learned takes each result into account: only the first batch is certain. */
  private static int shown(RunPlan run, WarmStart warmStart) {
    int certain = warmStart.trials().isEmpty() ? FIRST_CONFIGS : run.concurrency();
    return Math.min(Math.min(FIRST_CONFIGS, certain), run.trialCount());
  }

  private static void refuseExhausted(List<Config> first, WarmStart warmStart) {
    if (first.isEmpty() && !warmStart.trials().isEmpty()) {
      throw WarmStartFinder.refusal(
          "every configuration of the search space was tried before (%s), so there is nothing to run; leave it out, widen the space, or set the search's option allow_repeats"
              .formatted(String.join("; ", warmStart.lines())));
    }
  }

  /** The smallest of the job's limit, the user's and the number of trials. */
  static Concurrency requested(Job job, OptionalInt maxConcurrent, int trialCount) {
    OptionalInt ofJob =
        job.tuning()
            .map(Job.Tuning::config)
            .map(TuneConfig::maxConcurrentTrials)
            .orElse(OptionalInt.empty());
    return new Concurrency(trialCount, "the number of trials")
        .or(ofJob, "max_concurrent_trials")
        .or(maxConcurrent, "--max-concurrent");
  }

  private TrainPlan.Execution execution(Job job, RunOptions options, int workers) {
    WorkerShare share = new WorkerShare(job.numCpus(), job.numGpus(), workers);
    return new TrainPlan.Execution(
        target, share, machine, options.workerJavaOptions().orElse(List.of()));
  }

  /** The searcher of a job; that of a training knows one configuration. */
  public static Searcher searcher(Job job, long seed, WarmStart warmStart) {
    if (job.tuning().isEmpty()) {
      Searcher.Suggestion fixed =
          new Searcher.Suggestion(TrialSpec.Origin.FIXED, new Config(job.hyperparameter()));
      return (history, random) -> Optional.of(fixed);
    }
    return Searchers.create(settings(job.tuning().get(), seed).withPast(warmStart.trials()));
  }

  private static SearchSettings settings(Job.Tuning tuning, long seed) {
    TuneConfig config = tuning.config();
    return new SearchSettings(
        config.search().name(),
        config.search().options(),
        tuning.space(),
        config.search().pointsToEvaluate(),
        config.numSamples(),
        config.objective(),
        seed);
  }

  public static TrialCount count(Job.Tuning tuning) {
    return TrialCount.of(
        tuning.space(), tuning.config().search().pointsToEvaluate(), tuning.config().numSamples());
  }

  /** A drawn seed is one that every reader of JSON keeps exactly. */
  private static long seed(Job job, RunOptions options) {
    if (options.seed().isPresent()) {
      return options.seed().getAsLong();
    }
    return job.tuning()
        .flatMap(tuning -> tuning.config().seed().stream().boxed().findFirst())
        .orElseGet(() -> new SecureRandom().nextLong() >>> (Long.SIZE - SEED_BITS));
  }
}
