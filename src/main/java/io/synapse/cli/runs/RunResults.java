package io.synapse.cli.runs;

import io.synapse.problem.OperationFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trials in a results JSON, of a tuning and of a single training alike. */
final class RunResults {

  private final Map<String, Object> results;
  private final Path file;

  /**
   * Reads lazily.
   *
   * @param results the JSON
   * @param file where it was read from
   */
  RunResults(Map<String, Object> results, Path file) {
    this.results = results;
    this.file = file;
  }

  /** A field for people; empty text when it is not there. */
  String text(String name) {
    Object value = results.get(name);
    return value == null ? "" : value.toString();
  }

  /** A field of an object in the results, such as the plugin's path. */
  String text(String object, String name) {
    Object value = results.get(object) == null ? null : object(results.get(object)).get(name);
    return value == null ? "" : value.toString();
  }

  /** What ran a plugin in Python, version and interpreter; empty text for others. */
  String python() {
    Object plugin = results.get("plugin");
    Object python = plugin == null ? null : object(plugin).get("python");
    return python == null
        ? ""
        : object(python).get("version") + "  " + object(python).get("interpreter");
  }

  /**
   * Every trial that ended, in the order of their numbers.
   *
   * @throws OperationFailedException when the results are damaged
   */
  List<TrialEntry> trials() {
    List<TrialEntry> trials = new ArrayList<>();
    if (results.containsKey("trial_models")) {
      objects(results.get("trial_models")).forEach(each -> trials.add(trial(each, "TERMINATED")));
      objects(results.get("failed_trials")).forEach(each -> trials.add(trial(each, "ERROR")));
    } else if (results.containsKey("trial_id")) {
      trials.add(training());
    }
    trials.sort(TrialEntry.BY_NUMBER);
    return trials;
  }

  /**
   * The best trial; of a training, the training when it ended well.
   *
   * @throws OperationFailedException when the results are damaged
   */
  Optional<TrialEntry> best() {
    if (results.containsKey("trial_models")) {
      return Optional.ofNullable(results.get("best_trial"))
          .map(best -> trial(object(best), "TERMINATED"));
    }
    return trials().stream().filter(trial -> trial.status().equals("TERMINATED")).findFirst();
  }

  private TrialEntry training() {
    String ended = text("status").equals("completed") ? "TERMINATED" : "";
    return trial(results, text("error").isEmpty() ? ended : "ERROR");
  }

  private TrialEntry trial(Map<String, Object> entry, String status) {
    Object error = entry.get("error");
    return new TrialEntry(
        required(entry, "trial_id", String.class),
        status,
        entry.get("model_id") == null ? null : required(entry, "model_id", Long.class),
        object(entry.get("config")),
        object(entry.get("metrics")),
        error == null ? "" : error.toString(),
        notes(entry.get("notes")),
        entry.get("stop_reason") == null ? "" : entry.get("stop_reason").toString(),
        required(entry, "trial_logdir", String.class));
  }

  private List<String> notes(Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    throw damaged("notes are " + value);
  }

  private <T> T required(Map<String, Object> entry, String name, Class<T> type) {
    Object value = entry.get(name);
    if (!type.isInstance(value)) {
      throw damaged(name + " is " + value);
    }
    return type.cast(value);
  }

  private List<Map<String, Object>> objects(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(this::object).toList();
    }
    throw damaged("the list of trials is " + value);
  }

  /** JSON objects have texts as names, so the cast cannot fail later. */
  @SuppressWarnings("unchecked")
  private Map<String, Object> object(Object value) {
    if (value instanceof Map) {
      return (Map<String, Object>) value;
    }
    throw damaged("an object is " + value);
  }

  private OperationFailedException damaged(String what) {
    return new OperationFailedException(file + " is damaged: " + what);
  }
}
