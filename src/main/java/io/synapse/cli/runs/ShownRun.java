package io.synapse.cli.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run as one JSON document: its facts, its job, and its results or how its trials stand. */
final class ShownRun {

  private static final String USAGE = "usage";

  private final RunFacts facts;
  private final Optional<Map<String, Object>> results;
  private final Map<String, TrialUsage> usage;
  private final RunTrials trials;
  private final BracketListing brackets;

  ShownRun(ReadRun run, BracketListing brackets) {
    this.facts = run.facts();
    this.results = run.document();
    this.usage = run.usage();
    this.trials = run.trials();
    this.brackets = brackets;
  }

  Map<String, Object> toJson() {
    Map<String, Object> document = new LinkedHashMap<>(facts.toJson());
    Optional<Map<String, Object>> record = facts.job();
    document.put("job", record.map(found -> found.get("job")).orElse(null));
    document.put("options", record.map(found -> found.get("options")).orElse(null));
    document.put("tracked_at", facts.trackedAt().orElse(null));
    document.put("results", results.map(this::withUsage).orElse(null));
    document.put("trials", results.isPresent() ? null : standing());
    document.put("brackets", brackets.toJson());
    document.put("leaderboard", trials.ranking().stream().map(TrialEntry::id).toList());
    document.put("best_so_far", trials.objective().map(trials::bestSoFar).orElse(null));
    document.put("failures", failures());
    return document;
  }

  private List<Map<String, Object>> failures() {
    return FailureGroup.of(trials.failed()).stream().map(FailureGroup::toJson).toList();
  }

  /** The results; each trial in their lists, or the one that they are of, with what it used. */
  private Map<String, Object> withUsage(Map<String, Object> found) {
    Map<String, Object> added = trialWithUsage(found);
    added.computeIfPresent("trial_models", (name, list) -> eachWithUsage(list));
    added.computeIfPresent("failed_trials", (name, list) -> eachWithUsage(list));
    return added;
  }

  private Object eachWithUsage(Object trials) {
    return trials instanceof List<?> list
        ? list.stream()
            .map(each -> each instanceof Map<?, ?> map ? trialWithUsage(map) : each)
            .toList()
        : trials;
  }

  private Map<String, Object> trialWithUsage(Map<?, ?> trial) {
    Map<String, Object> added = new LinkedHashMap<>();
    trial.forEach((name, value) -> added.put(String.valueOf(name), value));
    if (trial.get("trial_id") instanceof String id) {
      added.put(USAGE, usage(id));
    }
    return added;
  }

  private Map<String, Object> usage(String trialId) {
    return Optional.ofNullable(usage.get(trialId)).map(TrialUsage::toJson).orElse(null);
  }

  private List<Map<String, Object>> standing() {
    return trials.all().stream().map(this::toJson).toList();
  }

  private Map<String, Object> toJson(TrialEntry trial) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trial_id", trial.id());
    fields.put("status", trial.status());
    fields.put("model_id", trial.modelId());
    fields.put("config", trial.config());
    fields.put("metrics", trial.metrics());
    fields.put("error", trial.error().isEmpty() ? null : trial.error());
    fields.put("decision", trial.decision().isEmpty() ? null : trial.decision());
    fields.put("trial_logdir", trial.folder());
    fields.put(USAGE, usage(trial.id()));
    return fields;
  }
}
