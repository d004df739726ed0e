package io.synapse.dataset;

import io.synapse.dataset.DatasetContent.DatasetItem;
import io.synapse.problem.NearestName;
import io.synapse.problem.Problem;
import io.synapse.problem.ShownValue;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

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
    Optional<ItemLine> check(String line, Problem.Place place) {
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

  /** Checks the file names in {@code items.jsonl} against the files of the folder. */
  static final class ItemFileNames {

    private final DatasetFiles tree;
    private final Map<String, String> known;

    ItemFileNames(DatasetFiles tree) {
      this.tree = tree;
      this.known = new HashMap<>(tree.names().size() * 2);
      tree.names().forEach(name -> known.put(name, name));
    }

    /**
     * The file's name as the tree has it (the same text object, which keeps a long list small);
     * empty, and an error, when it is none of the data set's files.
     */
    Optional<String> check(Object written, List<String> errors) {
      if (!(written instanceof String name)) {
        errors.add("files must hold texts, and holds " + written);
        return Optional.empty();
      }
      String found = known.get(name);
      if (found != null) {
        return Optional.of(found);
      }
      return resolve(name, errors);
    }

    private Optional<String> resolve(String name, List<String> errors) {
      try {
        Path path = tree.folder().resolve(name).normalize();
        if (!path.startsWith(tree.folder())) {
          errors.add("file '" + name + "' is outside the data set's folder; put it inside");
          return Optional.empty();
        }
        String relative = tree.folder().relativize(path).toString();
        String found = known.get(relative.replace(path.getFileSystem().getSeparator(), "/"));
        if (found == null) {
          errors.add("file '" + name + "' " + whyNot(path));
        }
        return Optional.ofNullable(found);
      } catch (InvalidPathException e) {
        errors.add("'" + name + "' is not a file name: " + e.getReason());
        return Optional.empty();
      }
    }

    private static String whyNot(Path path) {
      if (Files.isDirectory(path)) {
        return "is a folder; list the files in it";
      }
      if (Files.exists(path)) {
        return "or a folder above it is hidden; take the dot off the start of its name";
      }
      return "is missing; add it or take the line out";
    }
  }

  /** Parses a line that holds one JSON object. */
  static final class JsonLine {

    private static final JsonMapper MAPPER =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonLine() {}

    /** The object's fields; empty, and a problem, when the line is no JSON object. */
    static Optional<Map<String, Object>> parse(
        String line, Problem.Place start, CappedProblems problems) {
      try {
        Object value = MAPPER.readValue(line, Object.class);
        if (!(value instanceof Map<?, ?> map)) {
          problems.error(start, "must be a JSON object, such as {\"files\": [\"a.png\"]}");
          return Optional.empty();
        }
        return Optional.of(fieldsOf(map));
      } catch (JacksonException e) {
        problems.error(placeOf(e, start), "is not JSON: " + reason(e));
        return Optional.empty();
      }
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are texts
    private static Map<String, Object> fieldsOf(Map<?, ?> object) {
      return (Map<String, Object>) object;
    }

    private static String reason(JacksonException failure) {
      String told = String.valueOf(failure.getOriginalMessage());
      if (failure instanceof UnexpectedEndOfInputException) {
        return "the line ends too early; write the whole object on one line";
      }
      if (failure instanceof InputCoercionException) {
        return "an integer does not fit into 64 bits; write it as a text in quotes";
      }
      if (failure instanceof MismatchedInputException) {
        return "something follows the object; write each object on a line of its own";
      }
      if (told.startsWith("Non-standard token")) {
        return "NaN and Infinity are no numbers of JSON; write null";
      }
      return told.startsWith("Duplicate")
          ? "a key is given twice; keep one of them"
          : "what stands here is no object, list, text in double quotes, number, true, false or null";
    }

    private static Problem.Place placeOf(JacksonException failure, Problem.Place start) {
      int column = failure.getLocation() == null ? 1 : failure.getLocation().getColumnNr();
      return new Problem.Place(start.file(), start.line(), Math.max(column, 1));
    }
  }
}
