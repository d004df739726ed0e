package io.synapse.bench.schedule;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.Problems;
import io.synapse.schedule.Scheduler;
import io.synapse.schedule.SchedulerSettings;
import io.synapse.schedule.Schedulers;
import io.synapse.search.SearchSettings;
import io.synapse.search.Searcher;
import io.synapse.search.Searchers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A scheduler with a searcher, each with its default options but for {@code max_t}, which is the
 * length of the curves.
 *
 * @param name in the results
 * @param searcher its name; {@value #SHUFFLED} for all configurations in the seed's order
 * @param scheduler its name
 * @param options those of the scheduler that are not the default
 */
record Method(String name, String searcher, String scheduler, Map<String, Object> options) {

  private static final String SHUFFLED = "shuffled";
  private static final List<String> MODEL_BASED = List.of("optunasearch", "hyperoptsearch");

  /** All that are compared, but for schedulers that this version lacks. */
  static List<Method> all() {
    return Stream.concat(alone(), MODEL_BASED.stream().flatMap(Method::withSearcher))
        .filter(method -> isKnown(method.scheduler()))
        .toList();
  }

  private static Stream<Method> alone() {
    Map<String, Object> byThree = Map.of("reduction_factor", 3.0);
    return Stream.of(
        new Method("fifo", SHUFFLED, "fifo", Map.of()),
        new Method("hyperband", SHUFFLED, "hyperband", Map.of()),
        new Method("asha", SHUFFLED, "asha", Map.of()),
        new Method("asha-by-3", SHUFFLED, "asha", byThree),
        new Method("asha-promote", SHUFFLED, "asha", Map.of("promote", true)),
        new Method("median", SHUFFLED, "median", Map.of()));
  }

  private static Stream<Method> withSearcher(String searcher) {
    return Stream.of("fifo", "hyperband", "asha", "median")
        .map(scheduler -> new Method(searcher + "+" + scheduler, searcher, scheduler, Map.of()));
  }

  /** Whether the searcher suggests by what trials came to. */
  boolean learns() {
    return !searcher.equals(SHUFFLED);
  }

  Searcher searcher(int seed) {
    return searcher.equals(SHUFFLED)
        ? ShuffledRows.of(seed)
        : Searchers.create(
            new SearchSettings(
                searcher,
                defaults(Searchers.specifications(), searcher),
                DigitsGrid.SPACE,
                List.of(),
                DigitsGrid.size(),
                Replay.OBJECTIVE,
                seed));
  }

  Scheduler scheduler(int trials, int mostEpochs) {
    Map<String, Object> all = new LinkedHashMap<>(defaults(Schedulers.specifications(), scheduler));
    all.replace("max_t", (long) mostEpochs);
    all.putAll(options);
    return Schedulers.create(
        new SchedulerSettings(scheduler, all, DigitsGrid.SPACE, Replay.OBJECTIVE, trials));
  }

  private static boolean isKnown(String scheduler) {
    return Schedulers.specifications().stream().anyMatch(known -> known.isNamed(scheduler));
  }

  private static Map<String, Object> defaults(List<AlgorithmSpecification> known, String name) {
    return known.stream()
        .filter(specification -> specification.isNamed(name))
        .findFirst()
        .orElseThrow()
        .check(Map.of(), "options", new Problems());
  }
}
