package io.synapse.store.model;

import static io.synapse.store.model.NewModel.FileOwnership.ENGINE;
import static io.synapse.store.model.NewModel.FileOwnership.PLUGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.files.JsonFile;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.store.StagedContents;
import io.synapse.store.Store;
import io.synapse.store.StoreSamples;
import io.synapse.store.model.ModelStore.ModelSummary;
import io.synapse.store.model.StoredModel.ModelFile;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import io.synapse.store.run.StoredRun.RunOutcome;
import io.synapse.testing.InstalledTools;
import io.synapse.testing.TinyDisk;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

  @TempDir Path folder;
  private Path source;
  private Store store;
  private ModelStore models;

  @BeforeEach
  void open() throws Exception {
    source = Files.createDirectories(folder.resolve("source"));
    store = Store.open(folder.resolve("store"));
    models = store.models();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void modelJsonHasTheDocumentedForm() throws Exception {
    Files.writeString(source.resolve("weights.bin"), "hello");
    models.save(StoreSamples.model(source));
    assertThat(JsonFile.read(store.folder().resolve("models/1/model.json")))
        .containsExactly(
            Map.entry("id", 1L),
            Map.entry("name", "digits%3Av1%2Csmall_1f0c22ab_00007"),
            Map.entry("run_id", "digits-20261123-175026"),
            Map.entry("trial_id", "1f0c22ab_00007"),
            Map.entry("config", Map.of("learning_rate", 0.001, "layers", List.of(64L, 32L))),
            Map.entry("metrics", Map.of("accuracy", 0.92, "training_iteration", 30L)),
            Map.entry(
                "files",
                List.of(
                    Map.of(
                        "name",
                        "weights.bin",
                        "size",
                        5L,
                        "sha256",
                        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"))),
            Map.entry("fingerprints", Map.of("dataset", "d".repeat(64), "plugin", "e".repeat(64))),
            Map.entry("time", "2026-11-23T17:50:26.123Z"));
  }

  @Test
  void whatWasSavedIsFound() throws Exception {
    StoreSamples.weights(source, 1000);
    StoredModel saved = models.save(StoreSamples.model(source));
    assertThat(models.find(saved.id())).contains(saved);
    assertThat(models.list())
        .containsExactly(
            new ModelSummary(
                saved.id(),
                saved.name(),
                saved.runId(),
                saved.trialId(),
                1,
                1000,
                StoreSamples.TIME));
    assertThat(models.list("digits-20261123-175026")).hasSize(1);
    assertThat(models.list("another")).isEmpty();
  }

  @Test
  void aFolderIsKeptWithItsSubfoldersSortedByName() throws Exception {
    Files.createDirectories(source.resolve("b/c"));
    Files.writeString(source.resolve("b/c/deep"), "1");
    Files.writeString(source.resolve("a"), "22");
    Files.writeString(source.resolve(".hidden"), "333");
    StoredModel saved = models.save(StoreSamples.model(source));
    assertThat(saved.files())
        .extracting(ModelFile::name)
        .containsExactly(".hidden", "a", "b/c/deep");
    assertThat(saved.size()).isEqualTo(6);
    assertThat(saved.filesFolder().resolve("b/c/deep")).content().isEqualTo("1");
  }

  @Test
  void aSingleFileLiesInTheModelUnderItsOwnName() throws Exception {
    Path file = StoreSamples.weights(source, 10);
    StoredModel saved = models.save(StoreSamples.model(file));
    assertThat(saved.filesFolder().toFile().list()).containsExactly("weights.bin");
  }

  @Test
  void aPluginsFilesAreCopiedAndMayBeRewritten() throws Exception {
    Path file = Files.writeString(source.resolve("weights.bin"), "old");
    StoredModel saved = models.save(StoreSamples.model(source, PLUGIN));
    Files.writeString(file, "new");
    assertThat(saved.filesFolder().resolve("weights.bin")).content().isEqualTo("old");
    models.verify(saved);
  }

  @Test
  void theEnginesFilesAreLinked() throws Exception {
    Path file = StoreSamples.weights(source, 10);
    StoredModel saved = models.save(StoreSamples.model(source, ENGINE));
    Path kept = saved.filesFolder().resolve("weights.bin");
    assertThat(Files.getAttribute(kept, "unix:nlink")).isEqualTo(2);
    Files.delete(file);
    models.verify(saved);
  }

  @Test
  void theEnginesFilesOnAnotherDiskAreCopied() throws Exception {
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 1)) {
      Path file = StoreSamples.weights(disk.folder().resolve("checkpoint"), 1000);
      StoredModel saved = models.save(StoreSamples.model(file.getParent(), ENGINE));
      assertThat(saved.filesFolder().resolve("weights.bin")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void aModelThatDoesNotFitIsRefusedBeforeAnythingIsCopied() throws Exception {
    Path big = StoreSamples.weights(source, 3 << 20);
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 2);
        Store small = Store.open(disk.folder().resolve("store"))) {
      assertThatThrownBy(() -> small.models().save(StoreSamples.model(big)))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("the model needs 3.1 MB")
          .hasMessageContaining("free some space");
      assertThat(small.models().list()).isEmpty();
      assertThat(StagedContents.in(small)).isEmpty();
    }
  }

  @Test
  void aMissingPathAndAnEmptyFolderAreErrors() {
    Path missing = source.resolve("missing");
    assertRefused(missing, "cannot keep the model: " + missing + " is not there");
    assertRefused(source, "is an empty folder; it needs at least one file");
  }

  @Test
  void aLinkInsideTheModelStandsForItsFile() throws Exception {
    Files.writeString(source.resolve("epoch3.bin"), "three");
    Files.createSymbolicLink(source.resolve("best.bin"), Path.of("epoch3.bin"));
    StoredModel saved = models.save(StoreSamples.model(source));
    Path best = saved.filesFolder().resolve("best.bin");
    assertThat(best).content().isEqualTo("three");
    assertThat(Files.isSymbolicLink(best)).isFalse();
  }

  @Test
  void aModelThatIsALinkItselfIsWhatItMeans() throws Exception {
    Files.createDirectories(source.resolve("epoch3"));
    Files.writeString(source.resolve("epoch3/weights.bin"), "three");
    Path latest = Files.createSymbolicLink(source.resolve("latest"), Path.of("epoch3"));
    StoredModel saved = models.save(StoreSamples.model(latest));
    assertThat(saved.filesFolder().resolve("weights.bin")).content().isEqualTo("three");
  }

  @Test
  void linksToOutsideToNothingAndInACircleAreRefused() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path link = Files.createSymbolicLink(source.resolve("link"), secret);
    assertRefused(source, "is a link to " + secret.toRealPath() + ", which is outside");
    Files.delete(link);
    Files.createSymbolicLink(link, source.resolve("nowhere"));
    assertRefused(source, link.toRealPath(LinkOption.NOFOLLOW_LINKS) + " is a link to nothing");
    Files.delete(link);
    Files.createSymbolicLink(link, source);
    assertRefused(source, "is a link to a folder that it lies in");
  }

  @Test
  void twoFoldersThatLinkToEachOtherAreRefused() throws Exception {
    Files.createDirectories(source.resolve("a"));
    Files.createDirectories(source.resolve("b"));
    Files.createSymbolicLink(source.resolve("a/b"), source.resolve("b"));
    Files.createSymbolicLink(source.resolve("b/a"), source.resolve("a"));
    assertRefused(source, "is a link to a folder that it lies in");
  }

  @Test
  void aPipeIsRefused() throws Exception {
    InstalledTools.require("mkfifo");
    Path pipe = source.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    assertRefused(source, "is a socket, pipe or device");
  }

  private void assertRefused(Path path, String message) {
    assertThatThrownBy(() -> models.save(StoreSamples.model(path)))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining(message);
    assertThat(models.list()).isEmpty();
    assertThat(store.folder().resolve("models")).doesNotExist();
  }

  @Test
  void removingDeletesTheModelAndItsIdIsNotUsedAgain() throws Exception {
    StoreSamples.weights(source, 10);
    models.save(StoreSamples.model(source));
    models.remove(1);
    assertThat(models.list()).isEmpty();
    assertThat(store.folder().resolve("models").toFile().list()).isEmpty();
    assertThat(models.save(StoreSamples.model(source)).id()).isEqualTo(2);
  }

  @Test
  void anUnknownIdIsAnError() throws Exception {
    assertThatThrownBy(() -> models.existing(3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has no model 3; it has none yet");
    StoreSamples.weights(source, 10);
    models.save(StoreSamples.model(source));
    assertThatThrownBy(() -> models.remove(3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has no model 3; its newest is 1");
    assertThat(models.list()).hasSize(1);
  }

  @Test
  void aFolderThatTheRegistryDoesNotKnowIsLeftAlone() throws Exception {
    Path foreign = Files.createDirectories(store.folder().resolve("models/1"));
    Files.writeString(foreign.resolve("keep"), "me");
    StoreSamples.weights(source, 10);
    assertThat(models.save(StoreSamples.model(source)).id()).isEqualTo(2);
    assertThat(foreign.resolve("keep")).content().isEqualTo("me");
  }

  @Test
  void aDamagedRecordIsAClearError() throws Exception {
    StoreSamples.weights(source, 10);
    models.save(StoreSamples.model(source));
    Path record = store.folder().resolve("models/1/model.json");
    Files.writeString(record, "{\"id\": 1}");
    assertThatThrownBy(() -> models.find(1))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining(record + " is damaged");
    Files.writeString(record, "{");
    assertThatThrownBy(() -> models.find(1)).hasMessageContaining(record + " is damaged");
  }

  @Test
  void aModelFromWhichAnUnfinishedRunStartsIsNeeded() throws Exception {
    try (Store store = Store.open(folder.resolve("needing"))) {
      StoredModel model =
          store
              .models()
              .save(StoreSamples.model(StoreSamples.weights(folder.resolve("start"), 10)));
      RunFolder run = startedFrom(model, RunMode.TRAIN, store);

      assertNeeded(model, run, store);
      store.runs().finish(run.runId(), RunStatus.COMPLETED, RunOutcome.NONE, StoreSamples.TIME);
      store.models().remove(model.id());
      assertThat(store.models().list()).isEmpty();
    }
  }

  @Test
  void aModelFromWhichMoreTrialsOfAFinishedRunWouldStartIsNeeded() throws Exception {
    try (Store store = Store.open(folder.resolve("needing"))) {
      StoredModel model =
          store
              .models()
              .save(StoreSamples.model(StoreSamples.weights(folder.resolve("start"), 10)));
      RunFolder run = startedFrom(model, RunMode.TUNE, store);
      store.runs().finish(run.runId(), RunStatus.COMPLETED, RunOutcome.NONE, StoreSamples.TIME);

      assertNeeded(model, run, store);
    }
  }

  private static RunFolder startedFrom(StoredModel model, RunMode mode, Store store) {
    RunFolder run =
        store.runs().create(new NewRun("continues", mode, Optional.empty(), StoreSamples.TIME));
    run.writeJob(Map.of("job", Map.of("params", Map.of("checkpoint", model.id()))));
    return run;
  }

  private static void assertNeeded(StoredModel model, RunFolder run, Store store) {
    assertThatThrownBy(() -> store.models().remove(model.id()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("run " + run.runId() + ", which can go on, starts from it");
  }
}
