package io.synapse.cli.runs;

import io.synapse.problem.InvalidInputException;
import io.synapse.run.RunStatus;
import io.synapse.space.Objective;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  record MatchingRuns(List<RunFacts> runs, Optional<String> nothingLeft) {}

  /**
   * Leaves out what is not asked for.
   *
   * @throws InvalidInputException when a filter means nothing
   */
  MatchingRuns of(List<RunFacts> runs) {
    List<String> before = new ArrayList<>();
    List<RunFacts> left = runs;
    for (Map.Entry<String, Predicate<RunFacts>> filter : filters().entrySet()) {
      List<RunFacts> passed = left.stream().filter(filter.getValue()).toList();
      if (passed.isEmpty() && !left.isEmpty()) {
        return new MatchingRuns(passed, Optional.of(nothing(filter.getKey(), left.size(), before)));
      }
      before.add(filter.getKey());
      left = passed;
    }
    return new MatchingRuns(left, Optional.empty());
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

  /** Where runs can stand, as {@code --status} names it. */
  enum StatusName {
    running,
    completed,
    interrupted,
    failed;

    boolean is(RunStatus status) {
      return status.text().equals(name());
    }
  }

  /** Reads a moment in the past as people write it. */
  static final class Moment {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhdw])");
    private static final Map<String, Duration> UNITS =
        Map.of(
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    private final Instant now;

    /** Reads what is counted back from a moment. */
    Moment(Instant now) {
      this.now = now;
    }

    /**
     * A moment.
     *
     * @param option where it is written
     * @param text {@code 7d}, {@code 24h}, a date or a date and a time of this machine's clock
     * @throws InvalidInputException when it is none of these
     */
    Instant read(String option, String text) {
      return ago(text)
          .or(() -> date(text))
          .orElseThrow(
              () ->
                  new InvalidInputException(
                      option,
                      "a date such as 2026-01-31, with a time such as 2026-01-31T18:00, or how long"
                          + " ago, such as 7d, 24h or 30m, not '"
                          + text
                          + "'"));
    }

    private Optional<Instant> ago(String text) {
      Matcher matcher = AGO.matcher(text);
      return matcher.matches()
          ? Optional.of(
              now.minus(UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)))))
          : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
      String time = text.replace(' ', 'T');
      try {
        LocalDateTime local =
            time.contains("T") ? LocalDateTime.parse(time) : LocalDate.parse(time).atStartOfDay();
        return Optional.of(local.atZone(ZoneId.systemDefault()).toInstant());
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * What names are looked for by: a part of them or, with {@code *} or {@code ?} in it, a pattern
   * for the whole. Neither case nor the way in which letters are composed counts.
   */
  static final class NamePattern {

    private static final Pattern WILDCARD = Pattern.compile("[*?]");

    private final Pattern pattern;

    NamePattern(String text) {
      String composed = composed(text);
      boolean whole = WILDCARD.matcher(composed).find();
      String around = whole ? "" : ".*";
      int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
      this.pattern = Pattern.compile(around + expression(composed) + around, flags);
    }

    private static String expression(String text) {
      StringBuilder expression = new StringBuilder();
      text.codePoints()
          .mapToObj(Character::toString)
          .map(sign -> sign.equals("*") ? ".*" : sign.equals("?") ? "." : Pattern.quote(sign))
          .forEach(expression::append);
      return expression.toString();
    }

    boolean matches(String name) {
      return pattern.matcher(composed(name)).matches();
    }

    private static String composed(String text) {
      return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
  }
}
