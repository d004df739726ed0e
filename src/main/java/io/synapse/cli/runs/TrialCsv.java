package io.synapse.cli.runs;

import io.synapse.cli.output.CsvTable;
import io.synapse.space.FlatValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run as CSV: a row for each trial, a column for each hyperparameter and each metric that any of
 * them has. Prefixes keep apart what has the same name.
 */
final class TrialCsv {

  private static final String CONFIG = "config/";
  private static final String METRICS = "metrics/";

  private final ReadRun run;
  private final Set<String> hyperparameters = new LinkedHashSet<>();
  private final Set<String> metrics = new LinkedHashSet<>();

  TrialCsv(ReadRun run) {
    this.run = run;
    run.trials().objective().ifPresent(goal -> metrics.add(METRICS + goal.metric()));
  }

  CsvTable table() {
    List<Map<String, Object>> rows = run.trials().all().stream().map(this::row).toList();
    List<String> columns = new ArrayList<>(List.of("trial_id", "number", "status"));
    columns.addAll(hyperparameters);
    columns.addAll(metrics);
    columns.addAll(List.of("error", "duration_s", "model_id"));
    return new CsvTable(columns, rows);
  }

  private Map<String, Object> row(TrialEntry trial) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("trial_id", trial.id());
    row.put("number", trial.number().orElse(null));
    row.put("status", trial.status());
    add(CONFIG, trial.config(), hyperparameters, row);
    add(METRICS, trial.metrics(), metrics, row);
    row.put("error", trial.error().isEmpty() ? null : trial.error());
    row.put("duration_s", duration(trial));
    row.put("model_id", trial.modelId());
    return row;
  }

  private static void add(
      String prefix, Map<String, Object> values, Set<String> columns, Map<String, Object> row) {
    FlatValues.of(values)
        .forEach(
            (name, value) -> {
              columns.add(prefix + name);
              row.put(prefix + name, value);
            });
  }

  private Object duration(TrialEntry trial) {
    TrialUsage used = run.usage().get(trial.id());
    return used == null ? null : used.toJson().get("seconds");
  }
}
