package io.synapse.cli.runs;

import io.synapse.cli.output.CommandOutput;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trials of a run for people: those that ended well, the best first, those that did not end,
 * those that failed, and why; of each kind the first few.
 */
final class TrialSections {

  private final RunFacts facts;
  private final RunTrials trials;
  private final Map<String, TrialUsage> usage;
  private final int top;

  /**
   * Sections.
   *
   * @param top how many trials of a kind are shown
   */
  TrialSections(ReadRun run, int top) {
    this.facts = run.facts();
    this.trials = run.trials();
    this.usage = run.usage();
    this.top = top;
  }

  void print(CommandOutput output) {
    List<Section> sections =
        Stream.of(
                new Section(rankingTitle(), trials.ranking()),
                new Section("not finished", trials.unfinished()),
                new Section("failed", trials.failed()))
            .filter(section -> !section.trials().isEmpty())
            .toList();
    sections.forEach(section -> print(section, output));
    printFailures(output);
    printNotes(output);
  }

  private record Section(String title, List<TrialEntry> trials) {}

  private String rankingTitle() {
    return trials
        .objective()
        .map(
            goal ->
                "best first by %s (%s)"
                    .formatted(goal.metric(), goal.mode().name().toLowerCase(Locale.ROOT)))
        .orElse("finished");
  }

  private void print(Section section, CommandOutput output) {
    output.emptyLine();
    if (trials.all().size() > 1) {
      output.line(section.title() + ":");
    }
    List<TrialEntry> shown = section.trials().stream().limit(top).toList();
    Optional<String> metric = trials.objective().map(Objective::metric);
    output.table(new TrialListing(shown, metric, bestId(), usage).table());
    printOmitted(section.trials().size() - shown.size(), "trials", output);
  }

  private String bestId() {
    return facts.isTune() ? facts.run().outcome().bestTrial().orElse("") : "";
  }

  private static void printOmitted(int count, String what, CommandOutput output) {
    if (count > 0) {
      output.line("and %d more %s; --all shows every one".formatted(count, what));
    }
  }

  private void printFailures(CommandOutput output) {
    List<FailureGroup> ways = FailureGroup.of(trials.failed());
    if (ways.isEmpty()) {
      return;
    }
    output.emptyLine();
    output.line("why trials failed:");
    ways.stream().limit(top).forEach(way -> print(way, output));
    printOmitted(ways.size() - top, "ways to fail", output);
  }

  private void print(FailureGroup way, CommandOutput output) {
    output.cutLine(way.heading());
    output.line("    " + way.names());
    output.line("    see " + facts.folder().trialErrorFile(way.trials().get(0).id()));
  }

  private void printNotes(CommandOutput output) {
    List<String> notes = new ArrayList<>();
    for (TrialEntry trial : trials.all()) {
      trial.notes().forEach(note -> notes.add(trial.id() + ": " + note));
    }
    if (!notes.isEmpty()) {
      output.emptyLine();
      notes.stream().limit(top).forEach(output::line);
      printOmitted(notes.size() - top, "notes", output);
    }
  }
}
