package io.synapse.action.prepare;

import io.synapse.run.History.PastTrial;
import io.synapse.space.SearchSpace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
