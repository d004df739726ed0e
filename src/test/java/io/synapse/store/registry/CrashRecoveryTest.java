package io.synapse.store.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.FileTree;
import io.synapse.files.ProcessIdentity;
import io.synapse.run.RunStatus;
import io.synapse.store.Store;
import io.synapse.store.StoreSamples;
import io.synapse.store.model.StoredModel;
import io.synapse.store.run.StoredRun;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import io.synapse.store.run.StoredRun.RunOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashRecoveryTest {

  /** Larger than the system's process numbers. */
  private static final long NO_PROCESS = 1L << 40;

  @TempDir Path folder;

  private Path root() {
    return folder.resolve("store");
  }

  private Path staging(ProcessIdentity owner) throws Exception {
    Path staging =
        root().resolve("tmp").resolve(StagingFolder.owner(owner) + "-" + UUID.randomUUID());
    Files.createDirectories(staging.resolve("content/files"));
    Files.writeString(staging.resolve("content/files/weights.bin"), "half");
    return staging;
  }

  private static ProcessIdentity dead() {
    return new ProcessIdentity(NO_PROCESS, 1, ProcessIdentity.current().host());
  }

  private StoredModel saved() throws Exception {
    try (Store store = Store.open(root())) {
      return store
          .models()
          .save(StoreSamples.model(StoreSamples.weights(folder.resolve("source"), 10)));
    }
  }

  @Test
  void whatADeadProcessWasBuildingIsDeleted() throws Exception {
    Path staging = staging(dead());
    Store.open(root()).close();
    assertThat(staging).doesNotExist();
  }

  @Test
  void whatALivingProcessIsBuildingStays() throws Exception {
    Path own = staging(ProcessIdentity.current());
    Store.open(root()).close();
    assertThat(own.resolve("content/files/weights.bin")).exists();
  }

  @Test
  void whatAnotherHostIsBuildingStaysForAWeek() throws Exception {
    Path other = staging(new ProcessIdentity(1, 1, "another host"));
    Store.open(root()).close();
    assertThat(other).exists();
    Instant past = Instant.now().minus(Duration.ofDays(8));
    Files.setLastModifiedTime(other, FileTime.from(past));
    Store.open(root()).close();
    assertThat(other).doesNotExist();
  }

  @Test
  void aProcessNumberThatAnotherProcessGotIsDead() throws Exception {
    ProcessIdentity own = ProcessIdentity.current();
    Path staging = staging(new ProcessIdentity(own.pid(), 1000, own.host()));
    Store.open(root()).close();
    assertThat(staging).doesNotExist();
  }

  @Test
  void aFolderThatAppearedWithoutItsRowIsDeleted() throws Exception {
    saved();
    Path half = Files.createDirectories(root().resolve("models/2/files"));
    Files.createFile(staging(dead()).resolve("models-2"));
    Store.open(root()).close();
    assertThat(half.getParent()).doesNotExist();
    assertThat(root().resolve("models/1")).exists();
  }

  @Test
  void aRowWhoseFolderDisappearedIsDeleted() throws Exception {
    StoredModel model = saved();
    Path staging = staging(dead());
    FileTree.delete(staging.resolve("content"));
    Files.createFile(staging.resolve("models-1"));
    Files.move(model.folder(), staging.resolve("content"));
    try (Store store = Store.open(root())) {
      assertThat(store.models().list()).isEmpty();
    }
    assertThat(staging).doesNotExist();
  }

  @Test
  void anEntryThatIsWholeStaysThough() throws Exception {
    StoredModel model = saved();
    Files.createFile(staging(dead()).resolve("models-1"));
    try (Store store = Store.open(root())) {
      assertThat(store.models().find(1)).contains(model);
      store.models().verify(model);
    }
  }

  @Test
  void aFolderThatNobodyNotedIsNeverDeleted() throws Exception {
    Path foreign = Files.createDirectories(root().resolve("models/77"));
    Path odd = Files.createDirectories(root().resolve("tmp/odd"));
    Store.open(root()).close();
    assertThat(foreign).exists();
    assertThat(odd).exists();
  }

  @Test
  void anImportThatWasCutShortIsTakenBackAndOneThatWasFinishedStays() throws Exception {
    Instant now = Instant.now();
    String cut;
    String finished;
    try (Store store = Store.open(root())) {
      NewRun run = new NewRun("imported", RunMode.TUNE, Optional.empty(), now);
      cut = store.runs().create(run).runId();
      finished = store.runs().create(run).runId();
      store.runs().finish(finished, RunStatus.COMPLETED, RunOutcome.NONE, now);
    }
    for (String id : List.of(cut, finished)) {
      Files.createFile(staging(dead()).resolve("import-" + id));
    }

    try (Store store = Store.open(root())) {
      assertThat(store.runs().list()).extracting(StoredRun::id).containsExactly(finished);
      assertThat(root().resolve("runs").resolve(cut)).doesNotExist();
      assertThat(root().resolve("runs").resolve(finished)).exists();
      assertThat(root().resolve("tmp")).isEmptyDirectory();
    }
  }
}
