package io.synapse.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.space.Config;
import io.synapse.trial.AttemptCause;
import io.synapse.trial.Decision;
import io.synapse.trial.SavedCheckpoint;
import io.synapse.trial.TrialStatus;
import io.synapse.tune.LoggedEvent;
import io.synapse.tune.RecordedEvent;
import io.synapse.tune.RunEvent;
import io.synapse.tune.RunPlan;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFilesWriterTest {

  private static final String ID = "1a2b3c4d_00000";
  private static final RunPlan PLAN =
      new RunPlan(true, Optional.empty(), 1, 1, Optional.empty(), List.of());

  @TempDir Path store;
  private int seconds;

  @Test
  void anAttemptThatGoesOnFromACheckpointTakesBackWhatWasReportedSince() throws IOException {
    tell(
        begin(1, 1),
        report(1),
        report(2),
        logged(0.25),
        report(3),
        logged(0.5),
        begin(2, 2),
        report(3),
        logged(0.75));

    assertThat(iterations()).containsExactly(1L, 2L, 3L);
    assertThat(Files.readAllLines(file("progress.csv"))).hasSize(4);
    assertThat(events()).containsExactly("report 1", "report 2", "report 3", "a/b 1");
  }

  @Test
  void anotherProcessGoesOnWithTheFilesAndMendsWhatWasTorn() throws IOException {
    tell(begin(1, 0), report(1), report(2));
    tear(file("result.json"));
    tear(file("progress.csv"));
    tear(eventFiles().get(1));

    tellOn(begin(2, 2), report(3), ended(3));

    assertThat(iterations()).containsExactly(1L, 2L, 3L);
    assertThat(Files.readAllLines(file("progress.csv"))).hasSize(4);
    assertThat(eventFiles()).hasSize(2);
    assertThat(events())
        .containsExactly("report 1", "report 2", "report 3", "_hparams_/session_end_info 0");
  }

  @Test
  void aTrialThatIsOnlyEndedByAnotherProcessKeepsItsFiles() throws IOException {
    tell(begin(1, 0), report(1), report(2));

    tellOn(ended(2));

    assertThat(iterations()).containsExactly(1L, 2L);
    assertThat(events()).endsWith("report 2", "_hparams_/session_end_info 0");
  }

  @Test
  void aNewFileBeginsAboveAllStepsThatStay() throws IOException {
    tell(
        begin(1, 0),
        new LoggedEvent.MetricLogged(ID, "a", "b", 1, Map.of("step", 500L)),
        report(1),
        report(2),
        begin(2, 1));

    List<Path> files = eventFiles();
    assertThat(files).hasSize(3);
    ByteBuffer last = ByteBuffer.wrap(Files.readAllBytes(files.get(2)));
    RecordFraming.read(last);
    ProtoFields start = new ProtoFields(ByteBuffer.wrap(RecordFraming.read(last).orElseThrow()));
    assertThat(start.integer(EventMessages.STEP)).hasValue(501);
  }

  @Test
  void aMetricThatComesLaterGetsAColumn() throws IOException {
    tell(begin(1, 0), report(1), report(2, Map.of("loss", 0.5, "new, one", Double.NaN)), report(3));

    List<String> lines = Files.readAllLines(file("progress.csv"));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).endsWith(",\"new, one\"");
    assertThat(lines.get(1)).endsWith(",");
    assertThat(lines.get(2)).endsWith(",nan");
    assertThat(lines.get(3)).endsWith(",");
  }

  @Test
  void numbersThatJsonDoesNotHaveAreBare() throws IOException {
    tell(begin(1, 0), report(1, Map.of("loss", Double.NEGATIVE_INFINITY)));

    assertThat(Files.readString(file("result.json"))).startsWith("{\"loss\":-Infinity,");
  }

  @Test
  void whatAPluginReturnsAndHadNotReportedIsAResult() throws IOException {
    tell(begin(1, 0), ended(0));

    assertThat(Files.readString(file("result.json"))).contains("\"loss\":0.0", "\"done\":true");
  }

  @Test
  void paramsAreThoseOfTheLastAttempt() throws IOException {
    tell(begin(1, 0), report(1), begin(2, 1));

    assertThat(Files.readString(file("params.json"))).isEqualToIgnoringWhitespace("{\"x\":2}");
  }

  @Test
  void aFolderThatCannotBeMadeHurtsNobody() throws IOException {
    Files.createDirectories(store.resolve("runs/run"));
    Files.writeString(store.resolve("runs/run/trials"), "in the way");

    tell(begin(1, 0), report(1), ended(1));

    assertThat(store.resolve("runs/run/trials")).hasContent("in the way");
  }

  private RunEvent begin(int attempt, long iteration) {
    Optional<SavedCheckpoint> from =
        Optional.of(new SavedCheckpoint(Path.of("c"), iteration, Map.of()))
            .filter(checkpoint -> attempt > 1);
    Config config = new Config(Map.of("x", (long) attempt));
    return new RunEvent.AttemptStarted(ID, attempt, AttemptCause.RETRY, config, from, false);
  }

  private RunEvent report(long iteration) {
    return report(iteration, Map.of("loss", 1.0 / iteration));
  }

  private static RunEvent report(long iteration, Map<String, Object> metrics) {
    Map<String, Object> all = new java.util.LinkedHashMap<>(metrics);
    all.put("training_iteration", iteration);
    return new RunEvent.Reported(ID, all, iteration, Optional.empty(), Decision.goOn());
  }

  private static RunEvent logged(double value) {
    return new LoggedEvent.MetricLogged(ID, "a", "b", value, Map.of());
  }

  private static RunEvent ended(long iteration) {
    Map<String, Object> metrics = Map.of("loss", iteration == 0 ? 0.0 : 1.0 / iteration);
    return new RunEvent.TrialEnded(ID, TrialStatus.TERMINATED, metrics, "", Optional.empty(), "");
  }

  private void tell(RunEvent... events) {
    try (TrialFilesWriter writer = new TrialFilesWriter(store)) {
      writer.onEvent(recorded(started()));
      Stream.of(events).forEach(event -> writer.onEvent(recorded(event)));
    }
  }

  private void tellOn(RunEvent... events) {
    try (TrialFilesWriter writer = new TrialFilesWriter(store)) {
      writer.onReplay(recorded(started()));
      writer.onReplay(recorded(begin(1, 0)));
      Stream.of(events).forEach(event -> writer.onEvent(recorded(event)));
    }
  }

  private static RunEvent started() {
    return new RunEvent.RunStarted("run", "job", PLAN, Map.of());
  }

  private RecordedEvent recorded(RunEvent event) {
    return new RecordedEvent(0, Instant.ofEpochSecond(seconds++), event);
  }

  private Path file(String name) {
    return store.resolve("runs/run/trials").resolve(ID).resolve(name);
  }

  private List<Object> iterations() throws IOException {
    return Files.readAllLines(file("result.json")).stream()
        .map(line -> RayJson.object(line).get("training_iteration"))
        .toList();
  }

  private static void tear(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 3), StandardOpenOption.APPEND);
  }

  private List<Path> eventFiles() throws IOException {
    try (Stream<Path> files = Files.list(file("."))) {
      return files.filter(file -> file.toString().contains("tfevents")).sorted().toList();
    }
  }

  /** What the files that grow hold: kind or tag, and step. */
  private List<String> events() throws IOException {
    List<String> told = new ArrayList<>();
    for (Path file : eventFiles().subList(1, eventFiles().size())) {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      while (bytes.hasRemaining()) {
        ProtoFields event =
            new ProtoFields(ByteBuffer.wrap(RecordFraming.read(bytes).orElseThrow()));
        tag(event)
            .ifPresent(tag -> told.add(tag + " " + event.integer(EventMessages.STEP).orElse(0)));
      }
    }
    return told;
  }

  private static Optional<String> tag(ProtoFields event) {
    return event.messages(EventMessages.SUMMARY).stream()
        .flatMap(summary -> summary.messages(EventMessages.VALUE).stream())
        .flatMap(value -> value.texts(EventMessages.TAG).stream())
        .findFirst()
        .map(tag -> tag.startsWith("ray/tune/") ? "report" : tag);
  }
}
