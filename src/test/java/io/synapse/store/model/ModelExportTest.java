package io.synapse.store.model;

import static io.synapse.store.model.ModelStore.ExistingFiles.REFUSE;
import static io.synapse.store.model.ModelStore.ExistingFiles.REPLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.store.Store;
import io.synapse.store.StoreSamples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExportTest {

  private static final String CARD = "# A model\n";

  @TempDir Path folder;
  private Path target;
  private Store store;
  private ModelStore models;
  private StoredModel model;

  @BeforeEach
  void save() throws Exception {
    Path source = Files.createDirectories(folder.resolve("source/sub"));
    Files.writeString(source.resolve("deep.txt"), "deep");
    Path script = Files.writeString(folder.resolve("source/run.sh"), "#!/bin/sh");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    target = folder.resolve("out/model");
    store = Store.open(folder.resolve("store"));
    models = store.models();
    model = models.save(StoreSamples.model(folder.resolve("source")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aModelIsCopiedIntoANewFolder() {
    models.export(model, CARD, target, REFUSE);
    assertThat(target.resolve("sub/deep.txt")).content().isEqualTo("deep");
    assertThat(target.resolve("run.sh")).isExecutable();
    assertThat(target.getParent().toFile().list()).containsExactly("model");
  }

  @Test
  void aTargetMayHaveTheLongestNameThereIs() {
    Path korean = target.resolveSibling("모".repeat(85));
    Path archive = target.resolveSibling("m".repeat(251) + ".zip");
    models.export(model, CARD, korean, REFUSE);
    models.export(model, CARD, archive, REFUSE);
    assertThat(korean.resolve("sub/deep.txt")).exists();
    assertThat(target.getParent().toFile().list()).hasSize(2);
  }

  @Test
  void anEmptyFolderIsUsed() throws Exception {
    Files.createDirectories(target);
    models.export(model, CARD, target, REFUSE);
    assertThat(target.resolve("sub/deep.txt")).exists();
  }

  @Test
  void aFolderWithFilesIsRefusedAndStaysAsItIs() throws Exception {
    Files.createDirectories(target);
    Files.writeString(target.resolve("run.sh"), "mine");
    assertThatThrownBy(() -> models.export(model, CARD, target, REFUSE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(target + " is not empty")
        .hasMessageContaining("--force");
    assertThat(target.toFile().list()).containsExactly("run.sh");
    assertThat(target.resolve("run.sh")).content().isEqualTo("mine");
  }

  @Test
  void replacingTouchesTheModelsFilesAlone() throws Exception {
    Files.createDirectories(target);
    Files.writeString(target.resolve("run.sh"), "mine");
    Files.writeString(target.resolve("notes.txt"), "mine");
    models.export(model, CARD, target, REPLACE);
    assertThat(target.resolve("run.sh")).content().isEqualTo("#!/bin/sh");
    assertThat(target.resolve("notes.txt")).content().isEqualTo("mine");
  }

  @Test
  void whatCannotBeReplacedIsFoundBeforeAnythingIs() throws Exception {
    Path notes = Files.createDirectories(target).resolve("model-card.md");
    Files.writeString(notes, "mine");
    Files.createDirectories(target.resolve("run.sh/mine"));
    assertRefused(notes, target.resolve("run.sh") + " is a folder where the model has a file");

    Files.delete(target.resolve("run.sh/mine"));
    Files.delete(target.resolve("run.sh"));
    Files.writeString(target.resolve("sub"), "mine");
    assertRefused(notes, target.resolve("sub") + " is a file or link where the model has a folder");

    Files.delete(target.resolve("sub"));
    Files.createSymbolicLink(target.resolve("sub"), model.filesFolder().resolve("sub"));
    assertRefused(notes, target.resolve("sub") + " is a file or link where the model has a folder");
  }

  private void assertRefused(Path untouched, String message) {
    assertThatThrownBy(() -> models.export(model, CARD, target, REPLACE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
    assertThat(untouched).content().isEqualTo("mine");
    assertThat(target.toFile().list()).hasSize(2);
  }

  @Test
  void aFileAsTargetIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThatThrownBy(() -> models.export(model, CARD, file, REPLACE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> models.export(model, CARD, Path.of("/"), REPLACE))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aDamagedFileIsFoundAndNothingIsLeft() throws Exception {
    Path damaged = model.filesFolder().resolve("sub/deep.txt");
    Files.writeString(damaged, "dead");
    assertThatThrownBy(() -> models.export(model, CARD, target, REFUSE))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("model 1 is damaged: 'sub/deep.txt'")
        .hasMessageContaining("restore it from a copy");
    assertThat(target.getParent().toFile().list()).isEmpty();
    assertThatThrownBy(() -> models.verify(model)).hasMessageContaining("is damaged");
  }

  @Test
  void aDamagedModelReplacesNothing() throws Exception {
    models.export(model, CARD, target, REFUSE);
    Files.writeString(target.resolve("run.sh"), "mine");
    Files.delete(model.filesFolder().resolve("sub/deep.txt"));
    assertThatThrownBy(() -> models.export(model, CARD, target, REPLACE))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("'sub/deep.txt'")
        .hasMessageContaining("is missing");
    assertThat(target.resolve("run.sh")).content().isEqualTo("mine");
  }

  @Test
  void aRecordThatNamesAFileOutsideIsRefused() throws Exception {
    Path record = model.folder().resolve("model.json");
    Files.writeString(record, Files.readString(record).replace("sub/deep.txt", "../model.json"));
    StoredModel changed = models.existing(model.id());
    assertThatThrownBy(() -> models.export(changed, CARD, target, REFUSE))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("'../model.json'")
        .hasMessageContaining("is no name of a file");
  }
}
