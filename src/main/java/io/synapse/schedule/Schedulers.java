package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import java.util.List;

/** The schedulers that a job file can name. A new one is added here and nowhere else. */
public final class Schedulers {

  private static final AlgorithmSpecification FIFO =
      new AlgorithmSpecification(
          "fifo", List.of(), "first in, first out: every trial runs to its end", List.of());

  private Schedulers() {}

  /** Every scheduler's name and options, the default first. */
  public static List<AlgorithmSpecification> specifications() {
    return List.of(FIFO);
  }

  /**
   * A new scheduler.
   *
   * @param name a name that {@link #specifications()} knows, in any case
   * @throws IllegalArgumentException for any other name
   */
  public static Scheduler create(String name) {
    if (FIFO.isNamed(name)) {
      return new FifoScheduler();
    }
    throw new IllegalArgumentException("there is no scheduler '" + name + "'");
  }
}
