package io.synapse.cli.runs;

import io.synapse.cli.output.TextTable;
import io.synapse.cli.output.TextTable.Column;
import io.synapse.run.MetricColumns;
import io.synapse.space.FlatValues;
import io.synapse.terminal.ValueText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of a run's trials: the optimised metric, the hyperparameters, nested ones each by its
 * path, at most three more metrics, the best trial marked; at the end, where a narrow window has no
 * room, what each used and why it was stopped.
 */
final class TrialListing {

  private final List<TrialEntry> trials;
  private final String bestId;
  private final Map<String, TrialUsage> usage;
  private final boolean usedGpus;
  private final boolean decided;
  private final Set<String> hyperparameters = new LinkedHashSet<>();
  private final List<String> metricsBefore;
  private final List<String> metricsAfter;

  /**
   * A listing.
   *
   * @param objective the optimised metric
   * @param bestId the trial to mark; empty text for none
   * @param usage trial id to what it used, as far as that is known
   */
  TrialListing(
      List<TrialEntry> trials,
      Optional<String> objective,
      String bestId,
      Map<String, TrialUsage> usage) {
    this.trials = trials;
    this.bestId = bestId;
    this.usage = usage;
    this.usedGpus = usage.values().stream().anyMatch(used -> used.gpuMemoryBytes().isPresent());
    this.decided = trials.stream().anyMatch(trial -> !trial.decision().isEmpty());
    MetricColumns columns = new MetricColumns(objective);
    for (TrialEntry trial : trials) {
      hyperparameters.addAll(FlatValues.of(trial.config()).keySet());
      columns.see(trial.metrics());
    }
    this.metricsBefore = objective.stream().toList();
    this.metricsAfter =
        columns.names().stream().filter(name -> !metricsBefore.contains(name)).toList();
  }

  TextTable table() {
    TextTable table = new TextTable(columns());
    trials.forEach(trial -> table.add(cells(trial)));
    return table;
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.whole(""));
    columns.add(Column.whole("TRIAL"));
    columns.add(Column.whole("STATUS"));
    columns.add(Column.number("MODEL"));
    metricsBefore.forEach(name -> columns.add(Column.text(name)));
    hyperparameters.forEach(name -> columns.add(Column.text(name)));
    metricsAfter.forEach(name -> columns.add(Column.text(name)));
    addUsageColumns(columns);
    if (decided) {
      columns.add(Column.text("DECISION"));
    }
    return columns;
  }

  private void addUsageColumns(List<Column> columns) {
    if (usage.isEmpty()) {
      return;
    }
    columns.add(Column.number("TIME"));
    columns.add(Column.number("CPU"));
    columns.add(Column.number("MEMORY"));
    if (usedGpus) {
      columns.add(Column.number("GPU MEMORY"));
    }
  }

  private void addUsage(TrialEntry trial, List<String> cells) {
    if (usage.isEmpty()) {
      return;
    }
    Optional<TrialUsage> used = Optional.ofNullable(usage.get(trial.id()));
    cells.add(used.map(TrialUsage::timeText).orElse(RunFacts.NOTHING));
    cells.add(used.map(TrialUsage::cpuText).orElse(RunFacts.NOTHING));
    cells.add(used.map(TrialUsage::memoryText).orElse(RunFacts.NOTHING));
    if (usedGpus) {
      cells.add(used.map(TrialUsage::gpuMemoryText).orElse(RunFacts.NOTHING));
    }
  }

  private List<String> cells(TrialEntry trial) {
    List<String> cells = new ArrayList<>();
    cells.add(trial.id().equals(bestId) ? "*" : "");
    cells.add(trial.id());
    cells.add(trial.status().isEmpty() ? RunFacts.NOTHING : trial.status());
    cells.add(trial.modelId() == null ? RunFacts.NOTHING : trial.modelId().toString());
    metricsBefore.forEach(name -> cells.add(metric(trial.metrics(), name)));
    Map<String, Object> config = FlatValues.of(trial.config());
    hyperparameters.forEach(name -> cells.add(value(config, name)));
    metricsAfter.forEach(name -> cells.add(metric(trial.metrics(), name)));
    addUsage(trial, cells);
    if (decided) {
      cells.add(trial.decision());
    }
    return cells;
  }

  private static String value(Map<String, Object> values, String name) {
    return values.containsKey(name) ? ValueText.value(values.get(name)) : RunFacts.NOTHING;
  }

  private static String metric(Map<String, Object> values, String name) {
    return values.containsKey(name) ? ValueText.metric(values.get(name)) : RunFacts.NOTHING;
  }
}
