package io.synapse.bench.schedule;

import io.synapse.space.Config;
import io.synapse.space.IntegerRange;
import io.synapse.space.OneOf;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configurations of {@code samples/digits} whose learning curves are recorded: every
 * combination of the values below, the last column changing fastest. Columns that have an order are
 * searched by the place in it.
 */
final class DigitsGrid {

  private static final Map<String, List<Object>> COLUMNS = columns();
  static final SearchSpace SPACE =
      new SearchSpace(COLUMNS.keySet().stream().map(DigitsGrid::dimension).toList());

  private DigitsGrid() {}

  static int size() {
    return (int) SPACE.cardinality().orElseThrow();
  }

  /** The row of a configuration of the space. */
  static int row(Config config) {
    int row = 0;
    for (Map.Entry<String, List<Object>> column : COLUMNS.entrySet()) {
      row = row * column.getValue().size() + place(column, config);
    }
    return row;
  }

  /** The configuration of a row. */
  static Config config(int row) {
    return SPACE.configAt(row);
  }

  /** The hyperparameters of a row, as the plugin takes them. */
  static Map<String, Object> hyperparameters(int row) {
    Config config = config(row);
    Map<String, Object> values = new LinkedHashMap<>();
    COLUMNS
        .entrySet()
        .forEach(
            column -> values.put(column.getKey(), column.getValue().get(place(column, config))));
    return values;
  }

  private static int place(Map.Entry<String, List<Object>> column, Config config) {
    Object value = config.get(column.getKey());
    return value instanceof Long place ? Math.toIntExact(place) : column.getValue().indexOf(value);
  }

  private static SearchSpace.Dimension dimension(String name) {
    List<Object> options = COLUMNS.get(name);
    return options.get(0) instanceof Number
        ? new SearchSpace.Dimension(
            name, new IntegerRange(0, options.size() - 1, new Scale.Linear(), Optional.empty()))
        : new SearchSpace.Dimension(name, new OneOf.Choice(options));
  }

  private static Map<String, List<Object>> columns() {
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    columns.put(
        "learning_rate",
        List.of(0.0001, 0.000215, 0.000464, 0.001, 0.00215, 0.00464, 0.01, 0.0215, 0.0464, 0.1));
    columns.put("hidden_units", List.of(8, 16, 32, 64));
    columns.put("batch_size", List.of(16, 32, 64));
    columns.put("optimizer", List.of("adam", "sgd", "rmsprop"));
    columns.put("dropout_rate", List.of(0.0, 0.2, 0.4));
    return columns;
  }
}
