package io.synapse.cli.train;

import io.synapse.action.run.TrainResult;
import io.synapse.cli.command.ShellCommand.ResumeCommand;
import io.synapse.run.RunHistory;
import io.synapse.run.RunStatus;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.space.Objective;
import io.synapse.store.model.StoredModel;
import io.synapse.terminal.RunSummary;
import io.synapse.terminal.RunSummary.BestResult;
import io.synapse.terminal.RunSummary.FailedTrial;
import io.synapse.terminal.RunSummary.Remark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The summary at the end of a run. */
final class Summary {

  private final TrainResult result;

  Summary(TrainResult result) {
    this.result = result;
  }

  RunSummary forPeople() {
    return new RunSummary(
        result.run().runId(),
        String.valueOf(result.document().get("name")),
        result.status().text(),
        result.message(),
        Duration.between(result.started(), result.finished()),
        result.best().map(this::outcome),
        isTune() ? counts() : Map.of(),
        failures(),
        remarks(),
        places(),
        resumeCommand());
  }

  private Optional<String> resumeCommand() {
    return result.status() == RunStatus.INTERRUPTED
        ? Optional.of(ResumeCommand.of(result.run()))
        : Optional.empty();
  }

  private boolean isTune() {
    return history().objective().isPresent();
  }

  private RunHistory history() {
    return result.trials().history();
  }

  private BestResult outcome(Trial best) {
    Optional<StoredModel> model = result.bestModel();
    return new BestResult(
        best.id(),
        history().objective().map(Objective::metric),
        best.metrics(),
        best.config().values(),
        model.map(found -> OptionalLong.of(found.id())).orElse(OptionalLong.empty()),
        model.map(StoredModel::filesFolder),
        noModel());
  }

  /** Why the outcome has no model, as the results have it. */
  private Optional<String> noModel() {
    Map<String, Object> document = result.document();
    Object entry = document.get("best_trial");
    Object reason = entry instanceof Map<?, ?> best ? best.get("reason") : document.get("reason");
    return Optional.ofNullable(reason).map(Object::toString);
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Trial trial : history().trials()) {
      counts.merge(trial.status().name(), 1, Integer::sum);
    }
    return counts;
  }

  private List<FailedTrial> failures() {
    return history().trials().stream()
        .filter(trial -> trial.status() == TrialStatus.ERROR)
        .map(this::failure)
        .toList();
  }

  private FailedTrial failure(Trial trial) {
    Path details = result.run().trialFolder(trial.id()).resolve("error.txt");
    return new FailedTrial(trial.id(), trial.error(), Optional.of(details).filter(Files::exists));
  }

  private List<Remark> remarks() {
    return history().trials().stream()
        .flatMap(trial -> trial.notes().stream().map(note -> new Remark(trial.id(), note)))
        .toList();
  }

  private Map<String, Path> places() {
    Map<String, Path> places = new LinkedHashMap<>();
    places.put("results", result.run().resultsFile());
    places.put("log", result.run().logFile());
    return places;
  }
}
