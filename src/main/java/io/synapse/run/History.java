package io.synapse.run;

import io.synapse.space.Config;
import io.synapse.space.Objective;
import java.util.List;
import java.util.Optional;

/**
 * Every trial of a run so far, running ones included, as searchers and schedulers see it: read-only
 * to them, and all they may depend on beside their generator.
 */
public interface History {

  /** What the run optimises; empty for a single training. */
  Optional<Objective> objective();

  /** The metric that the scheduler takes for time; empty when it looks at no reports. */
  Optional<String> timeAttribute();

  /** All trials in the order of their numbers. A view, not a copy. */
  List<Trial> trials();

  /** Trials that have a slot now. A view, in the order of their numbers. */
  List<Trial> running();

  /** The trial with an id. */
  Trial trial(String id);

  /** How many trials have ended, of whatever status. */
  int finishedCount();

  /**
   * The finished trial with the best value of the objective; among equals the one with the lowest
   * number. Empty while no finished trial has a finite value.
   */
  Optional<Trial> best();

  /**
   * Trials in the order in which they ended. A view that only grows: one that is given another
   * chance stays, and is there again when it has ended again.
   */
  List<Trial> ended();

  /** How many {@link #verdicts()} there were when the trial at an index of {@link #ended()} had. */
  int verdictsBefore(int endedIndex);

  /**
   * Trials in the order in which attempts began that took back reports: those after the checkpoint
   * that they began from count no more. A view that only grows.
   */
  List<Trial> rewound();

  /**
   * Everything that was decided for a reason, in the order of the decisions: on reports, and on
   * trials that were paused. A view that only grows.
   */
  List<Verdict> verdicts();

  /** Whether a further trial may be suggested: not at num_samples, the budget or exhaustion. */
  boolean canSample();

  /**
   * A decision about a trial that had a reason, with the state of the trial then. Verdicts stand:
   * an attempt that reports the same iterations again changes none of them.
   *
   * @param trial the trial
   * @param iteration its training iteration
   * @param time the scheduler's time at its last report
   * @param value the objective's value; NaN when it was none
   * @param decision what was decided, and why
   */
  public record Verdict(
      Trial trial, long iteration, double time, double value, Decision decision) {}

  /**
   * The result of a trial of an earlier run, for a search to learn from.
   *
   * @param config its configuration, within the space that is searched now
   * @param value the objective's value; finite
   */
  public record PastTrial(Config config, double value) {}
}
