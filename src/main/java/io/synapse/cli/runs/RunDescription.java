package io.synapse.cli.runs;

import io.synapse.cli.output.CommandOutput;
import io.synapse.cli.output.FieldList;
import io.synapse.cli.output.HumanTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run for people: labelled values, a chart of the best one, its brackets and its trials. */
final class RunDescription {

  private static final String HISTORY = "best so far";

  private final ReadRun run;
  private final RunFacts facts;
  private final Optional<RunResults> results;
  private final RunTrials trials;
  private final BracketListing brackets;
  private final int top;

  /**
   * A run to describe.
   *
   * @param top how many trials of a kind are shown
   */
  RunDescription(ReadRun run, BracketListing brackets, int top) {
    this.run = run;
    this.facts = run.facts();
    this.results = run.results();
    this.trials = run.trials();
    this.brackets = brackets;
    this.top = top;
  }

  void print(CommandOutput output) {
    output.fields(fields(output));
    if (results.isEmpty()) {
      output.message("the run has no results: it is " + facts.status().text());
    }
    if (!brackets.isEmpty()) {
      output.emptyLine();
      output.table(brackets.table());
    }
    new TrialSections(run, top).print(output);
  }

  /** How trials ended or, before the end, where they stand: {@code 2 TERMINATED, 1 RUNNING}. */
  private String counts() {
    if (results.isPresent() || trials.all().isEmpty()) {
      return facts.trials();
    }
    Map<String, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
    trials.all().forEach(trial -> counts.merge(trial.status(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private FieldList fields(CommandOutput output) {
    FieldList fields =
        new FieldList()
            .add("run", facts.run().id())
            .add("name", facts.run().jobName())
            .add("mode", facts.run().mode().text())
            .add("status", facts.status().text());
    results.ifPresent(found -> addEnding(found, fields));
    fields.add("trials", counts()).add("best", facts.best());
    history(output).ifPresent(chart -> fields.add(HISTORY, chart));
    results.ifPresent(found -> addOrigins(found, fields));
    facts.importedFrom().ifPresent(from -> fields.add("imported from", from));
    facts.trackedAt().ifPresent(page -> fields.add("tracked at", page));
    return fields
        .add("started", HumanTime.local(facts.run().started()))
        .add("finished", facts.run().finished().map(HumanTime::local).orElse(RunFacts.NOTHING))
        .add("duration", facts.durationText())
        .add("used", used())
        .add("path", facts.folder().path());
  }

  /** Everything together, which a narrow window has room for as well. */
  private String used() {
    return run.usage().values().stream()
        .reduce(TrialUsage::plus)
        .map(TrialUsage::text)
        .orElse(RunFacts.NOTHING);
  }

  private static void addEnding(RunResults results, FieldList fields) {
    addUnlessEmpty("message", results.text("message"), fields);
    addUnlessEmpty("best trial", results.text("best_trial", "trial_id"), fields);
    addUnlessEmpty("model", results.text("model_id"), fields);
  }

  private static void addOrigins(RunResults results, FieldList fields) {
    addUnlessEmpty("seed", results.text("seed"), fields);
    addUnlessEmpty(
        "data set", results.text("dataset", "id") + "  " + results.text("dataset", "path"), fields);
    addUnlessEmpty(
        "plugin", results.text("plugin", "name") + "  " + results.text("plugin", "path"), fields);
    addUnlessEmpty("python", results.python(), fields);
  }

  private static void addUnlessEmpty(String label, String value, FieldList fields) {
    if (!value.isBlank()) {
      fields.add(label, value);
    }
  }

  /** How the best value came about, once there is more than one. */
  private Optional<String> history(CommandOutput output) {
    return facts
        .run()
        .objective()
        .map(goal -> Arrays.stream(trials.bestSoFar(goal)).filter(Double::isFinite).toArray())
        .filter(values -> values.length > 1)
        .map(values -> output.chart(values, HISTORY.length() + FieldList.GAP));
  }
}
