package io.synapse.execute.attempt;

import io.synapse.api.TrialsTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plugin's own table of trials in the documented form. */
public final class TrialsPayload {

  private TrialsPayload() {}

  /** A table by column names: every trial's values are put under the three kinds of column. */
  public static Map<String, Object> of(TrialsTable table) {
    Map<String, Object> trials = new LinkedHashMap<>();
    table.trials().forEach((id, values) -> trials.put(id, row(table, values)));
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("base", table.base());
    payload.put("hyperparameters", table.hyperparameters());
    payload.put("metrics", table.metrics());
    payload.put("trials", trials);
    payload.put("best_trial", table.bestTrial());
    return payload;
  }

  /**
   * A payload that the plugin built.
   *
   * @throws IllegalArgumentException when {@code trials} is missing or no object
   */
  public static Map<String, Object> of(Map<String, ?> data) {
    if (!(data.get("trials") instanceof Map<?, ?>)) {
      throw new IllegalArgumentException(
          "a trials payload needs 'trials', an object from trial id to values; given are "
              + data.keySet());
    }
    Map<String, Object> payload = new LinkedHashMap<>(PluginValues.ofMap(data));
    payload.putIfAbsent("best_trial", "");
    return payload;
  }

  private static Map<String, Object> row(TrialsTable table, Map<String, Object> values) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("base", cells(table.base(), values));
    row.put("hyperparameters", cells(table.hyperparameters(), values));
    row.put("metrics", cells(table.metrics(), values));
    return row;
  }

  private static List<Object> cells(List<String> columns, Map<String, Object> values) {
    List<Object> cells = new ArrayList<>();
    columns.forEach(column -> cells.add(PluginValues.of(values.get(column))));
    return cells;
  }
}
