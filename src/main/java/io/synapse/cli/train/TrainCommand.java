package io.synapse.cli.train;

import io.synapse.action.TrainAction;
import io.synapse.action.prepare.Preparation;
import io.synapse.action.prepare.Preparer;
import io.synapse.action.prepare.RunOptions;
import io.synapse.action.resume.ResumePreparer;
import io.synapse.action.resume.Resumption;
import io.synapse.action.resume.Resumption.ResumeRequest;
import io.synapse.action.run.RunEnvironment;
import io.synapse.action.run.TrainResult;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.Version;
import io.synapse.cli.output.Notices;
import io.synapse.cli.train.RunTracking.TrackingNews;
import io.synapse.cli.train.SuddenExit.BegunRun;
import io.synapse.execute.inline.InlineExecutor.StandardStreams;
import io.synapse.execute.resources.MachineResources;
import io.synapse.job.JobReader;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.job.JobSource;
import io.synapse.job.Tracking;
import io.synapse.problem.OperationFailedException;
import io.synapse.report.files.TrialFilesWriter;
import io.synapse.run.RunListener;
import io.synapse.run.RunStatus;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import io.synapse.store.Store;
import io.synapse.terminal.RunView;
import io.synapse.terminal.ViewSettings;
import io.synapse.terminal.Views;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code synapse train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Trains a model, or tunes hyperparameters, as a job file says.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:the job failed",
      "2:wrong usage or an invalid job file",
      "130:interrupted"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse train -f job.json",
      "  synapse train -f tune.yaml -s tune_config.num_samples=4 -o results.json",
      "  synapse train -f job.json --dry-run",
      "  synapse train -f tune.yaml --warm-start last",
      "  synapse train -f tune.yaml --executor ray --ray-address head:6379",
      "  synapse train --resume last"
    })
