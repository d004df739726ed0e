package io.synapse.cli;

import io.synapse.problem.InvalidInputException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a moment in the past as people write it. */
final class Moment {

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
