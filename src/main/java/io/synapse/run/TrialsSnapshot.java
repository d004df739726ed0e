package io.synapse.run;

import io.synapse.space.FlatValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The documented snapshot of the trial table. */
public final class TrialsSnapshot {

  private static final List<String> BASE = List.of("trial_id", "status");

  private TrialsSnapshot() {}

  /**
   * Every trial as it stands. The hyperparameters' columns are all that occur, flattened with
   * {@code /}.
   *
   * @param status what to show of each trial
   * @param metrics names of the columns, at most four
   * @param bestTrial id of the best trial; empty until the end
   */
  public static Map<String, Object> of(
      History history,
      Function<Trial, TrialStatus> status,
      List<String> metrics,
      String bestTrial) {
    List<String> hyperparameters = hyperparameters(history);
    Map<String, Object> trials = new LinkedHashMap<>();
    for (Trial trial : history.trials()) {
      trials.put(trial.id(), row(trial, status.apply(trial), hyperparameters, metrics));
    }
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("base", BASE);
    payload.put("hyperparameters", hyperparameters);
    payload.put("metrics", metrics);
    payload.put("trials", trials);
    payload.put("best_trial", bestTrial);
    return payload;
  }

  private static List<String> hyperparameters(History history) {
    Set<String> names = new LinkedHashSet<>();
    history
        .trials()
        .forEach(trial -> names.addAll(FlatValues.of(trial.config().values()).keySet()));
    return List.copyOf(names);
  }

  private static Map<String, Object> row(
      Trial trial, TrialStatus status, List<String> hyperparameters, List<String> metrics) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("base", List.of(trial.id(), status.name()));
    row.put("hyperparameters", cells(FlatValues.of(trial.config().values()), hyperparameters));
    row.put("metrics", cells(trial.metrics(), metrics));
    return row;
  }

  private static List<Object> cells(Map<String, Object> values, List<String> columns) {
    List<Object> cells = new ArrayList<>(columns.size());
    columns.forEach(column -> cells.add(values.get(column)));
    return cells;
  }
}
