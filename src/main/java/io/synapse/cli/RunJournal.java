package io.synapse.cli;

import io.synapse.problem.OperationFailedException;
import io.synapse.store.JournalReader;
import io.synapse.store.RunFolder;
import io.synapse.store.RunStatus;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the journal of a run tells beyond its results.
 *
 * @param usage trial id to what it used
 * @param trials how its trials stand
 * @param ended the ids of trials in the order in which they ended
 * @param origins what the run was made from
 * @param trouble why this is not everything; empty when it is
 */
record RunJournal(
    Map<String, TrialUsage> usage,
    List<TrialEntry> trials,
    List<String> ended,
    RunOrigins origins,
    Optional<String> trouble) {

  /** Reads a journal once, line by line; it may be written meanwhile, damaged or not there. */
  static RunJournal of(RunFacts facts) {
    RunFolder run = facts.folder();
    UsageTally tally = new UsageTally();
    TrialStates states = new TrialStates(run);
    OriginsReader origins = new OriginsReader();
    Optional<String> trouble = Optional.empty();
    if (Files.exists(run.journalFile())) {
      try (Stream<Map<String, Object>> lines = JournalReader.read(run.journalFile())) {
        lines.forEach(
            line -> {
              tally.apply(line);
              states.apply(line);
              origins.apply(line);
            });
      } catch (OperationFailedException e) {
        trouble = Optional.ofNullable(e.getMessage());
      }
    }
    boolean goesOn = facts.status() == RunStatus.RUNNING;
    List<TrialEntry> trials = goesOn ? states.trials() : states.trialsAfterTheEnd();
    return new RunJournal(tally.totals(), trials, states.ended(), origins.origins(), trouble);
  }
}
