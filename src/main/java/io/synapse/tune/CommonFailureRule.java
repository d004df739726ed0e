package io.synapse.tune;

import io.synapse.run.LeadingFailures;
import io.synapse.run.RunEvent;

/**
 * Ends a run whose first trials all fail the same way: a fault of the job, the plugin or the
 * machine, and no other hyperparameters would fix it.
 */
final class CommonFailureRule {

  private static final int FEWEST = 3;

  private final boolean enabled;

  CommonFailureRule(TunerSettings settings) {
    this.enabled = settings.limits().stopWhenAllFail();
  }

  /** Stops the run when that is so and something would be left to run. */
  void enforce(TunerState state, RunShutdown shutdown) {
    LeadingFailures failures = state.history().leadingFailures();
    int enough = Math.max(FEWEST, state.slots().count());
    if (enabled && failures.count() >= enough && !state.isClosing() && state.isMoreToRun()) {
      String why =
          "the first %d trials all failed the same way: %s; mend that, or set tune_config.stop_when_all_fail to false to run the others all the same"
              .formatted(failures.count(), failures.message());
      shutdown.begin(RunEvent.Ending.ALL_FAILED, why, new RunningAttempt.AttemptEnding.Stop(why));
    }
  }
}
