package io.synapse.schedule;

import io.synapse.run.Bracket;
import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.Trial;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A scheduler of trials: decides which trial gets a free slot and what happens after a report.
 * Decisions depend only on the history and the generator. A scheduler may cache state that it can
 * derive again from a rebuilt history, in particular from its {@link History#verdicts() verdicts},
 * which contain every decision with a reason. Called on the tuner's thread only.
 */
public interface Scheduler {

  /**
   * Decides how to use a free slot. Called for every free slot until the result is {@link
   * Next.Wait} or {@link Next.Done}.
   *
   * @param history the trials so far; not changed
   * @param random seeded with the run's seed and the number of verdicts so far
   */
  Next next(History history, RandomGenerator random);

  /**
   * Decides how a trial continues after a report, which is already in the history.
   *
   * @param trial the trial, which is RUNNING; its report contains the objective's metric and the
   *     time attribute
   * @param history the trials so far; not changed
   * @param random seeded with the run's seed, the trial's number and its training iteration
   */
  Decision onReport(Trial trial, History history, RandomGenerator random);

  /**
   * Whether the scheduler may pause trials, which can lose the progress since their last
   * checkpoint.
   */
  default boolean mayPause() {
    return false;
  }

  /**
   * The state of the scheduler's brackets and rungs for a history; empty for schedulers without
   * brackets.
   */
  default List<Bracket> brackets(History history) {
    return List.of();
  }

  /** How to use a free slot. */
  sealed interface Next {

    /** Start a new trial, suggested by the searcher. Only if {@link History#canSample()}. */
    record Sample() implements Next {}

    /**
     * Resume a paused trial: in place if its plugin is still waiting in a worker, else from its
     * last checkpoint. Recorded as a {@link History.Verdict} if there is a reason.
     *
     * @param trial the trial, which is PAUSED
     * @param reason why, for people; empty for none
     */
    record Resume(Trial trial, String reason) implements Next {}

    /**
     * Resume a paused trial from another trial's checkpoint with a new configuration. Recorded as a
     * {@link History.Verdict}.
     *
     * @param trial the trial, which is PAUSED
     * @param decision the checkpoint, the configuration and the reason
     */
    record Exploit(Trial trial, Decision.Exploit decision) implements Next {}

    /**
     * End a paused trial, whose reports count. Recorded as a {@link History.Verdict}. The slot
     * remains free.
     *
     * @param trial the trial, which is PAUSED
     * @param reason why, for people
     */
    record End(Trial trial, String reason) implements Next {}

    /**
     * Leave the slot empty until the next event.
     *
     * @param reason why, for the error message if no trial is running that could cause an event
     */
    record Wait(String reason) implements Next {}

    /** Start no further trials. */
    record Done() implements Next {}
  }
}
