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

/** Reads and checks {@code hyperparam_mutations}: what hyperparameters may become. */
final class MutationsReader {

  private final SearchSpace space;
  private final String path;
  private final Problems problems;

  /**
   * A reader.
   *
   * @param space what every value must lie within
   * @param path where the object stands
   * @param problems takes everything that is wrong
   */
  MutationsReader(SearchSpace space, String path, Problems problems) {
    this.space = space;
    this.path = path;
    this.problems = problems;
  }

  /** Every dimension of the search space, as it is there. */
  static Map<String, Distribution> everything(SearchSpace space) {
    Map<String, Distribution> laws = new LinkedHashMap<>();
    space.dimensions().forEach(dimension -> laws.put(dimension.name(), dimension.distribution()));
    return laws;
  }

  /** What is written, by name in the order of the search space; usable when nothing is wrong. */
  Map<String, Distribution> read(Map<?, ?> written) {
    if (written.isEmpty()) {
      problems.error(path, "must name a hyperparameter; leave it out to change all of them");
    }
    written.keySet().stream()
        .map(String::valueOf)
        .filter(name -> space.dimension(name).isEmpty())
        .forEach(this::refuseUnknown);
    Map<String, Distribution> laws = new LinkedHashMap<>();
    for (SearchSpace.Dimension dimension : space.dimensions()) {
      if (written.containsKey(dimension.name())) {
        law(written.get(dimension.name()), dimension)
            .ifPresent(law -> laws.put(dimension.name(), law));
      }
    }
    return laws;
  }

  private void refuseUnknown(String name) {
    problems.error(
        path + "." + name,
        "the search space has no hyperparameter of this name; it has %s%s"
            .formatted(String.join(", ", space.names()), NearestName.hint(name, space.names())));
  }

  private Optional<Distribution> law(Object written, SearchSpace.Dimension dimension) {
    String field = path + "." + dimension.name();
    if (written instanceof List<?> values) {
      return options(values, dimension, field);
    }
    if (written instanceof Map<?, ?> fields) {
      Optional<Distribution> law = SearchSpaceReader.readOne(fields, field, problems);
      law.ifPresent(found -> check(found, dimension, field));
      return law;
    }
    problems.error(
        field,
        "must be a list of values, or an object with type and the type's parameters, and is "
            + ShownValue.of(written));
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

  private void check(Distribution law, SearchSpace.Dimension dimension, String field) {
    if (law instanceof OneOf oneOf) {
      checkOptions(oneOf.options(), dimension, field + ".options");
    } else if (dimension.distribution() instanceof OneOf) {
      problems.error(
          field + ".type",
          "must be choice, as a value must be %s; write a list of them"
              .formatted(dimension.distribution().rule()));
    } else {
      checkBounds((Numeric) law, (Numeric) dimension.distribution(), field);
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

  /** A law without bounds is cut at those of the search space. */
  private void checkBounds(Numeric law, Numeric wider, String field) {
    Optional<Bounds> inner = Bounds.of(law);
    Optional<Bounds> outer = Bounds.of(wider);
    if (inner.isEmpty() || outer.isEmpty()) {
      return;
    }
    if (inner.get().min() < outer.get().min()) {
      refuse(field + ".min", inner.get().min(), wider);
    }
    if (inner.get().max() > outer.get().max()) {
      refuse(field + ".max", inner.get().max(), wider);
    }
  }

  private void refuse(String field, double bound, Numeric wider) {
    problems.error(
        field,
        "must be within the search space (%s), and is %s"
            .formatted(wider.description(), RungReasons.text(bound)));
  }

  private record Bounds(double min, double max) {

    static Optional<Bounds> of(Numeric law) {
      if (law instanceof RealRange range) {
        return Optional.of(new Bounds(range.min(), range.max()));
      }
      return law instanceof IntegerRange range
          ? Optional.of(new Bounds(range.min(), range.max()))
          : Optional.empty();
    }
  }
}
