package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import java.util.List;
import java.util.function.Function;

/**
 * The schedulers that a job file can name. This is the only place where a new one has to be
 * registered.
 */
public final class Schedulers {

  private static final List<SchedulerEntry> ALGORITHMS =
      List.of(
          new SchedulerEntry(FifoScheduler.SPECIFICATION, settings -> new FifoScheduler()),
          new SchedulerEntry(HyperBandScheduler.SPECIFICATION, HyperBandScheduler::of),
          new SchedulerEntry(AshaSettings.SPECIFICATION, AshaScheduler::of),
          new SchedulerEntry(MedianScheduler.SPECIFICATION, MedianScheduler::of),
          new SchedulerEntry(PbtScheduler.SPECIFICATION, PbtScheduler::of));

  private Schedulers() {}

  /** Every scheduler's name and options, the default first. */
  public static List<AlgorithmSpecification> specifications() {
    return ALGORITHMS.stream().map(SchedulerEntry::specification).toList();
  }

  /**
   * Creates a scheduler.
   *
   * @param settings with a name that {@link #specifications()} knows, in any case
   * @throws IllegalArgumentException for any other name
   */
  public static Scheduler create(SchedulerSettings settings) {
    return ALGORITHMS.stream()
        .filter(candidate -> candidate.specification().isNamed(settings.name()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no scheduler '" + settings.name() + "'"))
        .factory()
        .apply(settings);
  }

  private record SchedulerEntry(
      AlgorithmSpecification specification, Function<SchedulerSettings, Scheduler> factory) {}
}
