package io.synapse.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.report.files.RunFilesWriter.UnwrittenMark;
import io.synapse.run.TrialEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialFilesWriterTest extends TrialFilesFixture {

  @Test
  void anAttemptThatGoesOnFromACheckpointTakesBackWhatWasReportedSince() throws IOException {
    report(
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
    report(begin(1, 0), report(1), report(2));
    tear(file("result.json"));
    tear(file("progress.csv"));
    tear(eventFiles().get(0));

    tellOn(begin(2, 2), report(3), ended(3));

    assertThat(iterations()).containsExactly(1L, 2L, 3L);
    assertThat(Files.readAllLines(file("progress.csv"))).hasSize(4);
    assertThat(eventFiles()).hasSize(2);
    assertThat(events())
        .containsExactly("report 1", "report 2", "report 3", "_hparams_/session_end_info 0");
    assertThat(Files.readString(eventFiles().get(0), StandardCharsets.ISO_8859_1))
        .containsOnlyOnce(TensorBoardMessages.START_INFO);
  }

  @Test
  void aTrialThatIsOnlyEndedByAnotherProcessKeepsItsFiles() throws IOException {
    report(begin(1, 0), report(1), report(2));

    tellOn(ended(2));

    assertThat(iterations()).containsExactly(1L, 2L);
    assertThat(events()).endsWith("report 2", "_hparams_/session_end_info 0");
  }

  @Test
  void aNewFileBeginsAboveAllStepsThatStay() throws IOException {
    report(
        begin(1, 0),
        new TrialEvent.MetricLogged(ID, 1, "a", "b", 1, Map.of("step", 500L)),
        report(1),
        report(2),
        begin(2, 1));

    List<Path> files = eventFiles();
    assertThat(files).hasSize(2);
    ByteBuffer last = ByteBuffer.wrap(Files.readAllBytes(files.get(1)));
    RecordFraming.read(last);
    ProtoFields start = new ProtoFields(ByteBuffer.wrap(RecordFraming.read(last).orElseThrow()));
    assertThat(start.integer(TensorBoardMessages.STEP)).hasValue(501);
  }

  @Test
  void aMetricThatComesLaterGetsAColumn() throws IOException {
    report(
        begin(1, 0), report(1), report(2, Map.of("loss", 0.5, "new, one", Double.NaN)), report(3));

    List<String> lines = Files.readAllLines(file("progress.csv"));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).endsWith(",\"new, one\"");
    assertThat(lines.get(1)).endsWith(",");
    assertThat(lines.get(2)).endsWith(",nan");
    assertThat(lines.get(3)).endsWith(",");
  }

  @Test
  void anAttemptWithTheSameConfigurationThatLosesNothingGoesOnInTheSameFile() throws IOException {
    report(begin(1, 0), report(1), report(2), again(2), report(3));

    assertThat(eventFiles()).hasSize(1);
    assertThat(events()).containsExactly("report 1", "report 2", "report 3");
  }

  @Test
  void nothingButTheTrialsFilesIsLeft() throws IOException {
    report(begin(1, 0), report(1), ended(1));

    assertThat(run).isDirectoryNotContaining("glob:**/.*");
    assertThat(file(".")).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void numbersThatJsonDoesNotHaveAreBare() throws IOException {
    report(begin(1, 0), report(1, Map.of("loss", Double.NEGATIVE_INFINITY)));

    assertThat(Files.readString(file("result.json"))).startsWith("{\"loss\":-Infinity,");
  }

  @Test
  void whatAPluginReturnsAndHadNotReportedIsAResult() throws IOException {
    report(begin(1, 0), ended(0));

    assertThat(Files.readString(file("result.json"))).contains("\"loss\":0.0", "\"done\":true");
  }

  @Test
  void paramsAreThoseOfTheLastAttempt() throws IOException {
    report(begin(1, 0), report(1), begin(2, 1));

    assertThat(Files.readString(file("params.json"))).isEqualToIgnoringWhitespace("{\"x\":2}");
  }

  @Test
  void aFolderThatCannotBeMadeHurtsNobodyAndIsNotTakenForWritten() throws IOException {
    Files.writeString(run.resolve("trials"), "in the way");

    report(begin(1, 0), report(1), ended(1));

    assertThat(run.resolve("trials")).hasContent("in the way");
    assertThat(new UnwrittenMark(run).first()).hasValue(0);
  }
}
