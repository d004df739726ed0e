package io.synapse.cli;

import io.synapse.problem.InvalidInputException;
import io.synapse.store.RunFolder;
import io.synapse.store.RunStore;
import io.synapse.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
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
        output().message(nothing(run, trial) + (runs.isOver(run.runId()) ? "" : " yet"));
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
        tellOfWaiting(path);
        new LogFollower(file, log).followUntil(() -> runs.isOver(run.runId()));
      } else {
        file.copyTo(log);
      }
      log.end();
      return file.isThere();
    }
  }

  private void tellOfWaiting(Path path) {
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
}
