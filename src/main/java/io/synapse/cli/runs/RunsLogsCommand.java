package io.synapse.cli.runs;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.output.LogOutput;
import io.synapse.problem.InvalidInputException;
import io.synapse.run.RunFolder;
import io.synapse.store.Store;
import io.synapse.store.run.RunStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse runs logs}. */
@Command(
    name = "logs",
    sortOptions = false,
    description = {
      "Prints the log of a run, or what one of its trials printed.",
      "On a terminal, control characters of a log are made harmless; elsewhere it is printed byte"
          + " by byte."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done, also when there is nothing to print yet; with -f the run is over",
      "1:a log could not be read or printed",
      "2:wrong usage, or there is no such run or trial",
      "130:ended by Ctrl-C, which only ends -f, never the run"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse runs logs last",
      "  synapse runs logs last 7 -n 20",
      "  synapse runs logs digits-2025 8227e31d_00007 -f"
    })
final class RunsLogsCommand extends BasicCommand {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN|last",
      defaultValue = RunStore.LAST,
      description = "The run's id, the start of one, or 'last' (default: ${DEFAULT-VALUE}).")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TRIAL",
      description =
          "The id of one of its trials, or the number alone: 8227e31d_00007 or 7. Prints what the"
              + " plugin and what it started printed (default: the log of the run).")
  private String trialName;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with what is added, until the run is over or Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--tail"},
      paramLabel = "N",
      description = "Leaves out all but the last N lines of what is there.")
  private Integer tail;

  @Mixin private StoreOption store;

  @Override
  public Integer call() throws InterruptedException {
    if (tail != null && tail < 0) {
      throw new InvalidInputException("--tail", "a number of lines, 0 or more, not " + tail);
    }
    try (Store opened = store.openForReading()) {
      RunStore runs = opened.runs();
      RunFolder run = runs.folder(runs.find(name));
      Optional<NamedTrial> trial =
          Optional.ofNullable(trialName).map(text -> NamedTrial.of(run, text));
      if (!follow) {
        trial.ifPresent(NamedTrial::requireKnown);
      }
      if (!print(file(run, trial), run, runs)) {
        trial.ifPresent(NamedTrial::requireKnown);
        output().message(nothing(run, trial) + (runs.hasEnded(run.runId()) ? "" : " yet"));
      }
      more(run, trial).ifPresent(output()::message);
    }
    return ExitStatus.DONE;
  }

  private static Path file(RunFolder run, Optional<NamedTrial> trial) {
    return trial.map(NamedTrial::id).map(run::trialPrintsFile).orElse(run.logFile());
  }

  /** Whether there was anything to print. */
  private boolean print(Path path, RunFolder run, RunStore runs) throws InterruptedException {
    LogOutput log = output().log();
    OptionalInt lines = tail == null ? OptionalInt.empty() : OptionalInt.of(tail);
    try (GrowingFile file = new GrowingFile(path, lines)) {
      if (follow) {
        reportWaiting(path);
        new LogFollower(file, log).followUntil(() -> runs.hasEnded(run.runId()));
      } else {
        file.copyTo(log);
      }
      log.end();
      return file.isThere();
    }
  }

  private void reportWaiting(Path path) {
    if (!Files.exists(path)) {
      output().message("waiting for " + path);
    }
  }

  private static String nothing(RunFolder run, Optional<NamedTrial> trial) {
    return trial
        .map(named -> "trial " + named.id() + " has printed nothing")
        .orElse("run " + run.runId() + " has logged nothing");
  }

  /** Where to look further. */
  private static Optional<String> more(RunFolder run, Optional<NamedTrial> trial) {
    return trial.isPresent()
        ? pointer("why it failed is in ", run.trialErrorFile(trial.get().id()))
        : pointer("what was printed outside of trials is in ", run.printsFile());
  }

  private static Optional<String> pointer(String what, Path file) {
    return Files.exists(file) ? Optional.of(what + file) : Optional.empty();
  }

  /**
   * Goes on printing a file that grows. It is asked again and again, for not every file system
   * reports changes.
   */
  static final class LogFollower {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** The registry is asked more seldom: a run ends once. */
    private static final int LOOKS_PER_QUESTION = 5;

    private final GrowingFile file;
    private final LogOutput output;

    LogFollower(GrowingFile file, LogOutput output) {
      this.file = file;
      this.output = output;
    }

    /** Prints until nothing more can come, or the reader is gone. */
    void followUntil(BooleanSupplier over) throws InterruptedException {
      for (int look = 0; ; look++) {
        // Asked before the file is read, so that what was written until the end is read too.
        boolean last = look % LOOKS_PER_QUESTION == 0 && over.getAsBoolean();
        boolean taken = file.copyTo(output);
        if (last || !taken) {
          return;
        }
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }
}
