package io.synapse.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a process that was killed has left unwritten. */
class TrialFilesRepairTest extends TrialFilesFixture {

  @Test
  void whatAKilledProcessHasNotWrittenIsMadeUpForFromTheJournal() throws IOException {
    List<RecordedEvent> all =
        all(started(), begin(1, 0), report(1), logged(0.5), report(2), report(3));
    leave(all, 3);
    Object eventFile = Files.getAttribute(eventFiles().get(0), "unix:ino");

    proceed(resumed(), again(3), report(4), ended(4));

    assertThat(iterations()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(Files.readAllLines(file("progress.csv"))).hasSize(5);
    assertThat(events())
        .containsExactly(
            "report 1",
            "a/b 1",
            "report 2",
            "report 3",
            "report 4",
            "_hparams_/session_end_info 0");
    assertThat(Files.getAttribute(eventFiles().get(0), "unix:ino"))
        .as("the file, which a reader may have open, has grown")
        .isEqualTo(eventFile);
    assertThat(run).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void whatAKilledProcessHasTakenBackInPartIsTakenBackInWhole() throws IOException {
    List<RecordedEvent> all =
        all(started(), begin(1, 0), report(1), report(2), report(3), begin(2, 1), report(2));
    leave(all, 5);

    proceed(resumed(), begin(3, 2), report(3));

    assertThat(iterations()).containsExactly(1L, 2L, 3L);
    assertThat(events()).containsExactly("report 1", "report 2", "report 3");
  }

  @Test
  void aTrialOfWhichAKilledProcessHasWrittenNothingHasItsFiles() throws IOException {
    List<RecordedEvent> all = all(started(), begin(1, 0), report(1), ended(1));
    leave(all, 1);

    proceed(resumed());

    assertThat(iterations()).containsExactly(1L);
    assertThat(file("params.json")).exists();
    assertThat(events()).endsWith("_hparams_/session_end_info 0");
  }

  @Test
  void aRunThatIsOverIsMendedThoughNothingHappensInItAnyMore() throws IOException {
    RunEvent finished = new RunEvent.RunFinished("completed", "");
    leave(all(started(), begin(1, 0), report(1), ended(1), finished), 2);

    proceed();

    assertThat(iterations()).containsExactly(1L);
    assertThat(run).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void aRunThatAnotherProcessMayRunIsLeftAlone() throws IOException {
    leave(all(started(), begin(1, 0), report(1), report(2)), 3);

    proceed();

    assertThat(iterations()).containsExactly(1L);
  }
}
