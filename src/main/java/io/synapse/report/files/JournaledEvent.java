package io.synapse.report.files;

import io.synapse.files.JsonFields;
import io.synapse.run.Decision;
import io.synapse.run.JsonNumbers;
import io.synapse.run.LoggedEvent;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A line of a journal as the event that it was, as far as a trial's files show it.
 *
 * @param line as it was read
 */
record JournaledEvent(Map<String, Object> line) {

  long sequence() {
    return JsonFields.number(line, "seq");
  }

  String name() {
    return text("event");
  }

  String trialId() {
    return text("trial_id");
  }

  /** Whether it is for a trial's files. */
  boolean concernsFiles() {
    return switch (name()) {
      case "attempt", "placed", "unparked", "report", "metric", "visualization", "end" -> true;
      default -> false;
    };
  }

  /**
   * The event.
   *
   * @param files where a file is now that had this path
   */
  RecordedEvent event(UnaryOperator<String> files) {
    return new RecordedEvent(sequence(), JsonFields.time(line), content(files));
  }

  private RunEvent content(UnaryOperator<String> files) {
    return switch (name()) {
      case "attempt" -> attempt();
      case "placed" ->
          new LoggedEvent.AttemptPlaced(trialId(), (int) number("attempt"), text("place"));
      case "unparked" -> new RunEvent.AttemptUnparked(trialId(), text("reason"));
      case "report" -> report();
      case "metric" -> metric();
      case "visualization" -> picture(Path.of(files.apply(text("file"))));
      case "end" -> end();
      default -> throw new IllegalArgumentException(name() + " is not for a trial's files");
    };
  }

  private RunEvent attempt() {
    Optional<SavedCheckpoint> from =
        Optional.of(text("checkpoint"))
            .filter(path -> !path.isEmpty())
            .map(
                path -> new SavedCheckpoint(Path.of(path), number("training_iteration"), Map.of()));
    return new RunEvent.AttemptStarted(
        trialId(),
        (int) number("number"),
        AttemptCause.RETRY,
        new Config(JsonFields.object(line, "config")),
        from,
        Boolean.TRUE.equals(line.get("waits")));
  }

  private RunEvent report() {
    boolean stops = text("decision").equals("STOP");
    return new RunEvent.Reported(
        trialId(),
        values("metrics"),
        number("training_iteration"),
        Optional.empty(),
        stops ? new Decision.Stop("") : Decision.goOn());
  }

  private RunEvent metric() {
    Object value = JsonNumbers.restored(line).get("value");
    double real = value instanceof Number number ? number.doubleValue() : Double.NaN;
    return new LoggedEvent.MetricLogged(
        trialId(), text("category"), text("key"), real, values("metrics"));
  }

  private RunEvent picture(Path file) {
    return new LoggedEvent.VisualizationLogged(
        trialId(), text("category"), text("group"), (int) number("index"), Map.of(), file);
  }

  private RunEvent end() {
    return new RunEvent.TrialEnded(
        trialId(),
        TrialStatus.valueOf(text("status")),
        values("metrics"),
        text("error"),
        Optional.empty(),
        text("reason"));
  }

  private Map<String, Object> values(String name) {
    return JsonNumbers.restored(JsonFields.object(line, name));
  }

  private String text(String name) {
    return JsonFields.text(line, name);
  }

  private long number(String name) {
    return JsonFields.number(line, name);
  }
}
