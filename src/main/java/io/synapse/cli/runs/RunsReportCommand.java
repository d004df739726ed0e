package io.synapse.cli.runs;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.train.RunReportFile;
import io.synapse.problem.OperationFailedException;
import io.synapse.report.html.HtmlReport;
import io.synapse.store.Store;
import io.synapse.store.run.RunStore;
import io.synapse.store.run.StoredRun;
import io.synapse.store.run.StoredRun.RecordedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse runs report}. */
@Command(
    name = "report",
    sortOptions = false,
    description =
        "Writes the report of a run anew, one HTML file that opens offline, and prints where it"
            + " is; also while the run goes on.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse runs report last --open",
      "  synapse runs report digits-2025 -o digits.html"
    })
final class RunsReportCommand extends BasicCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN|last",
      defaultValue = RunStore.LAST,
      description = "The run's id, the start of one, or 'last' (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it (default: report.html in the run's folder).")
  private Path file;

  @Option(names = "--open", description = "Opens it in the browser.")
  private boolean open;

  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    try (Store opened = store.openForReading()) {
      RunStore runs = opened.runs();
      StoredRun run = runs.find(name);
      Path target = file == null ? runs.folder(run).reportFile() : file.toAbsolutePath();
      RecordedRun recorded = RunReportFile.write(run, runs, HtmlReport.Reload.NEVER, target);
      recorded
          .record()
          .trouble()
          .ifPresent(reason -> output().message("the report is not complete: " + reason));
      output().document(target + System.lineSeparator());
      if (open) {
        open(target);
      }
    }
    return ExitStatus.DONE;
  }

  private static void open(Path report) {
    if (!BrowserProgram.open(report)) {
      throw new OperationFailedException(
          "no program was found that opens a browser; open %s yourself".formatted(report));
    }
  }

  /** The program that opens a page in the browser. */
  static final class BrowserProgram {

    /** $BROWSER first; then what desktops have. */
    private static final List<String> USUAL =
        List.of("xdg-open", "open", "wslview", "sensible-browser");

    private BrowserProgram() {}

    /**
     * Starts it with a file.
     *
     * @return whether one could be started
     */
    static boolean open(Path file) {
      Optional<String> own =
          Optional.ofNullable(System.getenv("BROWSER")).filter(b -> !b.isBlank());
      if (own.isPresent() && starts(own.get(), file)) {
        return true;
      }
      return USUAL.stream().anyMatch(program -> starts(program, file));
    }

    private static boolean starts(String program, Path file) {
      try {
        new ProcessBuilder(program, file.toUri().toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
