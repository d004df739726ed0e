package io.synapse.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.files.FolderNameTest;
import io.synapse.files.ProcessIdentity;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.JournalWriterTest;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.store.Store;
import io.synapse.store.StoreSamples;
import io.synapse.store.StoreWriterProcess;
import io.synapse.store.model.NewModel;
import io.synapse.store.model.StoredModel;
import io.synapse.store.run.StoredRun.RunOutcome;
import io.synapse.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {

  private static final String LOCAL_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
          .withZone(ZoneId.systemDefault())
          .format(StoreSamples.TIME);

  @TempDir Path folder;
  private Store store;
  private RunStore runs;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store"));
    runs = store.runs();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private StoredRun finished(String name) {
    RunFolder run = runs.create(StoreSamples.run(name));
    runs.finish(run.runId(), RunStatus.COMPLETED, RunOutcome.NONE, StoreSamples.TIME);
    return runs.find(run.runId());
  }

  @Test
  void aRunIsNamedAfterItsJobAndTheTime() {
    RunFolder run = runs.create(StoreSamples.run("digits-tune"));
    assertThat(run.runId()).isEqualTo("digits-tune-" + LOCAL_TIME);
    assertThat(run.path()).isEqualTo(store.folder().resolve("runs").resolve(run.runId()));
    assertThat(run.path()).isEmptyDirectory();
    assertThat(run.trialPrefix()).matches("[0-9a-f]{8}");
    assertThat(run.trialId(7)).isEqualTo(run.trialPrefix() + "_00007");
  }

  @Test
  void runsOfTheSameNameAndTimeGetFoldersOfTheirOwn() {
    List<String> ids =
        List.of(
            runs.create(StoreSamples.run("digits")).runId(),
            runs.create(StoreSamples.run("digits")).runId(),
            runs.create(StoreSamples.run("digits")).runId());
    String first = "digits-" + LOCAL_TIME;
    assertThat(ids).containsExactly(first, first + "-2", first + "-3");
  }

  @Test
  void aHostileNameStaysInTheStore() throws Exception {
    for (String name : FolderNameTest.hostileNames()) {
      RunFolder run = runs.create(StoreSamples.run(name));
      assertThat(run.path().toRealPath().getParent())
          .isEqualTo(store.folder().resolve("runs").toRealPath());
      assertThat(runs.folder(runs.find(run.runId()))).isEqualTo(run);
    }
    assertThat(folder.toFile().list()).containsExactly("store");
  }

  @Test
  void aJobsNameIsKeptAsItIs() {
    for (String name : List.of("../x", "두 줄\n: , 🧠", " ", "a".repeat(300), "50%'\"")) {
      assertThat(finished(name).jobName()).isEqualTo(name);
    }
  }

  @Test
  void whatIsKnownOfARunIsKept() throws Exception {
    RunFolder run = runs.create(StoreSamples.run("digits"));
    StoredRun started = runs.find(run.runId());
    assertThat(started.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(started.objective()).isEqualTo(StoreSamples.run("digits").objective());
    assertThat(started.process()).isEqualTo(ProcessIdentity.current());
    assertThat(started.finished()).isEmpty();
    assertThat(runs.isAlive(started)).isTrue();
    StoredModel model = store.models().save(StoreSamples.model(StoreSamples.weights(folder, 10)));
    RunOutcome outcome =
        new RunOutcome(
            OptionalLong.of(model.id()),
            Optional.of(run.trialId(3)),
            OptionalDouble.of(0.93),
            10,
            8,
            2);
    Instant end = StoreSamples.TIME.plusSeconds(60);
    runs.finish(run.runId(), RunStatus.COMPLETED, outcome, end);
    StoredRun ended = runs.find(run.runId());
    assertThat(ended.outcome()).isEqualTo(outcome);
    assertThat(ended.finished()).contains(end);
    assertThat(runs.statusOf(ended)).isEqualTo(RunStatus.COMPLETED);
    assertThat(runs.isAlive(ended)).isFalse();
    store.models().removeNeeded(model.id());
    assertThat(runs.find(run.runId()).outcome().modelId()).isEmpty();
  }

  @Test
  void aRunIsFoundByItsIdAUniqueStartAndAsTheLast() {
    StoredRun digits = finished("digits");
    StoredRun second = finished("digits");
    StoredRun other = finished("other_50%");
    assertThat(runs.list()).containsExactly(digits, second, other);
    assertThat(runs.find(digits.id())).isEqualTo(digits);
    assertThat(runs.find("oth")).isEqualTo(other);
    assertThat(runs.find("other_50%25")).isEqualTo(other);
    assertThat(runs.find("last")).isEqualTo(other);
  }

  @Test
  void anAmbiguousStartIsAnErrorThatNamesTheRuns() {
    StoredRun first = finished("digits");
    StoredRun second = finished("digits");
    assertThatThrownBy(() -> runs.find("dig"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is the start of 2 runs: " + first.id() + ", " + second.id());
  }

  @Test
  void anUnknownRunIsAnErrorWithTheNearestName() {
    assertThatThrownBy(() -> runs.find("last")).hasMessageContaining("has no runs yet");
    StoredRun run = finished("digits");
    String mistyped = run.id().replace("digits", "digtis");
    assertThatThrownBy(() -> runs.find(mistyped))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("did you mean '" + run.id() + "'?");
    assertThatThrownBy(() -> runs.find("")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> runs.find("%")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void jobAndResultsAreReadBack() {
    RunFolder run = runs.create(StoreSamples.run("digits"));
    StoredRun stored = runs.find("last");
    assertThatThrownBy(() -> runs.results(stored))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("has no results: it is running");
    run.writeJob(Map.of("name", "한국어"));
    run.writeResults(Map.of("model_id", 3L, "loss", Double.NaN));
    assertThat(runs.folder(stored).job()).isEqualTo(Map.of("name", "한국어"));
    assertThat(runs.results(stored)).isEqualTo(Map.of("model_id", 3L, "loss", "NaN"));
  }

  @Test
  void filesLieWhereTheyAreDocumented() {
    RunFolder run = runs.create(StoreSamples.run("digits"));
    Path path = run.path();
    assertThat(run.jobFile()).isEqualTo(path.resolve("job.json"));
    assertThat(run.resultsFile()).isEqualTo(path.resolve("results.json"));
    assertThat(run.journalFile()).isEqualTo(path.resolve("journal.jsonl"));
    assertThat(run.logFile()).isEqualTo(path.resolve("job.log"));
    assertThat(run.reportFile()).isEqualTo(path.resolve("report.html"));
    assertThat(run.trialFolder("1f0c22ab_00007")).isEqualTo(path.resolve("trials/1f0c22ab_00007"));
    assertThat(run.trialFolder("../../x").getParent()).isEqualTo(path.resolve("trials"));
  }

  @Test
  void removingDeletesTheFilesAndLeavesTheModels() throws Exception {
    StoredRun run = finished("digits");
    Path trial = runs.folder(run).trialFolder("a_00001");
    StoreSamples.weights(trial, 10);
    StoredModel model =
        store.models().save(StoreSamples.model(trial, NewModel.FileOwnership.ENGINE));
    runs.remove(run);
    assertThat(runs.list()).isEmpty();
    assertThat(runs.folder(run).path()).doesNotExist();
    store.models().verify(model);
  }

  @Test
  void aRunWhoseFolderIsGoneCanBeRemoved() throws Exception {
    StoredRun run = finished("digits");
    Files.delete(runs.folder(run).path());
    runs.remove(run);
    assertThat(runs.list()).isEmpty();
  }

  @Test
  void aRunThatIsRunningIsNeitherRemovedNorResumed() {
    runs.create(StoreSamples.run("digits"));
    StoredRun run = runs.find("last");
    assertThatThrownBy(() -> runs.remove(run))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is running (process " + ProcessHandle.current().pid());
    assertThatThrownBy(() -> runs.reopen(run)).isInstanceOf(InvalidInputException.class);
    assertThat(runs.folder(run).path()).exists();
    assertThat(runs.list()).containsExactly(run);
  }

  @Test
  void aRunOfAnotherHostLivesAsLongAsItsJournalIsLocked() throws Exception {
    StoredRun run = elsewhere(runs.create(StoreSamples.run("digits")));
    Process child =
        ChildJvm.start(
            JournalWriterTest.JournalHolder.class, runs.folder(run).journalFile().toString());
    assertThat(child.inputReader().readLine()).isEqualTo("holding");
    assertThat(runs.isAlive(run)).isTrue();
    child.destroyForcibly().waitFor();
    assertThat(runs.statusOf(run)).isEqualTo(RunStatus.INTERRUPTED);
  }

  @Test
  void aRunOfAnotherHostThatHasNoJournalLivesForAnHour() {
    StoredRun run = elsewhere(runs.create(StoreSamples.run("digits")));
    assertThat(runs.isAlive(startedAt(run, Instant.now()))).isTrue();
    assertThat(runs.isAlive(startedAt(run, Instant.now().minusSeconds(3700)))).isFalse();
  }

  private StoredRun elsewhere(RunFolder created) {
    StoredRun run = runs.find(created.runId());
    return with(run, run.started(), new ProcessIdentity(1, 1, "another host"));
  }

  private static StoredRun startedAt(StoredRun run, Instant started) {
    return with(run, started, run.process());
  }

  private static StoredRun with(StoredRun run, Instant started, ProcessIdentity process) {
    return new StoredRun(
        run.id(),
        run.trialPrefix(),
        run.jobName(),
        run.mode(),
        run.objective(),
        run.status(),
        started,
        run.finished(),
        run.outcome(),
        process);
  }

  @Test
  void aRunWhoseProcessDiedIsInterruptedAndCanBeResumed() throws Exception {
    Process child = ChildJvm.start(StoreWriterProcess.class, store.folder().toString(), "run");
    assertThat(child.inputReader().readLine()).isEqualTo("started");
    StoredRun running = runs.find("last");
    assertThat(runs.statusOf(running)).isEqualTo(RunStatus.RUNNING);
    assertThatThrownBy(() -> runs.reopen(running)).hasMessageContaining("process " + child.pid());
    child.destroyForcibly().waitFor();
    assertThat(runs.statusOf(running)).isEqualTo(RunStatus.INTERRUPTED);
    RunFolder folderAgain = runs.reopen(running);
    assertThat(folderAgain).isEqualTo(runs.folder(running));
    assertThat(runs.find("last").process()).isEqualTo(ProcessIdentity.current());
    assertThat(runs.isAlive(runs.find("last"))).isTrue();
  }
}
