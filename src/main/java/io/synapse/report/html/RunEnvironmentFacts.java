package io.synapse.report.html;

import static io.synapse.report.record.JsonFields.object;
import static io.synapse.report.record.JsonFields.text;

import io.synapse.report.record.RecordedAttempt;
import io.synapse.report.record.RecordedRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** With what and where a run ran, as names and texts; the fingerprints among them. */
final class RunEnvironmentFacts {

  private final RecordedRun run;

  RunEnvironmentFacts(RecordedRun run) {
    this.run = run;
  }

  Map<String, String> toJson() {
    Map<String, Object> facts = run.facts();
    Map<String, Object> plugin = object(facts, "plugin");
    Map<String, Object> python = object(plugin, "python");
    Map<String, Object> options = object(facts, "options");
    Map<String, String> shown = new LinkedHashMap<>();
    object(facts, "versions").forEach((name, version) -> shown.put(name, version + ""));
    shown.put("python", (text(python, "version") + " " + text(python, "interpreter")).strip());
    shown.put("plugin", text(plugin, "name"));
    shown.put("plugin's path", text(plugin, "path"));
    shown.put("plugin's fingerprint", text(plugin, "fingerprint"));
    shown.put("data set", text(run.dataset(), "name"));
    shown.put("data set's path", text(run.dataset(), "path"));
    shown.put("data set's fingerprint", text(run.dataset(), "fingerprint"));
    shown.put("seed", text(facts, "seed"));
    shown.put("executor", text(options, "executor"));
    shown.put("Ray's address", text(options, "ray_address"));
    shown.put("trials at once", text(options, "concurrency"));
    shown.put("nodes", nodes());
    shown.put("process", host() + ", number " + run.row().process().pid());
    shown.put("job file", text(options, "file"));
    shown.put("folder", run.folder().path().toString());
    shown.values().removeIf(String::isEmpty);
    return shown;
  }

  /** Its name without what tells several worlds of process numbers on it apart. */
  private String host() {
    return run.row().process().host().replaceFirst(" pid:\\[\\d+]$", "");
  }

  private String nodes() {
    return run.trials().stream()
        .flatMap(trial -> trial.attempts().stream())
        .map(RecordedAttempt::place)
        .filter(place -> !place.isEmpty())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
