package io.synapse.store.raytune;

import io.synapse.run.Decision;
import io.synapse.run.Journal;
import io.synapse.run.JournalReplay;
import io.synapse.run.RecordedEvent;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunEventCodec;
import io.synapse.run.RunPlan;
import io.synapse.run.RunStatus;
import io.synapse.run.TrialSpec;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.store.raytune.RayTrial.RayReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells an experiment as the journal of a run, in the order in which things happened. */
final class ImportedJournal {

  private final RayExperiment experiment;
  private final RunPlan plan;
  private long sequence;

  /** An event that has no number yet. */
  private record DatedEvent(Instant time, RunEvent event) {}

  ImportedJournal(RayExperiment experiment, RunPlan plan) {
    this.experiment = experiment;
    this.plan = plan;
  }

  /** When the first report came, which is as near to the start as the results say. */
  static Instant started(RayExperiment experiment) {
    return times(experiment).stream().min(Comparator.naturalOrder()).orElseGet(Instant::now);
  }

  /** When the last report came. */
  static Instant finished(RayExperiment experiment) {
    return times(experiment).stream().max(Comparator.naturalOrder()).orElseGet(Instant::now);
  }

  private static List<Instant> times(RayExperiment experiment) {
    return experiment.trials().stream()
        .flatMap(trial -> trial.reports().stream())
        .map(RayReport::time)
        .toList();
  }

  /**
   * Writes all that happened to the trials.
   *
   * @param first the event of the run itself
   * @return the run as its journal gives it
   */
  ReplayedRun write(RunEvent first, Journal journal) {
    JournalReplay replay = new JournalReplay(plan, 1);
    Instant start = started(experiment);
    List<DatedEvent> events = new ArrayList<>(List.of(new DatedEvent(start, first)));
    for (int number = 0; number < experiment.trials().size(); number++) {
      add(experiment.trials().get(number), number, start, events);
    }
    // Stable: what happened to a trial at one time stays in its order.
    events.sort(Comparator.comparing(DatedEvent::time));
    for (DatedEvent dated : events) {
      // As a journal gives it: numbers, times and configurations as they are read from JSON.
      replay.apply(RunEventCodec.read(RunEventCodec.fields(append(dated, journal))));
    }
    return replay.result();
  }

  /**
   * Writes how the run ended.
   *
   * @param models trial id to its model
   * @param best id of the best trial
   * @param replayed the run as its journal gives it
   */
  void end(Map<String, Long> models, Optional<String> best, ReplayedRun replayed, Journal journal) {
    models.forEach((trial, model) -> atTheEnd(new RunEvent.ModelSaved(trial, model), journal));
    best.ifPresent(trial -> atTheEnd(new RunEvent.BestChosen(trial), journal));
    atTheEnd(new RunEvent.TrialsTabled(replayed.snapshot(best.orElse(""))), journal);
  }

  /** Writes the last line. */
  void close(RunStatus status, String message, Journal journal) {
    atTheEnd(
        status == RunStatus.INTERRUPTED
            ? new RunEvent.RunInterrupted(message)
            : new RunEvent.RunFinished(
                status.text(), message, Optional.of(RunEvent.Ending.COMPLETED)),
        journal);
  }

  private void atTheEnd(RunEvent event, Journal journal) {
    append(new DatedEvent(finished(experiment), event), journal);
  }

  private RecordedEvent append(DatedEvent dated, Journal journal) {
    RecordedEvent recorded = new RecordedEvent(sequence++, dated.time(), dated.event());
    journal.append(recorded);
    return recorded;
  }

  private static void add(RayTrial trial, int number, Instant start, List<DatedEvent> events) {
    String id = trial.id();
    Config config = new Config(trial.config());
    Instant last = start;
    Instant begun = trial.reports().isEmpty() ? start : trial.reports().get(0).time();
    // All at the start, so that they are in the order of their numbers.
    events.add(
        new DatedEvent(
            start, new RunEvent.TrialCreated(id, number, TrialSpec.Origin.SEARCHER, config)));
    if (trial.status() == TrialStatus.PENDING && trial.reports().isEmpty()) {
      return;
    }
    AttemptCause cause = AttemptCause.FIRST;
    events.add(
        new DatedEvent(
            begun, new RunEvent.AttemptStarted(id, 1, cause, config, Optional.empty(), false)));
    for (RayReport report : trial.reports()) {
      last = report.time().isAfter(last) ? report.time() : last;
      events.add(
          new DatedEvent(
              last,
              new RunEvent.TrialReported(
                  id,
                  report.metrics(),
                  report.trainingIteration(),
                  Optional.empty(),
                  Decision.proceed())));
    }
    if (trial.status() != TrialStatus.PENDING) {
      events.add(
          new DatedEvent(
              last,
              new RunEvent.TrialEnded(
                  id, trial.status(), trial.metrics(), trial.error(), Optional.empty(), "")));
    }
  }
}
