package io.synapse.bench.schedule;

import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.Trial;
import io.synapse.schedule.Scheduler;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Measures the processor time of a scheduler's answers, by how many trials there are. */
final class TimedScheduler implements Scheduler {

  /** The processor time of a number of answers. */
  record Time(long answers, long nanos) {
    Time plus(long more) {
      return new Time(answers + 1, nanos + more);
    }

    double microseconds() {
      return nanos / 1e3 / answers;
    }
  }

  private final Scheduler scheduler;
  private final int step;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<Integer, Time> times = new TreeMap<>();

  /**
   * Measures a scheduler.
   *
   * @param step trials are counted in steps of this
   */
  TimedScheduler(Scheduler scheduler, int step) {
    this.scheduler = scheduler;
    this.step = step;
  }

  /** What was measured while there were fewer trials than the key and not a whole step fewer. */
  Map<Integer, Time> times() {
    return times;
  }

  @Override
  public Next next(History history, RandomGenerator random) {
    return timed(history, () -> scheduler.next(history, random));
  }

  @Override
  public Decision onReport(Trial trial, History history, RandomGenerator random) {
    return timed(history, () -> scheduler.onReport(trial, history, random));
  }

  private <T> T timed(History history, Supplier<T> answer) {
    long start = threads.getCurrentThreadCpuTime();
    T answered = answer.get();
    long nanos = threads.getCurrentThreadCpuTime() - start;
    int place = (Math.max(0, history.trials().size() - 1) / step + 1) * step;
    times.merge(place, new Time(1, nanos), (before, one) -> before.plus(one.nanos()));
    return answered;
  }
}
