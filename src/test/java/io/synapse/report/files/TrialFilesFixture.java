package io.synapse.report.files;

import io.synapse.report.files.RunFilesWriter.UnwrittenMark;
import io.synapse.run.Decision;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunEventCodec;
import io.synapse.run.RunPlan;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Events of one trial, the writer that is told of them, and what its files hold then. */
abstract class TrialFilesFixture {

  static final String ID = "1a2b3c4d_00000";
  private static final RunPlan PLAN = new RunPlan(true, Optional.empty(), 1, 1, Optional.empty());

  /** Less than any line of text, and than any record. */
  private static final int HALF_A_LINE = 17;

  @TempDir Path store;
  Path run;
  private int seconds;

  @BeforeEach
  void makeRunFolder() throws IOException {
    run = Files.createDirectories(store.resolve("runs/run"));
  }

  /** An attempt whose configuration is its number. */
  static RunEvent begin(int attempt, long iteration) {
    return attempt(attempt, iteration, attempt);
  }

  /** A second attempt with the configuration of the first. */
  static RunEvent again(long iteration) {
    return attempt(2, iteration, 1);
  }

  static RunEvent attempt(int attempt, long iteration, long x) {
    Optional<SavedCheckpoint> from =
        Optional.of(new SavedCheckpoint(Path.of("c"), iteration, Map.of()))
            .filter(checkpoint -> attempt > 1);
    Config config = new Config(Map.of("x", x));
    return new RunEvent.AttemptStarted(ID, attempt, AttemptCause.RETRY, config, from, false);
  }

  RunEvent report(long iteration) {
    return report(iteration, Map.of("loss", 1.0 / iteration));
  }

  static RunEvent report(long iteration, Map<String, Object> metrics) {
    Map<String, Object> all = new java.util.LinkedHashMap<>(metrics);
    all.put("training_iteration", iteration);
    return new RunEvent.TrialReported(ID, all, iteration, Optional.empty(), Decision.proceed());
  }

  static RunEvent logged(double value) {
    return new TrialEvent.MetricLogged(ID, 1, "a", "b", value, Map.of());
  }

  static RunEvent ended(long iteration) {
    Map<String, Object> metrics = Map.of("loss", iteration == 0 ? 0.0 : 1.0 / iteration);
    return new RunEvent.TrialEnded(ID, TrialStatus.TERMINATED, metrics, "", Optional.empty(), "");
  }

  void report(RunEvent... events) {
    try (TrialFilesWriter writer = new TrialFilesWriter(store)) {
      writer.onEvent(recorded(started()));
      Stream.of(events).forEach(event -> writer.onEvent(recorded(event)));
    }
  }

  void tellOn(RunEvent... events) {
    try (TrialFilesWriter writer = new TrialFilesWriter(store)) {
      writer.onReplay(recorded(started()));
      writer.onReplay(recorded(begin(1, 0)));
      Stream.of(events).forEach(event -> writer.onEvent(recorded(event)));
    }
  }

  List<RecordedEvent> all(RunEvent... events) {
    List<RecordedEvent> recorded = new ArrayList<>();
    for (RunEvent event : events) {
      recorded.add(new RecordedEvent(recorded.size(), Instant.ofEpochSecond(seconds++), event));
    }
    return recorded;
  }

  /** Leaves what a killed process does: the whole journal, and files without its last events. */
  void leave(List<RecordedEvent> all, int written) throws IOException {
    try (TrialFilesWriter writer = new TrialFilesWriter(store)) {
      all.subList(0, written).forEach(writer::onEvent);
    }
    Files.write(run.resolve("journal.jsonl"), all.stream().map(RunEventCodec::line).toList());
    new UnwrittenMark(run).set(written);
  }

  /** Goes on behind the journal. */
  void proceed(RunEvent... events) throws IOException {
    long sequence = Files.readAllLines(run.resolve("journal.jsonl")).size();
    try (TrialFilesWriter writer = new TrialFilesWriter(store)) {
      writer.onReplay(recorded(started()));
      for (RunEvent event : events) {
        Instant time = Instant.ofEpochSecond(seconds++);
        writer.onEvent(new RecordedEvent(sequence++, time, event));
      }
    }
  }

  static RunEvent resumed() {
    return new RunEvent.RunResumed("run", 0, 1, Map.of());
  }

  static RunEvent started() {
    return new RunEvent.RunStarted("run", "job", PLAN, Map.of());
  }

  RecordedEvent recorded(RunEvent event) {
    return new RecordedEvent(0, Instant.ofEpochSecond(seconds++), event);
  }

  Path file(String name) {
    return run.resolve("trials").resolve(ID).resolve(name);
  }

  List<Object> iterations() throws IOException {
    return Files.readAllLines(file("result.json")).stream()
        .map(line -> PythonJson.object(line).get("training_iteration"))
        .toList();
  }

  static void tear(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, HALF_A_LINE), StandardOpenOption.APPEND);
  }

  List<Path> eventFiles() throws IOException {
    try (Stream<Path> files = Files.list(file("."))) {
      return files.filter(file -> file.toString().contains("tfevents")).sorted().toList();
    }
  }

  /** What the event files hold beside the hyperparameters: kind or tag, and step. */
  List<String> events() throws IOException {
    List<String> reported = new ArrayList<>();
    for (Path file : eventFiles()) {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      while (bytes.hasRemaining()) {
        ProtoFields event =
            new ProtoFields(ByteBuffer.wrap(RecordFraming.read(bytes).orElseThrow()));
        tag(event)
            .ifPresent(
                tag -> reported.add(tag + " " + event.integer(TensorBoardMessages.STEP).orElse(0)));
      }
    }
    return reported;
  }

  static Optional<String> tag(ProtoFields event) {
    return event.messages(TensorBoardMessages.SUMMARY).stream()
        .flatMap(summary -> summary.messages(TensorBoardMessages.VALUE).stream())
        .flatMap(value -> value.texts(TensorBoardMessages.TAG).stream())
        .filter(tag -> !tag.equals(TensorBoardMessages.START_INFO))
        .findFirst()
        .map(tag -> tag.startsWith("ray/tune/") ? "report" : tag);
  }
}
