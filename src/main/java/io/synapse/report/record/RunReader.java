package io.synapse.report.record;

import static io.synapse.report.record.JsonFields.text;

import io.synapse.store.JournalReader;
import io.synapse.store.RunFolder;
import io.synapse.store.RunStatus;
import io.synapse.store.StoredRun;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the journal of a run once, line by line; it may be written meanwhile. */
public final class RunReader {

  private static final Set<String> MOMENTS =
      Set.of("resume", "interrupted", "stopping", "finished", "slots");
  private static final int MOST_MOMENTS = 10_000;

  private final RunFolder folder;
  private final Map<String, TrialNotebook> trials = new LinkedHashMap<>();
  private final List<RunMoment> moments = new ArrayList<>();
  private Map<String, Object> facts = Map.of();
  private Map<String, Object> dataset = Map.of();
  private Optional<String> best = Optional.empty();
  private Optional<String> trouble = Optional.empty();

  private RunReader(RunFolder folder) {
    this.folder = folder;
  }

  /**
   * What a run's journal tells, and its {@code job.json} where the journal has no job. Whatever is
   * damaged or missing is left out and told in {@link RecordedRun#trouble}.
   *
   * @param row its row in the registry
   * @param status where it really stands
   * @param folder where its files are
   */
  public static RecordedRun read(StoredRun row, RunStatus status, RunFolder folder) {
    RunReader reader = new RunReader(folder);
    reader.attempt(reader::readJournal);
    reader.attempt(reader::readJob);
    boolean goesOn = status == RunStatus.RUNNING;
    return new RecordedRun(
        row,
        status,
        folder,
        reader.facts,
        reader.dataset,
        reader.trials.values().stream().map(trial -> trial.trial(goesOn)).toList(),
        List.copyOf(reader.moments),
        reader.best,
        reader.trouble);
  }

  /** A report shows what there is, whatever a damaged line makes of the reading. */
  private void attempt(Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException e) {
      trouble = trouble.or(() -> Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private void readJournal() {
    if (Files.exists(folder.journalFile())) {
      try (Stream<Map<String, Object>> lines = JournalReader.read(folder.journalFile())) {
        lines.forEach(this::apply);
      }
    }
  }

  private void readJob() {
    if (!facts.containsKey("job") && Files.exists(folder.jobFile())) {
      Map<String, Object> completed = new LinkedHashMap<>(facts);
      completed.putAll(folder.job());
      facts = completed;
    }
  }

  private void apply(Map<String, Object> line) {
    String event = text(line, "event");
    if (line.get("trial_id") instanceof String id) {
      applyToTrial(id, event, line);
    } else if (event.equals("run")) {
      facts = line;
    } else if (event.equals("dataset")) {
      dataset = line;
    } else if (MOMENTS.contains(event) && moments.size() < MOST_MOMENTS) {
      moments.add(new RunMoment(JsonFields.time(line), event, reason(line)));
    }
  }

  private void applyToTrial(String id, String event, Map<String, Object> line) {
    if (event.equals("trial")) {
      trials.put(id, new TrialNotebook(folder, line));
    } else if (event.equals("best")) {
      best = Optional.of(id);
    } else if (trials.containsKey(id)) {
      trials.get(id).apply(event, line);
    }
  }

  private static String reason(Map<String, Object> line) {
    String found = text(line, "reason") + text(line, "message") + text(line, "offer");
    return text(line, "event").equals("slots") ? text(line, "slots") + " (" + found + ")" : found;
  }
}
