package io.synapse.cli.runs;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.train.RunTracking;
import io.synapse.cli.train.TrackOption;
import io.synapse.job.Tracking;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.report.tracking.RunSender;
import io.synapse.report.tracking.TrackingFailure;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.store.Store;
import io.synapse.store.run.RunStore;
import io.synapse.store.run.StoredRun;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code synapse runs track}. */
@Command(
    name = "track",
    sortOptions = false,
    description = {
      "Sends a run that has ended to a tracking server of MLflow: what was left when the server was"
          + " down, or all of a run that was never tracked.",
      "What the server has already is not sent again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse runs track last",
      "  synapse runs track digits-2025 --track mlflow:http://localhost:5000"
    })
final class RunsTrackCommand extends BasicCommand {

  private static final int TRIES = 4;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN|last",
      defaultValue = RunStore.LAST,
      description = "The run's id, the start of one, or 'last' (default: ${DEFAULT-VALUE}).")
  private String name;

  @Mixin private TrackOption track;
  @Mixin private StoreOption store;

  @Override
  public Integer call() throws InterruptedException {
    Optional<Tracking> requested = track.tracking();
    try (Store opened = store.openForReading()) {
      RunStore runs = opened.runs();
      StoredRun run = runs.find(name);
      runs.refuseLive(run, "is tracked");
      RunFolder folder = runs.folder(run);
      RunSender.SenderSettings settings =
          RunSender.SenderSettings.of(
              server(requested, folder), System.getenv(), output()::message);
      try (RunSender sender = RunSender.open(folder, opened.folder().resolve("models"), settings)) {
        sender.end(ending(runs.statusOf(run)));
        send(sender);
        sender.page().ifPresent(page -> output().document(page + System.lineSeparator()));
      } catch (TrackingFailure e) {
        throw new OperationFailedException(e.getMessage(), e);
      }
    }
    return ExitStatus.DONE;
  }

  private static URI server(Optional<Tracking> requested, RunFolder folder) {
    if (requested.equals(Optional.of(Tracking.NONE))) {
      throw new InvalidInputException("--track", "there is nothing to send with 'none'");
    }
    return requested
        .flatMap(Tracking::mlflow)
        .or(() -> RunTracking.serverOf(folder))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "--track",
                    "the run %s is not tracked yet; say where to, such as".formatted(folder.runId())
                        + " --track mlflow:http://localhost:5000"));
  }

  private static RunSender.JournalEnding ending(RunStatus status) {
    return status == RunStatus.INTERRUPTED
        ? RunSender.JournalEnding.KILLED
        : RunSender.JournalEnding.TOLD;
  }

  /** Goes on as long as anything gets there, and for some tries more. */
  private void send(RunSender sender) throws InterruptedException {
    int left = TRIES;
    while (true) {
      long before = sender.answers();
      try {
        sender.send();
        return;
      } catch (TrackingFailure e) {
        left = sender.answers() > before ? TRIES : left - 1;
        if (left == 0) {
          throw new OperationFailedException(
              e.getMessage() + "; nothing is lost: try again later", e);
        }
        if (left == TRIES - 1) {
          output().message(e.getMessage() + "; trying again");
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    }
  }
}
