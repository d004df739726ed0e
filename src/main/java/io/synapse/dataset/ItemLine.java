package io.synapse.dataset;

import io.synapse.problem.NearestName;
import io.synapse.problem.Place;
import io.synapse.problem.ShownValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of {@code items.jsonl}.
 *
 * @param category the category; empty for none
 * @param files names relative to the data set's folder
 * @param data JSON values
 */
record ItemLine(String category, List<String> files, Map<String, Object> data) {

  private static final List<String> KEYS = List.of("category", "files", "data");

  DatasetItem toItem(DatasetFiles tree) {
    return new DatasetItem(files.stream().map(tree::resolve).toList(), data);
  }

  /** Checks lines against the files there are. */
  static final class Checker {

    private final CappedProblems problems;
    private final ItemFileNames fileNames;

    Checker(DatasetFiles tree, CappedProblems problems) {
      this.problems = problems;
      this.fileNames = new ItemFileNames(tree);
    }

    /** The line's item; empty when the line is wrong, which is then among the problems. */
    Optional<ItemLine> check(String line, Place place) {
      Optional<Map<String, Object>> fields = JsonLine.parse(line, place, problems);
      if (fields.isEmpty()) {
        return Optional.empty();
      }
      List<String> errors = new ArrayList<>();
      ItemLine item = read(fields.get(), errors);
      errors.stream().distinct().forEach(message -> problems.error(place, message));
      return errors.isEmpty() ? Optional.of(item) : Optional.empty();
    }

    private ItemLine read(Map<String, Object> fields, List<String> errors) {
      for (String key : fields.keySet()) {
        if (!KEYS.contains(key)) {
          errors.add("unknown key '" + key + "'; " + remedy(key));
        }
      }
      String category = category(fields.get("category"), errors);
      List<String> files = files(fields.get("files"), errors);
      Map<String, Object> data = data(fields.get("data"), errors);
      if (errors.isEmpty() && files.isEmpty() && data.isEmpty()) {
        errors.add("the item has neither files nor data; give it at least one of them");
      }
      return new ItemLine(category, files, data);
    }

    private static String remedy(String key) {
      return NearestName.of(key, KEYS)
          .map(nearest -> "did you mean '" + nearest + "'?")
          .orElse("an item has " + String.join(", ", KEYS) + "; put it into data");
    }

    private static String category(Object value, List<String> errors) {
      if (value instanceof String || value == null) {
        return value == null ? DatasetContent.NO_CATEGORY : ((String) value).intern();
      }
      errors.add("category must be a text, and is " + ShownValue.of(value));
      return DatasetContent.NO_CATEGORY;
    }

    private List<String> files(Object value, List<String> errors) {
      if (value == null) {
        return List.of();
      }
      if (!(value instanceof List<?> list)) {
        errors.add(
            "files must be a list of texts, such as [\"a.png\"], and is " + ShownValue.of(value));
        return List.of();
      }
      List<String> names = new ArrayList<>(list.size());
      for (Object element : list) {
        fileNames.check(element, errors).ifPresent(names::add);
      }
      return List.copyOf(names);
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are texts
    private static Map<String, Object> data(Object value, List<String> errors) {
      if (value instanceof Map<?, ?> map) {
        return Collections.unmodifiableMap((Map<String, Object>) map);
      }
      if (value != null) {
        errors.add(
            "data must be an object, such as {\"label\": 3}, and is " + ShownValue.of(value));
      }
      return Map.of();
    }
  }
}