public final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TrainOptions options;

  @Override
  public Integer call() throws InterruptedException {
    if (options.helpSearch) {
      PrintWriter out = spec.commandLine().getOut();
      AlgorithmHelp.ofSearches(Searchers.specifications()).print(out);
      out.println();
      AlgorithmHelp.ofSchedulers(Schedulers.specifications()).print(out);
      return ExitStatus.DONE;
    }
    if (options.file == null && options.resume == null) {
      throw new ParameterException(
          spec.commandLine(),
          "name the job file with --file FILE, or a run to go on with: --resume RUN");
    }
    ResultsOutput output = ResultsOutput.of(options.output);
    RunOptions runOptions = options.runOptions();
    Optional<Tracking> requested = options.track.tracking();
    if (options.resumeRequest().isPresent()) {
      return resume(options.resumeRequest().get(), runOptions, requested, output);
    }
    LoadedJob loaded = load();
    if (options.dryRun) {
      return dryRun(loaded, runOptions, tracking(loaded, requested));
    }
    announceRay(runOptions);
    try (Store store = Store.open(options.store.folder());
        Preparation preparation = Preparer.of(store, installing()).prepare(loaded, runOptions);
        JobLog log = new JobLog(store.folder());
        RunTracking tracking = tracking(store, tracking(loaded, requested))) {
      printWarmStart(preparation);
      TrainResult result = run(store, List.of(log, tracking), action -> action.run(preparation));
      output.write(result.document(), spec.commandLine().getOut());
      return exitStatus(result);
    }
  }

  private int resume(
      ResumeRequest request,
      RunOptions runOptions,
      Optional<Tracking> requested,
      ResultsOutput output)
      throws InterruptedException {
    try (Store store =
            options.dryRun ? options.store.openForReading() : options.store.openExisting();
        Resumption resumption = resumer(store).prepare(request, runOptions)) {
      if (options.dryRun) {
        RunStatus status = store.runs().statusOf(resumption.run());
        PlanPrinter.of(resumption, status, store.folder(), tracking(store, resumption, requested))
            .print(spec.commandLine().getErr());
        return ExitStatus.DONE;
      }
      if (resumption.hasWork()) {
        announceRay(resumption.preparation().options());
      }
      try (JobLog log = new JobLog(store.folder());
          RunTracking tracking = tracking(store, tracking(store, resumption, requested))) {
        TrainResult result =
            run(store, List.of(log, tracking), action -> action.resume(resumption));
        output.write(result.document(), spec.commandLine().getOut());
        return exitStatus(result);
      }
    }
  }

  private RunTracking tracking(Store store, Tracking where) {
    return RunTracking.of(where, store.folder(), new TrackingNews(notices(), options.quiet));
  }

  private static Tracking tracking(LoadedJob loaded, Optional<Tracking> requested) {
    return requested.or(() -> loaded.bindings().tracking()).orElse(Tracking.NONE);
  }

  /** A resumed run is tracked where it was. */
  private static Tracking tracking(
      Store store, Resumption resumption, Optional<Tracking> requested) {
    return requested.orElseGet(
        () -> new Tracking(RunTracking.serverOf(store.runs().folder(resumption.run()))));
  }

  private ResumePreparer resumer(Store store) {
    Preparer preparer =
        options.dryRun ? Preparer.rehearsing(Optional.of(store)) : Preparer.of(store, installing());
    return new ResumePreparer(store, preparer, reader());
  }

  /** Takes lines about what is installed for a plugin. */
  private Consumer<String> installing() {
    return options.quiet ? line -> {} : notices()::python;
  }

  private static JobReader reader() {
    return new JobReader(Searchers.specifications(), Schedulers.specifications());
  }

  private LoadedJob load() {
    LoadedJob loaded = reader().read(JobSource.of(options.file, System.in), options.overrides);
    if (!options.quiet) {
      Notices notices = notices();
      loaded.warnings().forEach(warning -> notices.warning(warning.toString()));
    }
    return loaded;
  }

  private void printWarmStart(Preparation preparation) {
    if (!options.quiet) {
      Notices notices = notices();
      preparation.plan().warmStart().lines().forEach(line -> notices.warmStart(line));
    }
  }

  /** For some seconds there is nothing else to see. */
  private void announceRay(RunOptions ofRun) {
    if (!options.quiet) {
      MachineResources machine = MachineResources.detect(System.getenv());
      ofRun
          .executorOrStandard()
          .announcement(ofRun.executorRequest(machine, System.getenv()))
          .ifPresent(notices()::ray);
    }
  }

  private Notices notices() {
    return new Notices(spec.commandLine().getErr(), options.progress);
  }

  /** Checks everything, writes nothing: not even a store is made. */
  private int dryRun(LoadedJob loaded, RunOptions runOptions, Tracking tracking) {
    Optional<Store> store =
        Store.exists(options.store.folder())
            ? Optional.of(Store.openForReading(options.store.folder()))
            : Optional.empty();
    try (Preparation preparation = Preparer.rehearsing(store).prepare(loaded, runOptions)) {
      new PlanPrinter(preparation, options.store.folder(), tracking)
          .print(spec.commandLine().getErr());
      return ExitStatus.DONE;
    } finally {
      store.ifPresent(Store::close);
    }
  }

  /** What an action is to do. */
  private interface RunWork {
    TrainResult of(TrainAction action) throws InterruptedException;
  }

  /**
   * Runs a job.
   *
   * @param lasting listeners that have something to do when all has ended; the caller closes them
   */
  private TrainResult run(Store store, List<RunListener> lasting, RunWork work)
      throws InterruptedException {
    RunView view = Views.open(new ViewSettings(options.progress, detail()));
    Notices notices = notices();
    BegunRun begun = new BegunRun(store.folder());
    SuddenExit watch = SuddenExit.watch(view::close, notices, begun);
    TrialFilesWriter files = new TrialFilesWriter(store.folder());
    RunReport report = new RunReport(store.folder(), freshness(), notices);
    List<RunListener> listeners = new ArrayList<>(lasting);
    listeners.addAll(List.of(begun, files, report, view));
    RunEnvironment environment =
        new RunEnvironment(
            listeners,
            new StandardStreams(System.out, System.err),
            Clock.systemUTC(),
            Version.number());
    TrainAction action = new TrainAction(store, environment);
    TrainResult result;
    try (report;
        view;
        files;
        watch) {
      result =
          Interrupts.during(
              () -> work.of(action),
              action::interrupt,
              () -> {
                view.close();
                notices.ofProgram("ended at once" + begun.resumeHint());
              });
    } catch (OperationFailedException e) {
      throw begun.withResumeHint(e);
    }
    if (!options.quiet || result.status() != RunStatus.COMPLETED) {
      view.summarize(new Summary(result).forPeople());
    }
    return result;
  }

  private RunReport.Freshness freshness() {
    return options.liveReport ? RunReport.Freshness.ALL_THE_TIME : RunReport.Freshness.AT_THE_END;
  }

  private ViewSettings.Verbosity detail() {
    if (options.quiet) {
      return ViewSettings.Verbosity.QUIET;
    }
    return options.verbose ? ViewSettings.Verbosity.VERBOSE : ViewSettings.Verbosity.NORMAL;
  }

  private int exitStatus(TrainResult result) {
    return switch (result.status()) {
      case INTERRUPTED -> ExitStatus.INTERRUPTED;
      case COMPLETED ->
          options.failOnTrialError && result.hasFailedTrials()
              ? ExitStatus.FAILED
              : ExitStatus.DONE;
      case FAILED, RUNNING -> ExitStatus.FAILED;
    };
  }
}
