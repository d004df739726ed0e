package io.synapse.store.model;

import static io.synapse.store.model.ModelStore.ExistingFiles.REFUSE;
import static io.synapse.store.model.ModelStore.ExistingFiles.REPLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.store.Store;
import io.synapse.store.StoreSamples;
import io.synapse.testing.TinyDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TimeZone;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelArchiveTest {

  private static final String CARD = "# 모델\n";

  @TempDir Path folder;
  private Path target;
  private Store store;
  private StoredModel model;

  @BeforeEach
  void save() throws Exception {
    Path source = Files.createDirectories(folder.resolve("source/하위"));
    Files.writeString(source.resolve("가중치.txt"), "deep");
    Path script = Files.writeString(folder.resolve("source/run.sh"), "#!/bin/sh");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    target = folder.resolve("out/모델.zip");
    store = Store.open(folder.resolve("store"));
    model = store.models().save(StoreSamples.model(folder.resolve("source")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void export(ModelStore.ExistingFiles existing) {
    store.models().export(model, CARD, target, existing);
  }

  @Test
  void anArchiveHasCardRecordAndFilesUnderTheirNames() throws Exception {
    export(REFUSE);

    try (ZipFile zip = ZipFile.builder().setPath(target).get()) {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
      assertThat(entries)
          .extracting(ZipArchiveEntry::getName)
          .containsExactly("model-card.md", "model.json", "run.sh", "하위/가중치.txt");
      assertThat(text(zip, "model-card.md")).isEqualTo(CARD);
      assertThat(text(zip, "model.json"))
          .isEqualTo(Files.readString(model.folder().resolve("model.json")));
      assertThat(text(zip, "하위/가중치.txt")).isEqualTo("deep");
      assertThat(zip.getEntry("run.sh").getUnixMode() & 0777).isEqualTo(0755);
      assertThat(zip.getEntry("model.json").getUnixMode() & 0777).isEqualTo(0644);
    }
    assertThat(target.getParent().toFile().list()).containsExactly("모델.zip");
  }

  private static String text(ZipFile zip, String name) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void theSameModelGivesTheSameBytesInEveryTimeZone() throws Exception {
    TimeZone before = TimeZone.getDefault();
    export(REFUSE);
    byte[] first = Files.readAllBytes(target);
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Seoul"));
      export(REPLACE);
    } finally {
      TimeZone.setDefault(before);
    }
    assertThat(target).hasBinaryContent(first);
  }

  @Test
  void anArchiveThatIsThereIsReplacedOnlyWhenForced() throws Exception {
    Files.createDirectories(target.getParent());
    Files.writeString(target, "mine");

    assertThatThrownBy(() -> export(REFUSE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(target + " exists already")
        .hasMessageContaining("--force");
    assertThat(target).hasContent("mine");
    export(REPLACE);
    assertThat(Files.size(target)).isGreaterThan(100);
  }

  @Test
  void ofADamagedModelNoArchiveAppears() throws Exception {
    Files.delete(model.filesFolder().resolve("run.sh"));

    assertThatThrownBy(() -> export(REFUSE))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("'run.sh'");
    assertThat(target.getParent().toFile().list()).isEmpty();
  }

  @Test
  void aPlaceInTheStoreIsRefusedAlsoBehindALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("store"));
    for (Path place : List.of(link.resolve("models/9.zip"), folder.resolve("store/x"))) {
      assertThatThrownBy(() -> store.models().export(model, CARD, place, REFUSE))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(place + " is in the store");
    }
  }

  @Test
  void aModelsOwnFilesKeepTheirNames() throws Exception {
    Path source = Files.createDirectories(folder.resolve("other/Model-Card.md"));
    Files.writeString(source.resolve("x"), "mine");
    Files.writeString(folder.resolve("other/model.json"), "mine");
    model = store.models().save(StoreSamples.model(folder.resolve("other")));
    target = folder.resolve("unpacked");

    export(REFUSE);

    assertThat(target.resolve("model.json")).hasContent("mine");
    assertThat(target.resolve("Model-Card.md/x")).hasContent("mine");
    assertThat(target.resolve("synapse-model-card.md")).hasContent(CARD);
    assertThat(target.resolve("synapse-model.json")).content().contains("\"sha256\"");
  }

  @Test
  void aFullDiskLeavesNothingAndSaysWhere() throws Exception {
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 2)) {
      model =
          store
              .models()
              .save(StoreSamples.model(StoreSamples.weights(folder.resolve("big"), 4 << 20)));
      target = disk.folder().resolve("big.zip");

      assertThatThrownBy(() -> export(REFUSE))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("name a place on another disk");
      assertThat(disk.folder().toFile().list()).doesNotContain("big.zip");
    }
  }
}
