package io.synapse.cli.runs;

import io.synapse.problem.InvalidInputException;
import io.synapse.run.JournalReader;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunFolder;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A trial as a person names it: {@code 1f0c22ab_00007}, or {@code 7} for short.
 *
 * @param run its run
 * @param number its number; the trial need not be there
 * @param name what the person wrote
 */
record NamedTrial(RunFolder run, int number, String name) {

  private static final Pattern FORM = Pattern.compile("(?:(\\p{XDigit}+)_)?(\\d{1,9})");

  /**
   * The trial that a name means.
   *
   * @throws InvalidInputException when it can be none of this run
   */
  static NamedTrial of(RunFolder run, String name) {
    Matcher parts = FORM.matcher(name);
    if (!parts.matches() || (parts.group(1) != null && !parts.group(1).equals(run.trialPrefix()))) {
      throw unknown(run, name, trialCount(run));
    }
    return new NamedTrial(run, Integer.parseInt(parts.group(2)), name);
  }

  String id() {
    return run.trialId(number);
  }

  /**
   * Makes sure that the trial is there.
   *
   * @throws InvalidInputException when the run has no such trial
   */
  void requireKnown() {
    if (Files.exists(run.trialFolder(id()))) {
      return;
    }
    long count = trialCount(run);
    if (number >= count) {
      throw unknown(run, name, count);
    }
  }

  /** Trials are numbered from 0 in the order of their journal entries. */
  private static long trialCount(RunFolder run) {
    if (!Files.exists(run.journalFile())) {
      return 0;
    }
    try (Stream<RecordedEvent> events = JournalReader.skim(run.journalFile())) {
      return events.filter(each -> each.event() instanceof RunEvent.TrialCreated).count();
    }
  }

  private static InvalidInputException unknown(RunFolder run, String name, long count) {
    return new InvalidInputException(
        "run %s has no trial '%s'; %s".formatted(run.runId(), name, known(run, count)));
  }

  private static String known(RunFolder run, long count) {
    if (count == 0) {
      return "none of its trials has started yet";
    }
    String ids =
        count == 1
            ? "its one trial is " + run.trialId(0)
            : "it has %d, %s to %s".formatted(count, run.trialId(0), run.trialId((int) count - 1));
    return "%s (a number alone will do); 'synapse runs show %s' lists them"
        .formatted(ids, run.runId());
  }
}
