package io.synapse.report.record;

import static io.synapse.files.JsonFields.number;
import static io.synapse.files.JsonFields.object;
import static io.synapse.files.JsonFields.text;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Follows where one trial stands. */
final class TrialState implements TrialLines {

  private static final String PENDING = "PENDING";
  private static final String RUNNING = "RUNNING";

  private final String id;
  private final Set<String> notes = new LinkedHashSet<>();
  private final Map<Long, RecordedUsage> usage = new LinkedHashMap<>();
  private Map<String, Object> config;
  private Map<String, Object> metrics = Map.of();
  private String status = PENDING;
  private String error = "";
  private String decision = "";
  private OptionalLong model = OptionalLong.empty();

  /** A trial that was just suggested. */
  TrialState(Map<String, Object> created) {
    this.id = text(created, "trial_id");
    this.config = object(created, "config");
  }

  @Override
  public void apply(String event, Map<String, Object> line) {
    switch (event) {
      case "attempt" -> begin(line);
      case "placed", "unparked" -> stand(RUNNING, "");
      case "report" -> report(line);
      case "decision" -> decide(line);
      case "attempt_end" -> endAttempt(line);
      case "parked" -> park(line);
      case "end" -> end(line);
      case "usage" -> use(line);
      case "note" -> note(text(line, "text"));
      case "model" -> takeModel(line);
      default -> {
        // It changes nothing of where the trial stands.
      }
    }
  }

  private void stand(String newStatus, String newError) {
    status = newStatus;
    error = newError;
  }

  private void begin(Map<String, Object> line) {
    stand(Boolean.TRUE.equals(line.get("waits")) ? PENDING : RUNNING, "");
    config = object(line, "config");
    model = OptionalLong.empty();
  }

  private void report(Map<String, Object> line) {
    metrics = object(line, "metrics");
    decide(line);
  }

  /** The last reason counts. */
  private void decide(Map<String, Object> line) {
    String reason = text(line, "reason");
    decision = reason.isEmpty() ? decision : reason;
  }

  /** Why a place was lost is no decision about the trial, but a note of it. */
  private void endAttempt(Map<String, Object> line) {
    stand(text(line, "status"), "");
    if (text(line, "why").equals("lost")) {
      note(text(line, "reason"));
    } else {
      decide(line);
    }
  }

  private void park(Map<String, Object> line) {
    stand("PAUSED", "");
    decide(line);
  }

  private void end(Map<String, Object> line) {
    stand(text(line, "status"), text(line, "error"));
    metrics = object(line, "metrics");
    decide(line);
  }

  /** What an attempt used is told again and again; the last time counts. */
  private void use(Map<String, Object> line) {
    if (line.get("attempt") instanceof Number attempt) {
      usage.put(attempt.longValue(), RecordedUsage.of(line));
    }
  }

  private void note(String text) {
    if (!text.isEmpty()) {
      notes.add(text);
    }
  }

  private void takeModel(Map<String, Object> line) {
    model =
        line.get("model") instanceof Number
            ? OptionalLong.of(number(line, "model"))
            : OptionalLong.empty();
  }

  RecordedUsage usage(long attempt) {
    return usage.getOrDefault(attempt, RecordedUsage.UNKNOWN);
  }

  /** The trial as it stands; of a run that nobody runs any more, what ran was interrupted. */
  TrialOutline outline(boolean goesOn) {
    return new TrialOutline(
        id,
        status.equals(RUNNING) && !goesOn ? "INTERRUPTED" : status,
        read(config),
        read(metrics),
        error,
        model,
        List.copyOf(notes),
        decision,
        List.copyOf(usage.values()));
  }

  /** A journal that is skimmed has objects that nobody has looked into yet. */
  private static Map<String, Object> read(Map<String, Object> perhapsUnread) {
    return new LinkedHashMap<>(perhapsUnread);
  }
}
