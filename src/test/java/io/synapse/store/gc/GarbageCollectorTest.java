package io.synapse.store.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.FileTree;
import io.synapse.files.ProcessIdentity;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.store.Store;
import io.synapse.store.StoreSamples;
import io.synapse.store.model.StoredModel;
import io.synapse.store.registry.StagingFolder;
import io.synapse.store.run.StoredRun.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageCollectorTest {

  /** When everything that the tests make is old enough. */
  private final Instant later = Instant.now().plus(Duration.ofDays(1));

  @TempDir private Path folder;
  private Store store;
  private GarbageCollector collector;
  private StoredModel model;

  @BeforeEach
  void fill() throws IOException {
    store = Store.open(root());
    collector = store.garbage();
    model =
        store.models().save(StoreSamples.model(StoreSamples.weights(folder.resolve("source"), 10)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Path root() {
    return folder.resolve("store");
  }

  private Path orphan(String place) throws IOException {
    StoreSamples.weights(root().resolve(place).resolve("files"), 1000);
    return root().resolve(place);
  }

  @Test
  void aStoreThatIsWholeHasNoGarbage() {
    store.runs().create(StoreSamples.run("digits"));

    assertThat(collector.find(later)).isEmpty();
  }

  @Test
  void aFolderThatTheRegistryDoesNotKnowIsDeleted() throws IOException {
    Path orphan = orphan("models/77");

    List<GarbageCollector.Garbage> found = collector.find(later);

    assertThat(found).extracting(GarbageCollector.Garbage::path).containsExactly(orphan);
    assertThat(found.get(0).size()).isEqualTo(1000);
    assertThat(found.get(0).reason()).contains("models");
    assertThat(collector.delete(found.get(0), later)).isTrue();
    assertThat(orphan).doesNotExist();
    store.models().verify(model);
  }

  @Test
  void whatIsYoungStays() throws IOException {
    Path orphan = orphan("models/77");
    List<GarbageCollector.Garbage> found = collector.find(later);

    assertThat(collector.find(Instant.now())).isEmpty();
    assertThat(collector.delete(found.get(0), Instant.now())).isFalse();
    assertThat(orphan).exists();
  }

  @Test
  void foldersOfAKindThatTheRegistryNeverHadStay() throws IOException {
    orphan("datasets/1");

    assertThat(collector.find(later)).isEmpty();
  }

  @Test
  void whatIsDeletedByAnotherProcessFirstIsNotCountedTwice() throws IOException {
    orphan("models/77");
    List<GarbageCollector.Garbage> found = collector.find(later);

    try (Store other = Store.open(root())) {
      assertThat(other.garbage().delete(found.get(0), later)).isTrue();
    }
    assertThat(collector.delete(found.get(0), later)).isFalse();
  }

  @Test
  void anEntryThatGotItsRowMeanwhileStays() {
    GarbageCollector.Garbage outdated =
        new GarbageCollector.Garbage(
            GarbageCollector.Garbage.GarbageKind.ENTRY,
            model.folder(),
            10,
            "it had no row a moment ago",
            "");

    assertThat(collector.delete(outdated, later)).isFalse();
    store.models().verify(model);
  }

  @Test
  void whatADeadProcessWasBuildingIsToldAndGoneOnceTheStoreIsOpened() throws IOException {
    ProcessIdentity dead = new ProcessIdentity(1L << 40, 1, ProcessIdentity.current().host());
    Path staging = orphan("tmp/" + StagingFolder.owner(dead) + "-x");

    List<GarbageCollector.Garbage> found = collector.find(Instant.now());

    assertThat(found).extracting(GarbageCollector.Garbage::path).containsExactly(staging);
    assertThat(collector.delete(found.get(0), Instant.now())).isFalse();
    try (Store opened = Store.open(root())) {
      assertThat(opened.garbage().delete(found.get(0), Instant.now())).isTrue();
    }
  }

  @Test
  void whatADeadImportHadMadeIsToldBeforeItGoes() throws IOException {
    RunFolder run = store.runs().create(StoreSamples.run("digits-20261123-175026"));
    Path orphan = orphan("models/77");
    Path staging =
        orphan("tmp/" + StagingFolder.owner(new ProcessIdentity(1L << 40, 1, host())) + "-x");
    Files.createFile(staging.resolve("import-" + run.runId()));
    Files.createFile(staging.resolve("models-77"));
    Files.createFile(staging.resolve("models-" + model.id()));

    List<GarbageCollector.Garbage> found = collector.find(later);

    assertThat(found)
        .extracting(GarbageCollector.Garbage::path)
        .containsExactlyInAnyOrder(staging, run.path(), orphan);
    try (Store opened = Store.open(root())) {
      assertThat(found).allMatch(each -> opened.garbage().delete(each, later));
      assertThat(opened.runs().list()).isEmpty();
    }
    store.models().verify(model);
  }

  private static String host() {
    return ProcessIdentity.current().host();
  }

  @Test
  void anAttemptToWriteAFileThatADeadProcessLeftIsGarbageOnceTheRunIsOver() throws IOException {
    RunFolder run = store.runs().create(StoreSamples.run("digits"));
    Path half = Files.writeString(run.path().resolve(".0a1b2c3d.tmp"), "{");
    Files.writeString(run.path().resolve("mine.tmp"), "mine");

    assertThat(collector.find(later)).isEmpty();
    end(run);
    assertThat(collector.find(later))
        .extracting(GarbageCollector.Garbage::path)
        .containsExactly(half);
  }

  @Test
  void ofCheckpointsThoseThatNothingGoesOnFromAreSpare() throws IOException {
    RunFolder run = store.runs().create(StoreSamples.run("digits"));
    run.writeJob(
        Map.of("job", Map.of("params", Map.of("tune_config", Map.of("keep_checkpoints", 2)))));
    StringBuilder journal = new StringBuilder();
    for (int number = 1; number <= 5; number++) {
      journal.append(line("report", checkpoint(run, number)));
    }
    journal.append(line("attempt", checkpoint(run, 2)));
    Files.writeString(run.journalFile(), journal);
    Path torn = checkpoint(run, 6);

    assertThat(collector.find(later)).isEmpty();
    end(run);
    List<GarbageCollector.Garbage> found = collector.find(later);

    assertThat(found)
        .extracting(GarbageCollector.Garbage::path)
        .containsExactlyInAnyOrder(checkpoint(run, 1), checkpoint(run, 3), torn);
    assertThat(found).allMatch(each -> collector.delete(each, later));
    assertThat(run.trialFolder("t").resolve("checkpoints").toFile().list())
        .containsExactlyInAnyOrder("2", "4", "5");
  }

  @Test
  void checkpointsThatAreNeededStayWhenTheStoreIsReachedByALinkOrWasMoved() throws IOException {
    RunFolder run = store.runs().create(StoreSamples.run("digits"));
    run.writeJob(Map.of("job", Map.of()));
    Path spare = checkpoint(run, 1);
    Files.writeString(
        run.journalFile(),
        line("attempt", checkpoint(run, 2)) + line("report", checkpoint(run, 3)));
    end(run);
    Path link = Files.createSymbolicLink(root().resolveSibling("link"), root());
    Path moved = root().resolveSibling("moved");

    assertThat(found(link)).containsExactly(link.resolve(root().relativize(spare)));
    store.close();
    Files.move(root(), moved);
    assertThat(found(moved)).containsExactly(moved.resolve(root().relativize(spare)));
  }

  private List<Path> found(Path place) {
    try (Store opened = Store.openForReading(place)) {
      return opened.garbage().find(later).stream().map(GarbageCollector.Garbage::path).toList();
    }
  }

  @Test
  void aCheckpointThatSharesItsFilesWithAModelFreesNothing() throws IOException {
    RunFolder run = store.runs().create(StoreSamples.run("digits"));
    run.writeJob(Map.of("job", Map.of()));
    Path spare = checkpoint(run, 1);
    FileTree.delete(spare.resolve("weights.bin"));
    Files.createLink(spare.resolve("weights.bin"), model.filesFolder().resolve("weights.bin"));
    Files.writeString(run.journalFile(), line("report", checkpoint(run, 2)));
    end(run);

    List<GarbageCollector.Garbage> found = collector.find(later);

    assertThat(found).singleElement().extracting(GarbageCollector.Garbage::size).isEqualTo(0L);
    assertThat(collector.delete(found.get(0), later)).isTrue();
    store.models().verify(model);
  }

  @Test
  void aRunWithADamagedJournalKeepsItsCheckpoints() throws IOException {
    RunFolder run = store.runs().create(StoreSamples.run("digits"));
    run.writeJob(Map.of("job", Map.of()));
    checkpoint(run, 1);
    Files.writeString(run.journalFile(), "{\n{}\n");
    end(run);

    assertThat(collector.find(later)).isEmpty();
  }

  private void end(RunFolder run) {
    store.runs().finish(run.runId(), RunStatus.COMPLETED, RunOutcome.NONE, StoreSamples.TIME);
  }

  private static Path checkpoint(RunFolder run, int number) throws IOException {
    Path checkpoint = run.trialFolder("t").resolve("checkpoints/" + number);
    if (!Files.exists(checkpoint)) {
      StoreSamples.weights(checkpoint, 20);
    }
    return checkpoint;
  }

  private static String line(String event, Path checkpoint) {
    return "{\"event\":\"%s\",\"trial_id\":\"t\",\"checkpoint\":\"%s\"}\n"
        .formatted(event, checkpoint);
  }
}
