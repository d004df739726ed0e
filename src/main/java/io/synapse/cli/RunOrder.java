package io.synapse.cli;

import io.synapse.space.Mode;
import io.synapse.space.Objective;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** In what order runs are listed, as {@code --sort} names it. */
enum RunOrder {
  /** The newest first. */
  started,
  /** The best first, objective by objective; those without a best value last. */
  best,
  /** The longest first; those of unknown duration last. */
  duration;

  Comparator<RunFacts> comparator() {
    return switch (this) {
      case started -> newestFirst();
      case best -> bestFirst();
      case duration ->
          Comparator.comparing((RunFacts facts) -> facts.duration().orElse(Duration.ofMillis(-1)))
              .reversed()
              .thenComparing(newestFirst());
    };
  }

  private static Comparator<RunFacts> newestFirst() {
    return Comparator.comparing((RunFacts facts) -> facts.run().started()).reversed();
  }

  private static Comparator<RunFacts> bestFirst() {
    return Comparator.comparing((RunFacts facts) -> facts.run().outcome().bestValue().isEmpty())
        .thenComparing(RunOrder::objective)
        .thenComparingDouble(RunOrder::loss)
        .thenComparing(newestFirst());
  }

  /** Values of different metrics have no order. */
  private static String objective(RunFacts facts) {
    return facts.run().objective().map(goal -> goal.metric() + " " + goal.mode()).orElse("");
  }

  private static double loss(RunFacts facts) {
    double value = facts.run().outcome().bestValue().orElse(Double.NaN);
    Optional<Mode> mode = facts.run().objective().map(Objective::mode);
    return mode.filter(Mode.MAX::equals).isPresent() ? -value : value;
  }
}
