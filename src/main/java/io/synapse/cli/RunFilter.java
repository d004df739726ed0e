package io.synapse.cli;

import io.synapse.problem.InvalidInputException;
import io.synapse.space.Objective;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** Which runs are listed. */
final class RunFilter {

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      description = "Those that stand so: ${COMPLETION-CANDIDATES}; several with commas.")
  private List<StatusName> statuses = List.of();

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description =
          "Those with this in their job's name; with * or ? the whole name: 'digits*'. Case does"
              + " not count.")
  private String name;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description =
          "Those started since a date, such as 2026-01-31, or not longer ago than 7d, 24h or 30m.")
  private String since;

  @Option(names = "--metric", paramLabel = "NAME", description = "Those that optimise this metric.")
  private String metric;

  @Option(
      names = "--better-than",
      paramLabel = "VALUE",
      description = "Those whose best value beats this one.")
  private Double betterThan;

  /** What is left, and a line about what left nothing. */
  record Found(List<RunFacts> runs, Optional<String> nothingLeft) {}

  /**
   * Leaves out what is not asked for.
   *
   * @throws InvalidInputException when a filter means nothing
   */
  Found of(List<RunFacts> runs) {
    List<String> before = new ArrayList<>();
    List<RunFacts> left = runs;
    for (Map.Entry<String, Predicate<RunFacts>> filter : filters().entrySet()) {
      List<RunFacts> passed = left.stream().filter(filter.getValue()).toList();
      if (passed.isEmpty() && !left.isEmpty()) {
        return new Found(passed, Optional.of(nothing(filter.getKey(), left.size(), before)));
      }
      before.add(filter.getKey());
      left = passed;
    }
    return new Found(left, Optional.empty());
  }

  private static String nothing(String filter, int count, List<String> before) {
    String runs = count == 1 ? "the one run" : "the " + count + " runs";
    String earlier = before.isEmpty() ? "" : " that " + String.join(" and ", before) + " left";
    return "%s leaves none of %s%s".formatted(filter, runs, earlier);
  }

  private Map<String, Predicate<RunFacts>> filters() {
    Map<String, Predicate<RunFacts>> filters = new LinkedHashMap<>();
    if (!statuses.isEmpty()) {
      filters.put(
          "--status " + String.join(",", statuses.stream().map(StatusName::name).toList()),
          facts -> statuses.stream().anyMatch(status -> status.is(facts.status())));
    }
    if (name != null) {
      NamePattern pattern = new NamePattern(name);
      filters.put("--name '" + name + "'", facts -> pattern.matches(facts.run().jobName()));
    }
    if (since != null) {
      Instant from = new Moment(Instant.now()).read("--since", since);
      filters.put("--since " + since, facts -> !facts.run().started().isBefore(from));
    }
    if (metric != null) {
      filters.put("--metric '" + metric + "'", this::optimisesTheMetric);
    }
    if (betterThan != null) {
      filters.put("--better-than " + betterThan, this::isBetter);
    }
    return filters;
  }

  private boolean optimisesTheMetric(RunFacts facts) {
    return facts.run().objective().map(Objective::metric).filter(metric::equals).isPresent();
  }

  private boolean isBetter(RunFacts facts) {
    double best = facts.run().outcome().bestValue().orElse(Double.NaN);
    return facts
        .run()
        .objective()
        .filter(goal -> goal.mode().isBetter(best, betterThan))
        .isPresent();
  }
}
