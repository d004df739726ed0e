package io.synapse.space;

import io.synapse.problem.NearestName;
import io.synapse.problem.Problems;
import io.synapse.space.InputValues.InputValueText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and checks {@code points_to_evaluate}: the configurations that are tried first. */
public final class PointsReader {

  private final SearchSpace space;
  private final Problems problems;

  private PointsReader(SearchSpace space, Problems problems) {
    this.space = space;
    this.problems = problems;
  }

  /**
   * Reads the list and reports everything that is wrong with it, each with the path of its field.
   *
   * @param raw the list as parsed: objects that map some or all hyperparameters to values
   * @param space the space that the values must lie in; complete, since names that it lacks are
   *     errors
   * @param path where the list stands, such as {@code
   *     params.tune_config.search_alg.points_to_evaluate}
   * @param problems takes the errors
   * @return the points without their wrong values, each value as its distribution gives it and in
   *     the space's order
   */
  public static List<Map<String, Object>> read(
      List<?> raw, SearchSpace space, String path, Problems problems) {
    PointsReader reader = new PointsReader(space, problems);
    List<Map<String, Object>> points = new ArrayList<>();
    for (int index = 0; index < raw.size(); index++) {
      points.add(reader.point(raw.get(index), path + "[" + index + "]"));
    }
    return points;
  }

  private Map<String, Object> point(Object raw, String path) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (!(raw instanceof Map<?, ?> written)) {
      problems.error(
          path, "must be an object of hyperparameter values, and is " + InputValueText.text(raw));
      return values;
    }
    written.keySet().forEach(name -> checkName(String.valueOf(name), path));
    for (SearchSpace.Dimension dimension : space.dimensions()) {
      if (written.containsKey(dimension.name())) {
        readValue(dimension, written.get(dimension.name()), path, values);
      }
    }
    return values;
  }

  private void checkName(String name, String path) {
    if (space.dimension(name).isEmpty()) {
      List<String> names = space.names();
      problems.error(
          path + "." + name,
          "no hyperparameter has this name; there are "
              + String.join(", ", names)
              + NearestName.hint(name, names));
    }
  }

  private void readValue(
      SearchSpace.Dimension dimension, Object value, String path, Map<String, Object> values) {
    Distribution distribution = dimension.distribution();
    if (distribution.contains(value)) {
      values.put(dimension.name(), distribution.normalise(value));
    } else {
      problems.error(
          path + "." + dimension.name(),
          "must be " + distribution.rule() + ", and is " + InputValueText.text(value));
    }
  }
}
