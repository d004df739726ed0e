package io.synapse.cli;

import io.synapse.space.Objective;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run for people: labelled values, the table of its trials, and the errors of failed ones. */
final class RunDescription {

  private final RunFacts facts;
  private final Optional<RunResults> results;
  private final RunJournal journal;
  private final BracketListing brackets;

  /**
   * A run to describe.
   *
   * @param results its results JSON; empty before its end
   * @param journal what trials used and, before the end, how they stand
   * @param brackets how its scheduler compared them
   */
  RunDescription(
      RunFacts facts,
      Optional<Map<String, Object>> results,
      RunJournal journal,
      BracketListing brackets) {
    this.brackets = brackets;
    this.facts = facts;
    this.journal = journal;
    this.results = results.map(found -> new RunResults(found, facts.folder().resultsFile()));
  }

  void print(CommandOutput output) {
    List<TrialEntry> trials = trials();
    output.fields(fields(trials));
    if (results.isEmpty()) {
      output.message("the run has no results: it is " + facts.status().text());
    }
    if (!brackets.isEmpty()) {
      output.emptyLine();
      output.table(brackets.table());
    }
    if (!trials.isEmpty()) {
      output.emptyLine();
      output.table(new TrialListing(trials, objective(), bestId(), journal.usage()).table());
    }
    List<String> remarks = trials.stream().flatMap(RunDescription::remarks).toList();
    if (!remarks.isEmpty()) {
      output.emptyLine();
      remarks.forEach(output::line);
    }
  }

  /** Why a trial failed, and what else there is to know of it. */
  private static Stream<String> remarks(TrialEntry trial) {
    return Stream.concat(Stream.of(trial.error()), trial.notes().stream())
        .filter(text -> !text.isEmpty())
        .map(text -> trial.id() + ": " + text);
  }

  private List<TrialEntry> trials() {
    return results.map(RunResults::trials).orElse(journal.trials());
  }

  /** How trials ended or, before the end, where they stand: {@code 2 TERMINATED, 1 RUNNING}. */
  private String counts(List<TrialEntry> trials) {
    if (results.isPresent() || trials.isEmpty()) {
      return facts.trials();
    }
    Map<String, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
    trials.forEach(trial -> counts.merge(trial.status(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private FieldList fields(List<TrialEntry> trials) {
    FieldList fields =
        new FieldList()
            .add("run", facts.run().id())
            .add("name", facts.run().jobName())
            .add("mode", facts.run().mode().text())
            .add("status", facts.status().text());
    results.ifPresent(found -> addEnding(found, fields));
    fields.add("trials", counts(trials)).add("best", facts.best());
    results.ifPresent(found -> addOrigins(found, fields));
    return fields
        .add("started", HumanTime.local(facts.run().started()))
        .add("finished", facts.run().finished().map(HumanTime::local).orElse(RunFacts.NOTHING))
        .add("duration", facts.durationText())
        .add("used", used())
        .add("path", facts.folder().path());
  }

  /** Everything together, which a narrow window has room for as well. */
  private String used() {
    return journal.usage().values().stream()
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

  private Optional<String> objective() {
    return facts.run().objective().map(Objective::metric);
  }

  private String bestId() {
    return facts.isTune() ? facts.run().outcome().bestTrial().orElse("") : "";
  }
}
