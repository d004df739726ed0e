package io.synapse.space;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The documented types of a hyperparameter, and the parameters that each takes. */
public enum DistributionType {
  UNIFORM(Family.RANGE),
  QUNIFORM(Family.RANGE),
  LOGUNIFORM(Family.LOG_RANGE),
  QLOGUNIFORM(Family.LOG_RANGE),
  RANDN(Family.NORMAL),
  QRANDN(Family.NORMAL),
  RANDINT(Family.RANGE),
  QRANDINT(Family.RANGE),
  LOGRANDINT(Family.LOG_RANGE),
  QLOGRANDINT(Family.LOG_RANGE),
  CHOICE(Family.OPTIONS),
  GRID_SEARCH(Family.OPTIONS);

  private enum Family {
    RANGE,
    LOG_RANGE,
    NORMAL,
    OPTIONS
  }

  private final Family family;

  DistributionType(Family family) {
    this.family = family;
  }

  /** The name in a job file: {@code loguniform}. */
  public String documentedName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Parameters that must be there, beside {@code name} and {@code type}. */
  public List<String> required() {
    return switch (family) {
      case RANGE -> List.of("min", "max");
      case LOG_RANGE -> List.of("min", "max", "base");
      case NORMAL -> List.of("mean", "sd");
      case OPTIONS -> List.of("options");
    };
  }

  /** Parameters that may be there. */
  public List<String> optional() {
    return isQuantized() ? List.of("q") : List.of();
  }

  /** Whether it takes {@code base}. */
  public boolean isLog() {
    return family == Family.LOG_RANGE;
  }

  /** Whether it takes {@code q}. */
  public boolean isQuantized() {
    return name().startsWith("Q");
  }

  /** Whether its bounds and values are integers. */
  public boolean isInteger() {
    return name().endsWith("RANDINT");
  }

  /** The type that a job file names, exactly. */
  public static Optional<DistributionType> named(String documentedName) {
    return Arrays.stream(values())
        .filter(type -> type.documentedName().equals(documentedName))
        .findFirst();
  }

  /** Every documented name, in the document's order. */
  public static List<String> documentedNames() {
    return Arrays.stream(values()).map(DistributionType::documentedName).toList();
  }

  /** Every key that an entry of this type may have. */
  List<String> keys() {
    return Stream.of(List.of("name", "type"), required(), optional())
        .flatMap(List::stream)
        .toList();
  }
}
