package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.Trial;
import java.util.List;
import java.util.random.RandomGenerator;

/** First in, first out: every trial runs to its end, and new ones start as slots become free. */
public final class FifoScheduler implements Scheduler {

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "fifo", List.of(), "first in, first out: every trial runs to its end", List.of());

  @Override
  public Next next(History history, RandomGenerator random) {
    return history.canSample() ? new Next.Sample() : new Next.Done();
  }

  @Override
  public Decision onReport(Trial trial, History history, RandomGenerator random) {
    return Decision.proceed();
  }
}
