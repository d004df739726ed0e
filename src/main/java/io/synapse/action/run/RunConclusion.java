package io.synapse.action.run;

import io.synapse.run.Phase;
import io.synapse.run.RunEvent;
import io.synapse.run.RunHistory;
import io.synapse.run.RunLog;
import io.synapse.run.RunMetadata;
import io.synapse.run.RunPlan;
import io.synapse.run.RunStatus;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.space.Objective;
import io.synapse.store.Store;
import io.synapse.store.model.StoredModel;
import io.synapse.store.run.StoredRun.RunOutcome;
import io.synapse.tune.TunerResult;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** From the last trial to the results: the best is chosen, models are kept, the run is closed. */
final class RunConclusion {

  private final Store store;
  private final Clock clock;
  private final RunProvenance record;
  private final RunContext context;

  RunConclusion(Store store, Clock clock, RunProvenance record, RunContext context) {
    this.store = store;
    this.clock = clock;
    this.record = record;
    this.context = context;
  }

  /** Ends a run whose trials have ended. */
  TrainResult finish(TunerResult trials) {
    RunPlan plan = record.preparation().plan().run();
    RunStatus status = status(trials, plan);
    return finish(trials, new FinalStatus(status, message(trials, plan, status), clock.instant()));
  }

  /** Ends a run that had ended before the same way again. */
  TrainResult finishAgain(TunerResult trials, RunMetadata.FinishedRun before, Instant finished) {
    RunStatus status = RunStatus.parse(before.status());
    return finish(trials, new FinalStatus(status, before.message(), finished));
  }

  /** What is said of the run's end. */
  private record FinalStatus(RunStatus status, String message, Instant finished) {}

  private TrainResult finish(TunerResult trials, FinalStatus verdict) {
    RunLog log = context.log();
    RunPlan plan = record.preparation().plan().run();
    RunHistory history = trials.history();
    RunStatus status = verdict.status();
    String message = verdict.message();
    Optional<Trial> best = best(history, plan);
    if (status == RunStatus.COMPLETED) {
      log.addNow(new RunEvent.PhaseProgressed(Phase.TRAIN, 1, 1));
    }
    ModelUpload.SavedModels saved =
        new ModelUpload(store.models(), clock, record, context).save(trials);
    Map<String, StoredModel> models = saved.models();
    Optional<String> lost = best.map(Trial::id).map(saved.failures()::get);
    if (lost.isPresent()) {
      status = RunStatus.FAILED;
      message = "the best model could not be kept: " + lost.get();
    }
    if (plan.tuning()) {
      best.ifPresent(trial -> log.add(new RunEvent.BestChosen(trial.id())));
      String bestId = best.map(Trial::id).orElse("");
      log.add(new RunEvent.TrialsTabled(trials.snapshot(bestId)));
    }
    Instant finished = verdict.finished();
    ResultsDocument results = new ResultsDocument(record, context, trials, saved, best);
    Map<String, Object> document = results.document(status, message, finished);
    context.run().writeResults(document);
    log.addNow(
        status == RunStatus.INTERRUPTED
            ? new RunEvent.RunInterrupted(message)
            : new RunEvent.RunFinished(status.text(), message, Optional.of(trials.ending())));
    store.runs().finish(context.run().runId(), status, outcome(history, best, models), finished);
    return new TrainResult(
        context.run(),
        status,
        message,
        context.started(),
        finished,
        trials,
        best,
        models,
        document);
  }

  /**
   * Records that the run itself failed, as far as that is still possible. No model is kept in
   * addition: what fails a run, such as a full disk, would fail that too.
   *
   * @param trials the state of the trials
   * @param failure what ended it, and what is thrown after this
   */
  void fail(TunerResult trials, Throwable failure) {
    try {
      String message = String.valueOf(failure.getMessage());
      ModelUpload.SavedModels kept =
          new ModelUpload(store.models(), clock, record, context).withoutSaving(trials);
      Optional<Trial> best = best(trials.history(), record.preparation().plan().run());
      ResultsDocument results = new ResultsDocument(record, context, trials, kept, best);
      context.run().writeResults(results.document(RunStatus.FAILED, message, clock.instant()));
      context.log().addNow(new RunEvent.RunFinished(RunStatus.FAILED.text(), message));
    } catch (RuntimeException e) {
      // The failure itself is what counts; a full disk may be both.
      failure.addSuppressed(e);
    }
  }

  private static RunStatus status(TunerResult trials, RunPlan plan) {
    return switch (trials.ending()) {
      case INTERRUPTED -> RunStatus.INTERRUPTED;
      case FAILED_FAST, ALL_FAILED -> RunStatus.FAILED;
      case COMPLETED ->
          best(trials.history(), plan).isPresent() ? RunStatus.COMPLETED : RunStatus.FAILED;
    };
  }

  /** The winner; of a single training, the one trial if it ended well. */
  private static Optional<Trial> best(RunHistory history, RunPlan plan) {
    return plan.tuning()
        ? history.best()
        : history.trials().stream()
            .filter(trial -> trial.status() == TrialStatus.TERMINATED)
            .findFirst();
  }

  private static String message(TunerResult trials, RunPlan plan, RunStatus status) {
    boolean explained = trials.ending() != RunEvent.Ending.COMPLETED;
    if (explained || status == RunStatus.COMPLETED) {
      return trials.message();
    }
    String why = plan.tuning() ? noWinner(trials, plan) : trainingError(trials);
    return trials.message().isEmpty() ? why : trials.message() + "; " + why;
  }

  private static String trainingError(TunerResult trials) {
    return trials.history().trials().stream().findFirst().map(Trial::error).orElse("");
  }

  private static String noWinner(TunerResult trials, RunPlan plan) {
    RunHistory history = trials.history();
    long failed = count(history, TrialStatus.ERROR);
    String metric = plan.objective().map(Objective::metric).orElse("");
    String counts =
        failed == history.trials().size()
            ? "all %d trials failed".formatted(failed)
            : "%d of %d trials failed and the others' values are not finite"
                .formatted(failed, history.trials().size());
    String first =
        history.trials().stream()
            .filter(trial -> !trial.error().isEmpty())
            .findFirst()
            .map(trial -> "; the first: " + trial.error())
            .orElse("");
    return "no trial has a usable value of '%s': %s%s".formatted(metric, counts, first);
  }

  private static RunOutcome outcome(
      RunHistory history, Optional<Trial> best, Map<String, StoredModel> models) {
    OptionalDouble value = best.map(Trial::value).orElse(OptionalDouble.empty());
    Optional<StoredModel> model = best.map(trial -> models.get(trial.id()));
    return new RunOutcome(
        model.map(found -> OptionalLong.of(found.id())).orElse(OptionalLong.empty()),
        best.map(Trial::id),
        value,
        history.trials().size(),
        (int) count(history, TrialStatus.TERMINATED),
        (int) count(history, TrialStatus.ERROR));
  }

  private static long count(RunHistory history, TrialStatus status) {
    return history.trials().stream().filter(trial -> trial.status() == status).count();
  }
}
