package io.synapse.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A table of trials for {@link TrainRun#logTrials(TrialsTable)}.
 *
 * @param trials trial id to its values by column name
 * @param base names of the fixed columns, such as {@code status}
 * @param hyperparameters names of the hyperparameter columns
 * @param metrics names of the metric columns, at most four are shown
 * @param bestTrial id of the best trial; empty while there is none
 */
public record TrialsTable(
    Map<String, Map<String, Object>> trials,
    List<String> base,
    List<String> hyperparameters,
    List<String> metrics,
    String bestTrial) {

  /**
   * Checks that no part is missing and copies the lists.
   *
   * @param trials trial id to its values by column name
   * @param base names of the fixed columns
   * @param hyperparameters names of the hyperparameter columns
   * @param metrics names of the metric columns
   * @param bestTrial id of the best trial; empty or null while there is none
   */
  public TrialsTable {
    Objects.requireNonNull(trials, "trials");
    base = List.copyOf(base);
    hyperparameters = List.copyOf(hyperparameters);
    metrics = List.copyOf(metrics);
    bestTrial = bestTrial == null ? "" : bestTrial;
  }
}
