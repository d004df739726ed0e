package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import java.util.List;
import java.util.function.Function;

/** The schedulers that a job file can name. A new one is added here and nowhere else. */
public final class Schedulers {

  private static final List<Algorithm> ALGORITHMS =
      List.of(
          new Algorithm(FifoScheduler.SPECIFICATION, settings -> new FifoScheduler()),
          new Algorithm(HyperBandScheduler.SPECIFICATION, HyperBandScheduler::of),
          new Algorithm(AshaSettings.SPECIFICATION, AshaScheduler::of),
          new Algorithm(MedianScheduler.SPECIFICATION, MedianScheduler::of),
          new Algorithm(PbtScheduler.SPECIFICATION, PbtScheduler::of));

  private Schedulers() {}

  /** Every scheduler's name and options, the default first. */
  public static List<AlgorithmSpecification> specifications() {
    return ALGORITHMS.stream().map(Algorithm::specification).toList();
  }

  /**
   * A new scheduler.
   *
   * @param settings with a name that {@link #specifications()} knows, in any case
   * @throws IllegalArgumentException for any other name
   */
  public static Scheduler create(SchedulerSettings settings) {
    return ALGORITHMS.stream()
        .filter(known -> known.specification().isNamed(settings.name()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no scheduler '" + settings.name() + "'"))
        .factory()
        .apply(settings);
  }

  private record Algorithm(
      AlgorithmSpecification specification, Function<SchedulerSettings, Scheduler> factory) {}
}
