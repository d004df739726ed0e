package io.synapse.space;

import io.synapse.problem.BlankText;
import io.synapse.problem.NearestName;
import io.synapse.problem.Problems;
import io.synapse.space.InputValues.InputValueText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads and checks the {@code hyperparameters} list of a tuning job. */
public final class SearchSpaceReader {

  /** What other systems call the types. */
  private static final Map<String, String> OTHER_TYPES =
      Map.ofEntries(
          Map.entry("float", "uniform"),
          Map.entry("double", "uniform"),
          Map.entry("int", "randint"),
          Map.entry("integer", "randint"),
          Map.entry("normal", "randn"),
          Map.entry("gaussian", "randn"),
          Map.entry("categorical", "choice"),
          Map.entry("grid", "grid_search"));

  private final String path;
  private final Problems problems;
  private final Map<String, String> pathsByName = new HashMap<>();

  private SearchSpaceReader(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /**
   * Reads the list and reports everything that is wrong with it, each with the path of its field.
   *
   * @param raw the list as parsed: JSON values
   * @param path where it stands, such as {@code params.hyperparameters}
   * @param problems takes errors and warnings
   * @return the hyperparameters that have a name and a distribution, in the list's order
   */
  public static SearchSpace read(List<?> raw, String path, Problems problems) {
    return new SearchSpaceReader(path, problems).read(raw);
  }

  /**
   * Reads one distribution, written like an entry of the list, whose name is known.
   *
   * @param fields type and parameters as parsed
   * @param path where it stands
   * @param problems takes errors and warnings
   * @return empty after an error
   */
  public static Optional<Distribution> readOne(Map<?, ?> fields, String path, Problems problems) {
    return distribution(new ParameterEntry(fields, path, problems));
  }

  private SearchSpace read(List<?> raw) {
    if (raw.isEmpty()) {
      problems.error(path, "must list at least one hyperparameter, and is empty");
    }
    List<SearchSpace.Dimension> dimensions = new ArrayList<>();
    for (int index = 0; index < raw.size(); index++) {
      dimension(raw.get(index), path + "[" + index + "]").ifPresent(dimensions::add);
    }
    return new SearchSpace(dimensions);
  }

  private Optional<SearchSpace.Dimension> dimension(Object raw, String entryPath) {
    if (!(raw instanceof Map<?, ?> fields)) {
      problems.error(
          entryPath,
          "must be an object with name, type and the type's parameters, and is "
              + InputValueText.text(raw));
      return Optional.empty();
    }
    ParameterEntry entry = new ParameterEntry(fields, entryPath, problems);
    Optional<String> name = name(entry, entryPath);
    Optional<Distribution> distribution = distribution(entry);
    return name.isPresent() && distribution.isPresent()
        ? Optional.of(new SearchSpace.Dimension(name.get(), distribution.get()))
        : Optional.empty();
  }

  private static Optional<Distribution> distribution(ParameterEntry entry) {
    return type(entry).flatMap(type -> new DistributionReader(entry, type).read());
  }

  private Optional<String> name(ParameterEntry entry, String entryPath) {
    if (!entry.has("name")) {
      entry.tell("name", "name is required: every hyperparameter has a name and a type");
      return Optional.empty();
    }
    if (!(entry.value("name") instanceof String name) || BlankText.isBlank(name)) {
      entry.tell(
          "name",
          "must be a text that is not blank, and is " + InputValues.text(entry.value("name")));
      return Optional.empty();
    }
    String earlier = pathsByName.putIfAbsent(name, entryPath);
    if (earlier != null) {
      entry.tell(
          "name",
          InputValues.text(name) + " is the name of " + earlier + " already; choose another");
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private static Optional<DistributionType> type(ParameterEntry entry) {
    if (!entry.has("type")) {
      entry.tell("type", "type is required; there are " + knownTypes());
      return Optional.empty();
    }
    if (!(entry.value("type") instanceof String written)) {
      entry.tell(
          "type",
          "must be one of "
              + knownTypes()
              + ", and is "
              + InputValueText.text(entry.value("type")));
      return Optional.empty();
    }
    Optional<DistributionType> type = DistributionType.named(written);
    if (type.isEmpty()) {
      entry.tell(
          "type",
          "unknown type "
              + InputValues.text(written)
              + "; there are "
              + knownTypes()
              + hint(written));
    }
    return type;
  }

  private static String knownTypes() {
    return String.join(", ", DistributionType.documentedNames());
  }

  private static String hint(String written) {
    String other = OTHER_TYPES.get(written.toLowerCase(Locale.ROOT));
    return other == null
        ? NearestName.hint(written, DistributionType.documentedNames())
        : "; did you mean '" + other + "'?";
  }
}
