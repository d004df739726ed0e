package io.synapse.action.prepare;

import io.synapse.execute.provider.Concurrency;
import io.synapse.execute.provider.ExecutionTarget;
import io.synapse.execute.resources.MachineResources;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.run.History.PastTrial;
import io.synapse.run.RunPlan;
import io.synapse.search.TrialCount;
import io.synapse.space.Config;
import io.synapse.space.SearchSpace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Execution execution) {

  /**
   * Where and with what trials run.
   *
   * @param target where
   * @param share what each of them gets of the machine, or of its node
   * @param machine what this machine offers to all of them
   * @param workerJavaOptions what the user gives the workers' virtual machines
   */
  public record Execution(
      ExecutionTarget target,
      WorkerShare share,
      MachineResources machine,
      List<String> workerJavaOptions) {

    /** Whether paused trials may wait in their workers. */
    public boolean mayPark() {
      return target.mayPark(share);
    }
  }

  /**
   * What a search learns from earlier runs before its first trial.
   *
   * @param trials their trials that fit, the oldest first, in the form that the space gives values
   * @param sources what was taken from each run, for people, by the run's id
   */
  public record WarmStart(List<PastTrial> trials, Map<String, String> sources) {

    /** No earlier runs. */
    public static final WarmStart NONE = new WarmStart(List.of(), Map.of());

    /** Copies both, the map in its order. */
    public WarmStart {
      trials = List.copyOf(trials);
      sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }

    /** One line for each run: {@code from digits-1: 18 of 20 trials (2 failed)}. */
    public List<String> lines() {
      return sources.entrySet().stream()
          .map(source -> "from " + source.getKey() + ": " + source.getValue())
          .toList();
    }

    /** Without what a space that has changed since does not have any more. */
    public WarmStart within(SearchSpace space) {
      return new WarmStart(
          trials.stream().filter(trial -> space.contains(trial.config())).toList(), sources);
    }
  }
}
