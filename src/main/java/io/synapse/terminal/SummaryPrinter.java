package io.synapse.terminal;

import io.synapse.run.MetricColumns;
import io.synapse.terminal.StyledLine.AnsiText;
import io.synapse.terminal.StyledLine.TextStyle;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints how a run ended: what came out, what failed, and where things are. */
final class SummaryPrinter {

  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final int INDENT = 2;
  private static final int GAP = 2;
  private static final int MOST_LISTED = 10;

  private final DisplayText display;
  private final AnsiText ansi;

  SummaryPrinter(DisplayText display, AnsiText ansi) {
    this.display = display;
    this.ansi = ansi;
  }

  /** Prints the summary; its lines are as long as what they say. */
  void print(RunSummary summary, PrintStream output) {
    lines(summary).forEach(line -> output.println(ansi.of(line)));
    output.flush();
  }

  private List<StyledLine> lines(RunSummary summary) {
    List<StyledLine> lines = new ArrayList<>();
    lines.add(line());
    lines.add(ending(summary));
    int width = labelWidth(summary);
    summary.outcome().ifPresent(outcome -> addOutcome(outcome, width, lines));
    addList("failed trials", TextStyle.BAD, failures(summary), lines);
    addList("notes", TextStyle.HALTED, remarks(summary), lines);
    addPlaces(summary, width, lines);
    return lines;
  }

  private StyledLine ending(RunSummary summary) {
    String counts =
        summary.trialCounts().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> ", " + entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining());
    StyledLine line = line().add(summary.name(), TextStyle.STRONG).add("  ", TextStyle.PLAIN);
    line.add(summary.status(), TextStyle.ofEnding(summary.status()));
    line.add(" in " + ValueText.duration(summary.elapsed()) + counts, TextStyle.PLAIN);
    return summary.message().isEmpty() ? line : line.add(": " + summary.message(), TextStyle.PLAIN);
  }

  private void addOutcome(RunSummary.BestResult outcome, int width, List<StyledLine> lines) {
    lines.add(line());
    boolean tuned = outcome.objective().isPresent();
    String mark = tuned ? display.symbols().best() : "";
    StyledLine first = line().add(mark, TextStyle.BEST);
    lines.add(
        labelled(first, tuned ? "best trial" : "trial", width).add(outcome.trialId(), best()));
    Map<String, Object> others = new LinkedHashMap<>(outcome.metrics());
    outcome
        .objective()
        .filter(others::containsKey)
        .ifPresent(
            name -> {
              String value = ValueText.metric(others.remove(name));
              lines.add(labelled(line(), name, width).add(value, TextStyle.STRONG));
            });
    addPairs(tuned ? "other metrics" : "metrics", others, width, lines);
    addPairs("config", outcome.config(), width, lines);
    addModel(outcome, width, lines);
  }

  private static TextStyle best() {
    return TextStyle.STRONG;
  }

  private void addPairs(
      String label, Map<String, Object> values, int width, List<StyledLine> lines) {
    String text =
        values.entrySet().stream()
            .filter(entry -> !MetricColumns.isBookkeeping(entry.getKey()))
            .map(entry -> entry.getKey() + "=" + ValueText.value(entry.getValue()))
            .collect(Collectors.joining(" "));
    if (!text.isEmpty()) {
      lines.add(labelled(line(), label, width).add(text, TextStyle.PLAIN));
    }
  }

  private void addModel(RunSummary.BestResult outcome, int width, List<StyledLine> lines) {
    if (outcome.modelId().isEmpty() && outcome.modelPath().isEmpty()) {
      lines.add(labelled(line(), "model", width).add(none(outcome), TextStyle.HALTED));
      return;
    }
    StyledLine line = labelled(line(), "model", width);
    outcome.modelId().ifPresent(id -> line.add(id + "  ", TextStyle.STRONG));
    outcome.modelPath().ifPresent(path -> line.add(path.toString(), TextStyle.PLAIN));
    lines.add(line);
  }

  private static String none(RunSummary.BestResult outcome) {
    return "none" + outcome.noModel().map(reason -> " (" + reason + ")").orElse("");
  }

  private List<StyledLine> failures(RunSummary summary) {
    return summary.failures().stream()
        .map(
            failure -> {
              StyledLine line = entry(failure.trialId(), failure.message());
              failure.details().ifPresent(path -> line.add("  " + path, TextStyle.DIM));
              return line;
            })
        .toList();
  }

  private List<StyledLine> remarks(RunSummary summary) {
    return summary.remarks().stream()
        .map(remark -> entry(remark.trialId(), remark.text()))
        .toList();
  }

  private StyledLine entry(String trialId, String text) {
    return line().moveTo(INDENT).add(trialId + "  ", TextStyle.PLAIN).add(text, TextStyle.PLAIN);
  }

  /** A headed list about trials; of many, the first. */
  private void addList(
      String title, TextStyle paint, List<StyledLine> entries, List<StyledLine> lines) {
    if (entries.isEmpty()) {
      return;
    }
    lines.add(line());
    lines.add(line().moveTo(INDENT).add(title, paint));
    entries.stream().limit(MOST_LISTED).forEach(lines::add);
    int more = entries.size() - MOST_LISTED;
    if (more > 0) {
      String rest = display.symbols().ellipsis() + " " + more + " more";
      lines.add(line().moveTo(INDENT).add(rest, TextStyle.DIM));
    }
  }

  private void addPlaces(RunSummary summary, int width, List<StyledLine> lines) {
    lines.add(line());
    for (Map.Entry<String, Path> place : summary.places().entrySet()) {
      String path = place.getValue().toString();
      lines.add(labelled(line(), place.getKey(), width).add(path, TextStyle.PLAIN));
    }
    summary
        .resumeCommand()
        .ifPresent(
            command -> lines.add(labelled(line(), "resume", width).add(command, TextStyle.STRONG)));
  }

  private int labelWidth(RunSummary summary) {
    List<String> labels = new ArrayList<>(summary.places().keySet());
    labels.add("other metrics");
    summary.outcome().flatMap(RunSummary.BestResult::objective).ifPresent(labels::add);
    return labels.stream().mapToInt(label -> DisplayWidth.of(display.clean(label))).max().orElse(0);
  }

  private StyledLine labelled(StyledLine line, String label, int width) {
    return line.moveTo(INDENT).add(label, TextStyle.DIM).moveTo(INDENT + width + GAP);
  }

  private StyledLine line() {
    return new StyledLine(display, UNLIMITED);
  }
}
