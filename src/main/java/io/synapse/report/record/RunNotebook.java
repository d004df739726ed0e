package io.synapse.report.record;

import static io.synapse.files.JsonFields.object;
import static io.synapse.files.JsonFields.text;

import io.synapse.files.JsonFields;
import io.synapse.run.JournalReader;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Takes down what a journal tells of a run, line by line; the journal may be written meanwhile.
 *
 * @param <T> what is made of each trial
 */
final class RunNotebook<T extends TrialLines> {

  private static final Set<String> MOMENTS =
      Set.of("resume", "interrupted", "stopping", "finished", "slots");
  private static final int MOST_MOMENTS = 10_000;

  private final Function<Map<String, Object>, T> begun;
  private final Map<String, T> trials = new LinkedHashMap<>();
  private final Set<String> ended = new LinkedHashSet<>();
  private final List<RunMoment> moments = new ArrayList<>();
  private Map<String, Object> facts = Map.of();
  private Map<String, Object> plugin = Map.of();
  private Map<String, Object> dataset = Map.of();
  private Optional<String> best = Optional.empty();
  private Optional<String> trouble = Optional.empty();

  /**
   * An empty notebook.
   *
   * @param begun what is made of the line that a trial begins with
   */
  RunNotebook(Function<Map<String, Object>, T> begun) {
    this.begun = begun;
  }

  /** How the lines of a journal are read. */
  interface Reading {
    Stream<Map<String, Object>> of(Path journal);
  }

  /**
   * Reads a journal; from the first damage on nothing more is known of it. A run that has only
   * begun has none yet; of any other it is missed.
   *
   * @param status where the run really stands
   * @param reading one of {@link JournalReader}'s ways to read
   */
  void read(RunFolder folder, RunStatus status, Reading reading) {
    attempt(
        () -> {
          if (Files.exists(folder.journalFile())) {
            readLines(folder.journalFile(), reading);
          } else if (status != RunStatus.RUNNING) {
            trouble = Optional.of(missing(folder.journalFile()));
          }
        });
  }

  private static String missing(Path journal) {
    return "%s: the run's journal is missing; restore the file from a copy".formatted(journal);
  }

  private void readLines(Path journal, Reading reading) {
    try (Stream<Map<String, Object>> lines = reading.of(journal)) {
      lines.forEach(this::apply);
    }
  }

  /** Takes the job from its own file where the journal has none. */
  void readJob(RunFolder folder) {
    attempt(
        () -> {
          if (!facts.containsKey("job") && Files.exists(folder.jobFile())) {
            Map<String, Object> completed = new LinkedHashMap<>(facts);
            completed.putAll(folder.job());
            facts = completed;
          }
        });
  }

  /** Who shows a run shows what there is, whatever a damaged line makes of the reading. */
  private void attempt(Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException e) {
      trouble = trouble.or(() -> Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private void apply(Map<String, Object> line) {
    String event = text(line, "event");
    if (line.get("trial_id") instanceof String id) {
      applyToTrial(id, event, line);
    } else {
      applyToRun(event, line);
    }
  }

  private void applyToTrial(String id, String event, Map<String, Object> line) {
    if (event.equals("trial")) {
      trials.put(id, begun.apply(line));
    } else if (event.equals("best")) {
      best = Optional.of(id);
    } else if (trials.containsKey(id)) {
      trials.get(id).apply(event, line);
    }
    if (event.equals("end")) {
      ended.remove(id);
      ended.add(id);
    }
  }

  private void applyToRun(String event, Map<String, Object> line) {
    if (event.equals("run")) {
      facts = line;
    } else if (event.equals("dataset")) {
      dataset = line;
    } else if (MOMENTS.contains(event) && moments.size() < MOST_MOMENTS) {
      moments.add(new RunMoment(JsonFields.time(line), event, reason(line)));
    }
    if (line.get("plugin") instanceof Map<?, ?>) {
      plugin = object(line, "plugin");
    }
  }

  private static String reason(Map<String, Object> line) {
    String found = text(line, "reason") + text(line, "message") + text(line, "offer");
    return text(line, "event").equals("slots") ? text(line, "slots") + " (" + found + ")" : found;
  }

  Map<String, Object> facts() {
    return facts;
  }

  /** The plugin that the run last went on with. */
  Map<String, Object> plugin() {
    return plugin;
  }

  Map<String, Object> dataset() {
    return dataset;
  }

  /**
   * What each trial is told as, in the order of suggestion; one whose lines turn out to be damaged
   * is left out.
   */
  <V> List<V> trials(Function<T, V> telling) {
    List<V> told = new ArrayList<>();
    trials.values().forEach(trial -> attempt(() -> told.add(telling.apply(trial))));
    return told;
  }

  /** In the order of their ends; one that ended again counts at its last end. */
  List<String> ended() {
    return List.copyOf(ended);
  }

  List<RunMoment> moments() {
    return List.copyOf(moments);
  }

  Optional<String> best() {
    return best;
  }

  Optional<String> trouble() {
    return trouble;
  }
}
