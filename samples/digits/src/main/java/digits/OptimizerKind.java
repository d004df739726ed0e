package digits;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The optimisers that a job can choose, by their names in lower case. */
enum OptimizerKind {
  ADAM,
  SGD,
  RMSPROP;

  /**
   * Finds an optimiser by the name that jobs use.
   *
   * @throws IllegalArgumentException when there is none of that name; the message lists them
   */
  static OptimizerKind named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A fresh optimiser for that many parameters. */
  Optimizer create(int parameters) {
    return switch (this) {
      case ADAM -> new Adam(parameters);
      case SGD -> new Sgd(parameters);
      case RMSPROP -> new RmsProp(parameters);
    };
  }

  private static IllegalArgumentException unknown(String name) {
    List<String> labels = Arrays.stream(values()).map(OptimizerKind::label).toList();
    return new IllegalArgumentException(
        "hyperparameter 'optimizer' must be one of " + labels + ", and is \"" + name + "\"");
  }
}
