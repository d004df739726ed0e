package io.synapse.cli.runs;

import io.synapse.run.RunRecord;
import io.synapse.store.Store;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run's folder holds, read once.
 *
 * @param facts what the registry has of it
 * @param document its results JSON; empty before its end
 * @param outline what its journal says beyond that
 * @param trials its trials, from both
 * @param usage trial id to what it used
 */
record ReadRun(
    RunFacts facts,
    Optional<Map<String, Object>> document,
    RunRecord outline,
    RunTrials trials,
    Map<String, TrialUsage> usage) {

  /**
   * Reads the run that a person names.
   *
   * @throws io.synapse.problem.InvalidInputException when no run, or more than one, is meant
   * @throws io.synapse.problem.OperationFailedException when its results are damaged
   */
  static ReadRun named(String name, Store store) {
    return of(RunFacts.of(store.runs().find(name), store.runs()));
  }

  private static ReadRun of(RunFacts facts) {
    Optional<Map<String, Object>> document = facts.results();
    RunRecord outline = RunRecord.read(facts.folder(), facts.status(), RunRecord.Detail.OUTLINE);
    RunTrials trials = RunTrials.of(facts, document.map(found -> read(found, facts)), outline);
    return new ReadRun(facts, document, outline, trials, TrialUsage.of(outline.trials()));
  }

  Optional<RunResults> results() {
    return document.map(found -> read(found, facts));
  }

  /** What it was made from; a damaged journal costs that only before the end. */
  RunOrigins origins() {
    return document
        .map(found -> RunOrigins.of(found.get("seed"), found.get("plugin"), found.get("dataset")))
        .orElseGet(
            () -> RunOrigins.of(outline.seed().orElse(null), outline.plugin(), outline.dataset()));
  }

  private static RunResults read(Map<String, Object> document, RunFacts facts) {
    return new RunResults(document, facts.folder().resultsFile());
  }

  /**
   * What a run was made from; null where that is unknown.
   *
   * @param seed its seed
   * @param plugin the plugin's name
   * @param pluginFingerprint the plugin's identity
   * @param dataset the data set's name
   * @param datasetFingerprint the data set's identity
   */
  record RunOrigins(
      Object seed,
      String plugin,
      String pluginFingerprint,
      String dataset,
      String datasetFingerprint) {

    /**
     * From the objects that results and journals have.
     *
     * @param plugin with {@code name} and {@code fingerprint}
     * @param dataset the same
     */
    static RunOrigins of(Object seed, Object plugin, Object dataset) {
      return new RunOrigins(
          seed,
          text(plugin, "name"),
          text(plugin, "fingerprint"),
          text(dataset, "name"),
          text(dataset, "fingerprint"));
    }

    private static String text(Object object, String name) {
      return object instanceof Map<?, ?> map && map.get(name) instanceof String text ? text : null;
    }
  }
}
