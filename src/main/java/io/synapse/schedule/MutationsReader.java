package io.synapse.schedule;

import io.synapse.problem.NearestName;
import io.synapse.problem.Problems;
import io.synapse.problem.ShownValue;
import io.synapse.space.Distribution;
import io.synapse.space.IntegerRange;
import io.synapse.space.Numeric;
import io.synapse.space.OneOf;
import io.synapse.space.RealRange;
import io.synapse.space.SearchSpace;
import io.synapse.space.SearchSpaceReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and validates {@code hyperparam_mutations}: the distributions of the hyperparameters that
 * may change.
 */
final class MutationsReader {

  private final SearchSpace space;
  private final String path;
  private final Problems problems;

  /**
   * Creates a reader.
   *
   * @param space the search space, which must contain every value
   * @param path the path of the object in the job file
   * @param problems collects all errors
   */
  MutationsReader(SearchSpace space, String path, Problems problems) {
    this.space = space;
    this.path = path;
    this.problems = problems;
  }

  /** The distributions of all dimensions of the search space, by name. */
  static Map<String, Distribution> allDimensions(SearchSpace space) {
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    space
        .dimensions()
        .forEach(dimension -> distributions.put(dimension.name(), dimension.distribution()));
    return distributions;
  }

  /**
   * The distributions in the JSON object, by name in the order of the search space; to be used only
   * if no errors were found.
   */
  Map<String, Distribution> read(Map<?, ?> json) {
    if (json.isEmpty()) {
      problems.error(path, "must name a hyperparameter; leave it out to change all of them");
    }
    json.keySet().stream()
        .map(String::valueOf)
        .filter(name -> space.dimension(name).isEmpty())
        .forEach(this::refuseUnknown);
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    for (SearchSpace.Dimension dimension : space.dimensions()) {
      if (json.containsKey(dimension.name())) {
        distribution(json.get(dimension.name()), dimension)
            .ifPresent(distribution -> distributions.put(dimension.name(), distribution));
      }
    }
    return distributions;
  }

  private void refuseUnknown(String name) {
    problems.error(
        path + "." + name,
        "the search space has no hyperparameter of this name; it has %s%s"
            .formatted(String.join(", ", space.names()), NearestName.hint(name, space.names())));
  }

  private Optional<Distribution> distribution(Object json, SearchSpace.Dimension dimension) {
    String field = path + "." + dimension.name();
    if (json instanceof List<?> values) {
      return options(values, dimension, field);
    }
    if (json instanceof Map<?, ?> fields) {
      Optional<Distribution> distribution = SearchSpaceReader.readOne(fields, field, problems);
      distribution.ifPresent(found -> check(found, dimension, field));
      return distribution;
    }
    problems.error(
        field,
        "must be a list of values, or an object with type and the type's parameters, and is "
            + ShownValue.of(json));
    return Optional.empty();
  }

  private Optional<Distribution> options(
      List<?> values, SearchSpace.Dimension dimension, String field) {
    if (values.isEmpty()) {
      problems.error(field, "must hold at least one value, and is empty");
      return Optional.empty();
    }
    checkOptions(values, dimension, field);
    return Optional.of(new OneOf.Choice(new ArrayList<>(values)));
  }

  private void check(Distribution distribution, SearchSpace.Dimension dimension, String field) {
    if (distribution instanceof OneOf oneOf) {
      checkOptions(oneOf.options(), dimension, field + ".options");
    } else if (dimension.distribution() instanceof OneOf) {
      problems.error(
          field + ".type",
          "must be choice, as a value must be %s; write a list of them"
              .formatted(dimension.distribution().rule()));
    } else {
      checkBounds((Numeric) distribution, (Numeric) dimension.distribution(), field);
    }
  }

  private void checkOptions(List<?> values, SearchSpace.Dimension dimension, String field) {
    for (int i = 0; i < values.size(); i++) {
      if (!dimension.distribution().contains(values.get(i))) {
        problems.error(
            field + "[" + i + "]",
            "must be %s, as in the search space, and is %s"
                .formatted(dimension.distribution().rule(), ShownValue.of(values.get(i))));
      }
    }
  }

  /** A distribution without bounds is truncated to those of the search space. */
  private void checkBounds(Numeric distribution, Numeric dimension, String field) {
    Optional<Bounds> bounds = Bounds.of(distribution);
    Optional<Bounds> allowed = Bounds.of(dimension);
    if (bounds.isEmpty() || allowed.isEmpty()) {
      return;
    }
    if (bounds.get().min() < allowed.get().min()) {
      refuse(field + ".min", bounds.get().min(), dimension);
    }
    if (bounds.get().max() > allowed.get().max()) {
      refuse(field + ".max", bounds.get().max(), dimension);
    }
  }

  private void refuse(String field, double bound, Numeric dimension) {
    problems.error(
        field,
        "must be within the search space (%s), and is %s"
            .formatted(dimension.description(), RungReasons.text(bound)));
  }

  private record Bounds(double min, double max) {

    static Optional<Bounds> of(Numeric distribution) {
      if (distribution instanceof RealRange range) {
        return Optional.of(new Bounds(range.min(), range.max()));
      }
      return distribution instanceof IntegerRange range
          ? Optional.of(new Bounds(range.min(), range.max()))
          : Optional.empty();
    }
  }
}
