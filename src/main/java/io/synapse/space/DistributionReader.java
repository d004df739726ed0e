package io.synapse.space;

import io.synapse.space.ParameterEntry.EntryKeys;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the parameters of one hyperparameter whose type is known. */
final class DistributionReader {

  private final ParameterEntry entry;
  private final DistributionType type;

  DistributionReader(ParameterEntry entry, DistributionType type) {
    this.entry = entry;
    this.type = type;
  }

  /** The distribution; empty when something is wrong with it. */
  Optional<Distribution> read() {
    new EntryKeys(entry, type).check();
    return switch (type) {
      case UNIFORM, QUNIFORM, LOGUNIFORM, QLOGUNIFORM, RANDINT, QRANDINT, LOGRANDINT, QLOGRANDINT ->
          range();
      case RANDN, QRANDN -> normal();
      case CHOICE -> choice();
      case GRID_SEARCH -> grid();
    };
  }

  private Optional<Distribution> range() {
    Optional<BigDecimal> min = bound("min");
    Optional<BigDecimal> max = bound("max");
    checkOrder(min, max);
    Scale scale = scale();
    Optional<Step> given = givenStep();
    if (entry.isSound() && given.isPresent()) {
      checkMultiples(min.get(), max.get(), given.get());
    }
    return entry.isSound()
        ? Optional.of(range(min.get(), max.get(), scale, given))
        : Optional.empty();
  }

  private Distribution range(
      BigDecimal min, BigDecimal max, Scale scale, Optional<Step> givenStep) {
    if (type.isInteger()) {
      Optional<Step> step = type.isQuantized() ? givenStep.or(this::one) : Optional.empty();
      return new IntegerRange(min.longValueExact(), max.longValueExact(), scale, step);
    }
    double low = min.doubleValue();
    double high = max.doubleValue();
    Optional<Step> step =
        type.isQuantized()
            ? givenStep.or(() -> Optional.of(Step.forRange(low, high, scale)))
            : Optional.empty();
    return new RealRange(low, high, scale, step);
  }

  private Optional<Step> one() {
    return Optional.of(Step.one());
  }

  private Optional<BigDecimal> bound(String field) {
    Optional<BigDecimal> bound = type.isInteger() ? entry.integer(field) : entry.number(field);
    return type.isLog() ? above(field, bound, BigDecimal.ZERO) : bound;
  }

  private void checkOrder(Optional<BigDecimal> min, Optional<BigDecimal> max) {
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      entry.reject(
          "max",
          "must be at least min (%s), and is %s".formatted(text(min.get()), text(max.get())));
    }
  }

  private Scale scale() {
    if (!type.isLog()) {
      return new Scale.Linear();
    }
    return above("base", entry.number("base"), BigDecimal.ONE)
        .<Scale>map(base -> new Scale.Log(base.doubleValue()))
        .orElseGet(Scale.Linear::new);
  }

  private Optional<Step> givenStep() {
    if (!type.isQuantized() || !entry.has("q")) {
      return Optional.empty();
    }
    Optional<BigDecimal> q = type.isInteger() ? entry.integer("q") : entry.number("q");
    return above("q", q, BigDecimal.ZERO).map(size -> new Step(size, Step.Source.GIVEN));
  }

  private void checkMultiples(BigDecimal min, BigDecimal max, Step step) {
    Step.Multiples multiples = Step.Multiples.between(min, max, step.size());
    String q = text(step.size());
    String low = text(min);
    String high = text(max);
    if (multiples.isEmpty()) {
      entry.reject(
          "q",
          "values are multiples of q, and none of %s lies between min (%s) and max (%s); make q"
                  .formatted(q, low, high)
              + " smaller");
    } else if (!multiples.reach(min, max)) {
      entry.warn(
          "q",
          "values are multiples of q (%s), so they go from %s to %s and not from %s to %s"
              .formatted(q, text(multiples.least()), text(multiples.greatest()), low, high));
    }
  }

  private Optional<Distribution> normal() {
    Optional<BigDecimal> mean = entry.number("mean");
    Optional<BigDecimal> sd = above("sd", entry.number("sd"), BigDecimal.ZERO);
    Optional<Step> given = givenStep();
    if (!entry.isSound()) {
      return Optional.empty();
    }
    double deviation = sd.get().doubleValue();
    Optional<Step> step =
        type.isQuantized()
            ? given.or(() -> Optional.of(Step.forDeviation(deviation)))
            : Optional.empty();
    return Optional.of(new Normal(mean.get().doubleValue(), deviation, step));
  }

  private Optional<Distribution> choice() {
    Optional<List<?>> options = entry.options();
    for (Object value : repeated(options)) {
      entry.warn(
          "options", InputValues.text(value) + " is listed more than once, and drawn more often");
    }
    return entry.isSound()
        ? options.map(found -> new OneOf.Choice(InputValues.frozenList(found)))
        : Optional.empty();
  }

  private Optional<Distribution> grid() {
    Optional<List<?>> options = entry.options();
    for (Object value : repeated(options)) {
      entry.reject(
          "options",
          InputValues.text(value)
              + " is listed more than once; a grid tries each value once, so list it once");
    }
    return entry.isSound()
        ? options.map(found -> new OneOf.Grid(InputValues.frozenList(found)))
        : Optional.empty();
  }

  private static String text(BigDecimal value) {
    return Decimals.text(value);
  }

  private static Set<Object> repeated(Optional<List<?>> options) {
    Set<Object> seen = new HashSet<>();
    Set<Object> repeated = new LinkedHashSet<>();
    for (Object value : options.orElse(List.of())) {
      Object canonical = InputValues.canonical(value);
      if (!seen.add(canonical)) {
        repeated.add(canonical);
      }
    }
    return repeated;
  }

  private Optional<BigDecimal> above(String field, Optional<BigDecimal> value, BigDecimal limit) {
    if (value.isPresent() && value.get().compareTo(limit) <= 0) {
      entry.reject(
          field,
          "must be above %s for type %s, and is %s"
              .formatted(text(limit), type.documentedName(), text(value.get())));
      return Optional.empty();
    }
    return value;
  }
}
