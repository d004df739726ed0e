package io.synapse.schedule;

import io.synapse.run.Bracket;
import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.Trial;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Decides which trial gets a free slot and what happens after a report. Depends on the history and
 * the generator alone; may cache what a rebuilt history gives again, such as what follows from its
 * {@link History#verdicts() verdicts}, to which every decision with a reason is added. Called on
 * the tuner's thread.
 */
public interface Scheduler {

  /**
   * What a free slot is used for. Asked again for every free slot until it says {@link Next.Wait}
   * or {@link Next.Done}.
   *
   * @param history the trials so far; not changed
   * @param random seeded with the run's seed and the number of verdicts so far
   */
  Next next(History history, RandomGenerator random);

  /**
   * What happens to a trial that has just reported; the report is in the history already.
   *
   * @param trial the trial, which is RUNNING; its report has the objective's metric and the time
   * @param history the trials so far; not changed
   * @param random seeded with the run's seed, the trial's number and its training iteration
   */
  Decision onReport(Trial trial, History history, RandomGenerator random);

  /** Whether it may pause trials, which costs what they did after their last checkpoint. */
  default boolean mayPause() {
    return false;
  }

  /**
   * The history's trials by what was decided of them, as brackets of rungs; empty for schedulers
   * without.
   */
  default List<Bracket> brackets(History history) {
    return List.of();
  }

  /** The use of a free slot. */
  sealed interface Next {

    /** Ask the searcher for a new trial. Only when {@link History#canSample()}. */
    record Sample() implements Next {}

    /**
     * Go on with a paused trial: where it stands if its plugin still waits, else from its last
     * checkpoint. Becomes a {@link History.Verdict} of it when there is a reason.
     *
     * @param trial the trial, which is PAUSED
     * @param reason why, for a person; empty for none
     */
    record Resume(Trial trial, String reason) implements Next {}

    /**
     * Go on with a paused trial from another trial's checkpoint with a new configuration. Becomes a
     * {@link History.Verdict} of it.
     *
     * @param trial the trial, which is PAUSED
     * @param decision what to go on with, and why
     */
    record Exploit(Trial trial, Decision.Exploit decision) implements Next {}

    /**
     * A paused trial is over; what it reported counts. Becomes a {@link History.Verdict} of it. The
     * slot stays free.
     *
     * @param trial the trial, which is PAUSED
     * @param reason why, for a person
     */
    record End(Trial trial, String reason) implements Next {}

    /**
     * Leave the slot empty until something happens.
     *
     * @param reason why, for the error when nothing is running that could happen
     */
    record Wait(String reason) implements Next {}

    /** No trial will be started any more. */
    record Done() implements Next {}
  }
}
