package io.synapse.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialEvent.EntryPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link TrialExecutorContract} about checkpoints and models. */
abstract class ExecutorModelsContract extends ExecutorFixture {

  @Test
  void aTrainingIsServedByTrainAndReturnsItsModelsPath() throws IOException {
    executor.close();
    executor = make(false, Optional.empty(), Duration.ofSeconds(30));

    TrialEvent.Finished finished = finished("return model");

    assertThat(finished.entryPoint()).isEqualTo(EntryPoint.TRAIN);
    assertThat(Path.of((String) finished.returned())).hasContent("weights");
  }

  @Test
  void aCheckpointIsTheEnginesOwnCopyBeforeReportReturns() {
    List<TrialEvent> all = play(start("a", "report and rewrite"));

    List<Path> kept =
        all.stream()
            .filter(TrialEvent.Reported.class::isInstance)
            .map(event -> ((TrialEvent.Reported) event).checkpoint())
            .toList();
    assertThat(kept).hasSize(3).doesNotHaveDuplicates();
    assertThat(kept.get(0).resolve("weights")).hasContent("state 1");
    assertThat(kept.get(2).resolve("weights")).hasContent("state 3");
    assertThat(kept.get(2).startsWith(folder.resolve("trials/a/checkpoints"))).isTrue();
  }

  @Test
  void aCheckpointOfOneFileLiesInAFolderUnderItsName() {
    List<TrialEvent> all = play(start("a", "report a file"));

    Path kept = ((TrialEvent.Reported) all.get(0)).checkpoint();
    assertThat(kept.resolve("one.bin")).hasContent("one");
  }

  @Test
  void aReportedCheckpointThatIsMissingFailsTheAttemptAndSaysSo() {
    assertThat(failed("report what is missing").message()).contains("nowhere", "does not exist");
  }

  @Test
  void aStartCheckpointIsThePluginsOwnCopy() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("kept"));
    Files.writeString(kept.resolve("weights"), "before");
    SavedCheckpoint checkpoint = new SavedCheckpoint(kept, 7, Map.of());

    Map<?, ?> shown = shown(start("a", 2, "show checkpoint", Optional.of(checkpoint)));

    assertThat(shown).isEqualTo(Map.of("folder", true, "file", "weights", "content", "before"));
    assertThat(kept.resolve("weights")).hasContent("before");
  }

  @Test
  void theJobsModelIsGivenToEveryTrialAsItsOwnCopy() throws IOException {
    executor.close();
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("model.bin"), "base");
    executor = tuning(Optional.of(model));

    for (String trial : List.of("a", "b")) {
      assertThat(shown(start(trial, "show checkpoint")))
          .isEqualTo(Map.of("folder", true, "file", "model.bin", "content", "base"));
    }
  }

  @Test
  void theOutputThatWasSetIsTheModel() {
    assertThat(finished("set the output").model())
        .isEqualTo(folder.resolve("trials/a/work/out.bin"));
  }

  @Test
  void aModelElsewhereIsCopiedBecauseTheNextTrialMayWriteThere() throws IOException {
    Path shared = folder.resolve("shared.bin");
    TrialEvent.Finished first = last(play(start("a", "model elsewhere", "path", "" + shared)));
    Files.writeString(shared, "of another trial");

    assertThat(first.model()).isEqualTo(folder.resolve("trials/a/model"));
    assertThat(first.model().resolve("shared.bin")).hasContent("model of a");
  }

  @Test
  void theTrialsOwnFolderAndThoseAboveItAreNeverTheModel() {
    for (String output : List.of("..", "../..", "../../..")) {
      TrialEvent.Finished finished = last(play(start("a", "output at", "path", output)));
      assertThat(finished.model()).as(output).isNull();
    }
  }

  @Test
  void aPathThatTrainReturnsAndIsNotThereFailsTheAttempt() throws IOException {
    executor.close();
    executor = make(false, Optional.empty(), Duration.ofSeconds(30));

    assertThat(failed("return text").message())
        .contains("train returned 'some text' as its model, and there is no such file or folder");
  }
}
