package io.synapse.action.prepare;

import io.synapse.execute.provider.Concurrency;
import io.synapse.run.RunPlan;
import io.synapse.search.TrialCount;
import io.synapse.space.Config;
import java.util.List;

/**
 * What a job will do, settled before anything runs.
 *
 * @param trials how many trials and why
 * @param concurrency how many at once and why
 * @param seed the run's seed
 * @param firstConfigs the configurations of the first trials
 * @param warmStart what the search learns before them
 * @param run the same for the run's views
 * @param pausesTrials whether its scheduler may pause trials
 * @param execution where and with what trials run
 */
public record TrainPlan(
    TrialCount trials,
    Concurrency concurrency,
    long seed,
    List<Config> firstConfigs,
    WarmStart warmStart,
    RunPlan run,
    boolean pausesTrials,
    Execution execution) {}
