package io.synapse.report.record;

import static io.synapse.files.JsonFields.number;
import static io.synapse.files.JsonFields.object;
import static io.synapse.files.JsonFields.text;
import static io.synapse.files.JsonFields.time;

import io.synapse.files.JsonFields;
import io.synapse.run.LoggedSeries;
import io.synapse.run.MovedFiles;
import io.synapse.run.ReportTable;
import io.synapse.run.RunFolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes down all that a journal tells of one trial. */
final class TrialNotebook implements TrialLines {

  private static final int MOST_MESSAGES = 1_000;

  private final RunFolder folder;
  private final Map<String, Object> created;
  private final TrialState state;
  private final List<RecordedAttempt> attempts = new ArrayList<>();
  private final ReportTable reports = new ReportTable();
  private final List<RecordedDecision> decisions = new ArrayList<>();
  private final Map<List<String>, LoggedSeries> logged = new LinkedHashMap<>();
  private final List<RecordedPicture> pictures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private String reason = "";
  private boolean stopped;

  TrialNotebook(RunFolder folder, Map<String, Object> created) {
    this.folder = folder;
    this.created = created;
    this.state = new TrialState(created);
  }

  @Override
  public void apply(String event, Map<String, Object> line) {
    state.apply(event, line);
    switch (event) {
      case "attempt" -> begin(line);
      case "placed" -> place(line);
      case "report" -> report(line);
      case "decision" -> decide(line, iteration());
      case "attempt_end" -> endAttempt(line);
      case "parked" -> reason = text(line, "reason");
      case "end" -> end(line);
      default -> takeLogged(event, line);
    }
  }

  private void begin(Map<String, Object> line) {
    long from = number(line, "training_iteration");
    if (!attempts.isEmpty() && !text(line, "cause").equals("exploit")) {
      reports.takeBackAfter(from);
    }
    attempts.add(
        new RecordedAttempt(
            (int) number(line, "number"),
            text(line, "cause"),
            object(line, "config"),
            Optional.of(text(line, "checkpoint")).filter(path -> !path.isEmpty()),
            from,
            time(line),
            Optional.empty(),
            "",
            "",
            RecordedUsage.UNKNOWN));
  }

  private void place(Map<String, Object> line) {
    change(attempts.size() - 1, attempt -> attempt.placed(time(line), text(line, "place")));
  }

  private interface Change {
    RecordedAttempt of(RecordedAttempt attempt);
  }

  private void change(int index, Change change) {
    if (index >= 0 && index < attempts.size()) {
      attempts.set(index, change.of(attempts.get(index)));
    }
  }

  private void report(Map<String, Object> line) {
    long iteration = number(line, "training_iteration");
    reports.add(iteration, time(line).toEpochMilli(), object(line, "metrics"));
    reason = text(line, "reason").isEmpty() ? reason : text(line, "reason");
    if (!text(line, "decision").equals("CONTINUE")) {
      decide(line, iteration);
    }
  }

  private long iteration() {
    return reports.size() == 0 ? 0 : reports.iteration(reports.size() - 1);
  }

  private void decide(Map<String, Object> line, long iteration) {
    String kind = text(line, "decision");
    reason = text(line, "reason");
    stopped = kind.equals("STOP") && isEarly();
    decisions.add(
        new RecordedDecision(
            time(line),
            iteration,
            kind,
            reason,
            text(line, "exploit_trial"),
            object(line, "exploit_config")));
  }

  /** A trial that had all the time that its scheduler gives to any was not cut short. */
  private boolean isEarly() {
    return !reason.startsWith("reached ");
  }

  private void endAttempt(Map<String, Object> line) {
    String why = text(line, "why");
    if (why.equals("failed") || why.equals("lost")) {
      note(text(line, "reason"));
    }
    close(time(line), why);
  }

  private void close(Instant time, String how) {
    change(attempts.size() - 1, attempt -> attempt.ended(time, how));
  }

  private void end(Map<String, Object> line) {
    String status = text(line, "status");
    reason = text(line, "reason").isEmpty() ? reason : text(line, "reason");
    stopped |= status.equals("TERMINATED") && !text(line, "reason").isEmpty() && isEarly();
    if (!attempts.isEmpty() && attempts.get(attempts.size() - 1).ended().isEmpty()) {
      close(time(line), status);
    }
  }

  private void takeLogged(String event, Map<String, Object> line) {
    switch (event) {
      case "metric" -> log(line);
      case "visualization" -> pictures.add(picture(line));
      case "note" -> note(text(line, "text"));
      case "message" -> {
        if (messages.size() < MOST_MESSAGES) {
          messages.add(text(line, "text"));
        }
      }
      default -> {
        // Of the run, not of its trials, or of a later version.
      }
    }
  }

  private void note(String text) {
    if (!text.isEmpty() && !notes.contains(text)) {
      notes.add(text);
    }
  }

  private void log(Map<String, Object> line) {
    if (JsonFields.finiteOrNot(line.get("value")) instanceof Number value) {
      List<String> name = List.of(text(line, "category"), text(line, "key"));
      logged
          .computeIfAbsent(name, key -> new LoggedSeries(key.get(0), key.get(1)))
          .add(value.doubleValue(), object(line, "metrics"), time(line).toEpochMilli());
    }
  }

  private RecordedPicture picture(Map<String, Object> line) {
    return new RecordedPicture(
        text(line, "category"),
        text(line, "group"),
        number(line, "index"),
        object(line, "meta"),
        new MovedFiles(folder).now(text(line, "file")));
  }

  /** The trial as it stands; of a run that nobody runs any more, what ran was interrupted. */
  RecordedTrial trial(boolean goesOn) {
    TrialOutline outline = state.outline(goesOn);
    return new RecordedTrial(
        outline.id(),
        (int) number(created, "number"),
        text(created, "origin"),
        object(created, "config"),
        outline.config(),
        outline.status(),
        outline.error(),
        reason,
        stopped,
        JsonFields.metrics(outline.metrics()),
        outline.model(),
        attempts.stream().map(attempt -> attempt.using(state.usage(attempt.number()))).toList(),
        reports,
        List.copyOf(decisions),
        List.copyOf(logged.values()),
        List.copyOf(pictures),
        List.copyOf(notes),
        List.copyOf(messages));
  }
}
