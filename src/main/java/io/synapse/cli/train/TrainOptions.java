package io.synapse.cli.train;

import io.synapse.action.prepare.RunOptions;
import io.synapse.action.prepare.RunOptions.JobOrigin;
import io.synapse.action.prepare.RunOptions.PythonRequirements;
import io.synapse.action.resume.Resumption.ResumeRequest;
import io.synapse.cli.command.ExecutorNames;
import io.synapse.cli.command.StoreOption;
import io.synapse.execute.provider.ExecutorProvider;
import io.synapse.job.Bindings.PluginReference;
import io.synapse.job.Bindings.PythonReference;
import io.synapse.job.JobSource;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problems;
import io.synapse.terminal.ViewSettings.ViewMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code synapse train}. */
public final class TrainOptions {

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "The job file, JSON or YAML; '-' reads standard input. Needed unless a run is resumed.")
  String file;

  @Option(
      names = {"-p", "--plugin"},
      paramLabel = "PATH",
      description =
          "The plugin's jar or folder of classes, PATH#NAME to choose one of several;"
              + " given again: the rest of its class path.")
  List<String> plugin = new ArrayList<>();

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description =
          "The interpreter for a plugin in Python: a program, a virtual environment's folder, or a"
              + " name on the PATH such as python3.11 (default: the active environment, .venv beside"
              + " the plugin, python3; with --executor ray the Python that has Ray).")
  String python;

  @Option(
      names = "--install",
      description =
          "Installs what the requirements.txt beside a plugin in Python asks for, once, into an"
              + " environment in the store.")
  boolean install;

  @Option(
      names = {"-D", "--dataset"},
      paramLabel = "PATH",
      description = "This folder or file in place of the job's data-set id.")
  Path dataset;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description =
          "Overrides a value of the job: a dotted path into params and a YAML value, such as"
              + " hyperparameter.epochs=3 or tune_config.num_samples=4. Repeatable.")
  List<String> overrides = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes the results JSON there too; '-' is standard output.")
  String output;

  @Mixin StoreOption store;
  @Mixin TrackOption track;

  @Option(
      names = {"-e", "--executor"},
      paramLabel = "NAME",
      converter = ExecutorNames.class,
      completionCandidates = ExecutorNames.class,
      description =
          "Where trials run: ${COMPLETION-CANDIDATES} (default: process): in worker processes on this"
              + " machine; in threads of this process, where a plugin that crashes ends the run; or"
              + " in workers on the nodes of a Ray cluster.")
  ExecutorProvider executor;

  @Mixin ClusterOptions cluster;

  @Option(
      names = "--worker-java-opts",
      paramLabel = "OPTS",
      parameterConsumer = NextWord.class,
      description =
          "Options for the Java of worker processes, separated by blanks, such as '-Xmx8g -ea'"
              + " (default: a share of the memory of the machine that they are on).")
  String workerJavaOpts;

  @Option(
      names = {"-j", "--max-concurrent"},
      paramLabel = "N",
      description = "At most N trials at once, beside the job's own limit.")
  Integer maxConcurrent;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      description =
          "The CPUs that this machine offers, also to Ray that is started for the run (default:"
              + " detected); nodes of a cluster tell theirs.")
  Double cpus;

  @Option(
      names = "--gpus",
      paramLabel = "N",
      description = "The GPUs that this machine offers, likewise (default: detected).")
  Double gpus;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "The run's seed, in place of the job's. With random and grid search the configurations"
              + " are the same at any concurrency; with model-based search a run is reproducible"
              + " with one trial at a time.")
  Long seed;

  @Option(
      names = "--resume",
      paramLabel = "RUN|last",
      description =
          "Goes on with a run that was interrupted: finished trials stay, the others start again"
              + " from their last checkpoints. With -s tune_config.num_samples=N (or"
              + " time_budget_s, max_concurrent_trials) a run is extended.")
  String resume;

  @Option(
      names = "--force",
      description =
          "With --resume: goes on although the job, the plugin or the data set has changed.")
  boolean force;

  @Option(
      names = "--retry-failed",
      description = "With --resume: gives trials that failed another attempt.")
  boolean retryFailed;

  @Option(
      names = "--warm-start",
      paramLabel = "RUN|last",
      description =
          "The search learns from the finished trials of an earlier run whose values fit the"
              + " search space. Repeatable.")
  List<String> warmStart = new ArrayList<>();

  @Option(
      names = "--dry-run",
      description = "Checks job, plugin and data set, prints the plan, and runs nothing.")
  boolean dryRun;

  @Option(
      names = "--help-search",
      description =
          "Lists the search algorithms and the schedulers with their options, and runs nothing.")
  boolean helpSearch;

  @Option(
      names = "--progress",
      paramLabel = "MODE",
      defaultValue = "auto",
      description =
          "What is shown on standard error: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}:"
              + " live on a terminal, else plain).")
  ViewMode progress;

  @Option(
      names = "--live-report",
      description =
          "Writes report.html in the run's folder anew every few seconds while the run goes on; an"
              + " open page follows (default: at the end).")
  boolean liveReport;

  @Option(
      names = "--fail-on-trial-error",
      description = "Any failed trial makes the exit status 1.")
  boolean failOnTrialError;

  @Option(
      names = {"-v", "--verbose"},
      description = "Shows stack traces of failures.")
  boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "Shows failures, nothing else; with --dry-run the plan alone.")
  boolean quiet;

  /**
   * What wins over the job's and the machine's own values.
   *
   * @throws InvalidInputException when a number makes no sense
   */
  RunOptions runOptions() {
    checkNumbers();
    return new RunOptions(
        plugin.stream().findFirst().map(TrainOptions::reference),
        plugin.stream().skip(1).map(TrainOptions::path).toList(),
        Optional.ofNullable(python).map(text -> pythonReference(text, "--python")),
        install ? PythonRequirements.INSTALLED : PythonRequirements.AS_FOUND,
        Optional.ofNullable(dataset),
        maxConcurrent == null ? OptionalInt.empty() : OptionalInt.of(maxConcurrent),
        number(cpus),
        number(gpus),
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
        Optional.ofNullable(executor),
        cluster.options(),
        workerJavaOptions(),
        List.copyOf(warmStart),
        new JobOrigin(jobFile(), List.copyOf(overrides)));
  }

  private Optional<List<String>> workerJavaOptions() {
    return Optional.ofNullable(workerJavaOpts)
        .map(text -> text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")));
  }

  private Optional<Path> jobFile() {
    return Optional.ofNullable(file)
        .filter(name -> !name.equals(JobSource.STANDARD_INPUT))
        .map(TrainOptions::path);
  }

  /** What the user requests of a resumed run. */
  Optional<ResumeRequest> resumeRequest() {
    return Optional.ofNullable(resume).map(run -> new ResumeRequest(run, force, retryFailed));
  }

  private void checkNumbers() {
    Problems problems = new Problems();
    checkResume(problems);
    cluster.check(mayBeOnRay(), problems);
    if (maxConcurrent != null && maxConcurrent < 1) {
      problems.error("--max-concurrent", "at least 1 trial runs at a time, not " + maxConcurrent);
    }
    checkOffer("--cpus", cpus, problems);
    checkOffer("--gpus", gpus, problems);
    problems.throwIfAny();
  }

  private void checkResume(Problems problems) {
    if (resume == null && (force || retryFailed)) {
      problems.error(force ? "--force" : "--retry-failed", "only goes with --resume RUN");
    }
    if (resume != null && !warmStart.isEmpty()) {
      problems.error(
          "--warm-start",
          "a run that goes on keeps what it learned when it started; leave --warm-start out, or"
              + " start the job anew without --resume");
    }
    if (resume != null && JobSource.STANDARD_INPUT.equals(file)) {
      problems.error("--file", "a run that goes on has its job; leave -f out, or name a file");
    }
  }

  /** A resumed run may have started there. */
  private boolean mayBeOnRay() {
    return executor == null ? resume != null : executor.usesCluster();
  }

  private static void checkOffer(String option, Double offer, Problems problems) {
    if (offer != null && !(offer >= 0 && Double.isFinite(offer))) {
      problems.error(option, "what a machine offers is a number, 0 or more, not " + offer);
    }
  }

  private static OptionalDouble number(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static PluginReference reference(String text) {
    return PluginReference.parse(text, Path.of("").toAbsolutePath());
  }

  public static PythonReference pythonReference(String text, String option) {
    try {
      return PythonReference.parse(text, Path.of("").toAbsolutePath());
    } catch (InvalidInputException e) {
      throw new InvalidInputException(option, e.problems().get(0).message());
    }
  }

  private static Path path(String text) {
    return Path.of(text).toAbsolutePath().normalize();
  }

  /**
   * Takes the next word for an option's value, also when it looks like an option: {@code -Dx=1}.
   */
  static final class NextWord implements IParameterConsumer {

    @Override
    @SuppressWarnings("JdkObsolete") // picocli keeps the words in a stack
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
      if (words.isEmpty()) {
        String name = ((OptionSpec) option).longestName();
        throw new ParameterException(
            command.commandLine(),
            "Missing required parameter for option '%s' (%s)".formatted(name, option.paramLabel()));
      }
      option.setValue(words.pop());
    }
  }
}
