package io.synapse.run;

import io.synapse.files.JsonFields;
import io.synapse.run.RunEvent.BestChosen;
import io.synapse.run.RunEvent.DatasetPrepared;
import io.synapse.run.RunEvent.RunFinished;
import io.synapse.run.RunEvent.RunInterrupted;
import io.synapse.run.RunEvent.RunResumed;
import io.synapse.run.RunEvent.RunStarted;
import io.synapse.run.RunEvent.RunStopping;
import io.synapse.run.RunEvent.TrialCreated;
import io.synapse.run.RunEvent.TrialEnded;
import io.synapse.run.RunRecord.Detail;
import io.synapse.run.RunRecord.RunMoment;
import io.synapse.run.TrialEvent.SlotsChanged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Folds the events of a journal into a {@link RunRecord}. */
final class RunRecordBuilder {

  private static final int MOST_MOMENTS = 10_000;

  private final RunFolder folder;
  private final RunStatus status;
  private final Detail detail;
  private final Map<String, TrialRecordBuilder> trials = new LinkedHashMap<>();
  private final Set<String> ended = new LinkedHashSet<>();
  private final List<RunMoment> moments = new ArrayList<>();
  private Map<String, Object> details = Map.of();
  private Map<String, Object> plugin = Map.of();
  private Map<String, Object> versions = Map.of();
  private Map<String, Object> dataset = Map.of();
  private Optional<String> best = Optional.empty();
  private Optional<String> trouble = Optional.empty();

  RunRecordBuilder(RunFolder folder, RunStatus status, Detail detail) {
    this.folder = folder;
    this.status = status;
    this.detail = detail;
  }

  /** A run that has just started has no journal yet; of any other a missing one is trouble. */
  void readJournal() {
    Path journal = folder.journalFile();
    attempt(
        () -> {
          if (Files.exists(journal)) {
            readEvents(journal);
          } else if (status != RunStatus.RUNNING) {
            trouble =
                Optional.of(
                    "%s: the run's journal is missing; restore the file from a copy"
                        .formatted(journal));
          }
        });
  }

  private void readEvents(Path journal) {
    try (Stream<RecordedEvent> events =
        detail == Detail.FULL ? JournalReader.read(journal) : JournalReader.skim(journal)) {
      events.forEach(this::apply);
    }
  }

  /** Takes the job from its own file where the journal has none. */
  void readJob() {
    attempt(
        () -> {
          if (!details.containsKey("job") && Files.exists(folder.jobFile())) {
            Map<String, Object> completed = new LinkedHashMap<>(details);
            completed.putAll(folder.job());
            details = completed;
          }
        });
  }

  /** A reader is shown what there is, however damaged the rest may be. */
  private void attempt(Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException e) {
      trouble = trouble.or(() -> Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private void apply(RecordedEvent recorded) {
    if (recorded.event() instanceof RunEvent.OfTrial event) {
      if (detail != Detail.RUN) {
        applyToTrial(event, recorded);
      }
    } else {
      applyToRun(recorded);
    }
  }

  private void applyToTrial(RunEvent.OfTrial event, RecordedEvent recorded) {
    String id = event.trialId();
    if (event instanceof TrialCreated created) {
      trials.put(id, new TrialRecordBuilder(created, folder, detail));
    } else if (event instanceof BestChosen) {
      best = Optional.of(id);
    } else if (trials.containsKey(id)) {
      trials.get(id).apply(event, recorded.time());
    }
    if (event instanceof TrialEnded) {
      ended.remove(id);
      ended.add(id);
    }
  }

  private void applyToRun(RecordedEvent recorded) {
    RunEvent event = recorded.event();
    if (event instanceof RunStarted started) {
      details = started.details();
      startProcess(started.details());
    } else if (event instanceof RunResumed resumed) {
      startProcess(resumed.details());
      addMoment(recorded, "");
    } else if (event instanceof DatasetPrepared prepared) {
      dataset = prepared.details();
    } else if (event instanceof RunInterrupted interrupted) {
      addMoment(recorded, interrupted.reason());
    } else if (event instanceof RunStopping stopping) {
      addMoment(recorded, stopping.reason());
    } else if (event instanceof RunFinished finished) {
      addMoment(recorded, finished.message());
    } else if (event instanceof SlotsChanged changed) {
      addMoment(recorded, "%d (%s)".formatted(changed.slots(), changed.offer()));
    }
  }

  private void addMoment(RecordedEvent recorded, String text) {
    if (moments.size() < MOST_MOMENTS) {
      moments.add(new RunMoment(recorded.time(), RunEventCodec.name(recorded.event()), text));
    }
  }

  /** A resumed run may have another plugin or another Java: the last ones count. */
  private void startProcess(Map<String, Object> of) {
    plugin = of.containsKey("plugin") ? JsonFields.object(of, "plugin") : plugin;
    versions = of.containsKey("versions") ? JsonFields.object(of, "versions") : versions;
  }

  /** The record; a trial whose lines turn out to be damaged is left out. */
  RunRecord build() {
    List<TrialRecord> built = new ArrayList<>();
    boolean isRunning = status == RunStatus.RUNNING;
    trials.values().forEach(trial -> attempt(() -> built.add(trial.build(isRunning))));
    return new RunRecord(
        details,
        plugin,
        versions,
        dataset,
        List.copyOf(built),
        List.copyOf(ended),
        List.copyOf(moments),
        best,
        trouble);
  }
}
