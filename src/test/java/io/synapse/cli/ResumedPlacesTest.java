package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that goes on when its plugin or its data set lies elsewhere than it did. */
class ResumedPlacesTest extends TrainFixture {

  @Test
  void aDataSetThatWasMovedIsFoundWhereTheJobFileSays() throws IOException {
    train(grid("1, 2, 3", 3));
    cutJournalAfter("end", 1);
    Path moved = moved(folder.resolve("data.csv"));
    inJobFile("data.csv", "elsewhere/data.csv");

    assertThat(resume("--dry-run").messages())
        .containsPattern("(?m)^changed +datasets.7: .*data.csv -> .*elsewhere/data.csv$");
    assertThat(resume().status()).isZero();
    assertThat(configs()).hasSize(3);
    assertThat(keptJob().get("datasets")).hasToString("{7=" + moved + "}");
  }

  @Test
  void otherContentElsewhereIsRefusedUnlessForced() throws IOException {
    train(grid("1, 2", 2));
    List<String> journal = Files.readAllLines(journal());
    Path other = Files.writeString(folder.resolve("other.csv"), "3,4,5\n");
    inJobFile("data.csv", "other.csv");
    CommandRun refused = resume();

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages())
        .contains("datasets.7: " + folder.resolve("data.csv") + " -> " + other, "--force");
    assertThat(Files.readAllLines(journal())).isEqualTo(journal);
    assertThat(resume("--force").status()).isZero();
    assertThat(keptJob().get("datasets")).hasToString("{7=" + other + "}");
  }

  @Test
  void theLocalFileBesideTheJobCounts() throws IOException {
    String job = grid("1, 2, 3", 3).replaceFirst("datasets: .*\n", "");
    Path local = folder.resolve("synapse.yaml");
    Files.writeString(local, "datasets: {7: data.csv}\n");
    train(job);
    cutJournalAfter("end", 1);
    Files.writeString(folder.resolve("other.csv"), "3,4,5\n");
    Files.writeString(local, "datasets: {7: other.csv}\n");

    assertThat(resume().messages()).contains("datasets.7: ", "data.csv -> ", "other.csv");
    Files.delete(local);
    assertThat(resume().status()).isZero();
  }

  @Test
  void thePluginIsTheOneThatTheJobFileNames() throws IOException {
    train(grid("1, 2, 3", 3));
    cutJournalAfter("end", 1);
    Path copy = Files.copy(plugin, folder.resolve("copy.jar"));
    inJobFile(plugin.toString(), copy.toString());
    assertThat(resume().status()).isZero();
    assertThat(keptJob()).containsEntry("plugin", copy + "#Tiny");

    Path other = TinyPlugin.otherJar(Files.createDirectory(folder.resolve("other")));
    inJobFile(copy.toString(), other.toString());
    CommandRun refused = resume();
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages())
        .contains("plugin: " + copy + "#Tiny -> " + other + "#Tiny", "--force");
    assertThat(resume("--force", "-f", folder.resolve("job.yaml")).status()).isZero();
    assertThat(keptJob()).containsEntry("plugin", other + "#Tiny");
  }

  @Test
  void theCommandLineWinsAtTheStartAndLater() throws IOException {
    String job = grid("1, 2, 3", 3);
    Path given = Files.writeString(folder.resolve("given.csv"), "1,2\n");
    Path copy = Files.copy(plugin, folder.resolve("copy.jar"));
    train(job.replace(plugin.toString(), "missing.jar"), "-p", copy, "-D", given);
    cutJournalAfter("end", 1);
    inJobFile("data.csv", "nowhere.csv");

    assertThat(resume().status()).isZero();
    assertThat(keptJob())
        .containsEntry("plugin", copy + "#Tiny")
        .hasEntrySatisfying("datasets", it -> assertThat(it).hasToString("{7=" + given + "}"));
    Path moved = moved(given);
    assertThat(resume("-D", moved, "-p", plugin).status()).isZero();
    assertThat(keptJob())
        .containsEntry("plugin", plugin + "#Tiny")
        .hasEntrySatisfying("datasets", it -> assertThat(it).hasToString("{7=" + moved + "}"));
  }

  @Test
  void theInterpreterAndTheWishToInstallAreKept() throws IOException {
    train(grid("1, 2, 3", 3) + "python: envs/job\n", "--python", "python3.11", "--install");
    cutJournalAfter("end", 1);
    assertThat(keptJob()).containsEntry("python", "python3.11");
    inJobFile("envs/job", "envs/other");

    assertThat(resume().status()).isZero();
    assertThat(keptJob()).containsEntry("python", "python3.11");
    assertThat(map(JsonFile.read(runFolder().resolve("job.json")).get("options")))
        .containsEntry("install", true);
    assertThat(resume("--python", "python3.12", "--dry-run").messages())
        .containsPattern("(?m)^changed +python: python3.11 -> python3.12$");
  }

  @Test
  void anInterpreterOfTheJobFileIsTheOneThatItNamesNow() throws IOException {
    train(grid("1, 2, 3", 3) + "python: envs/job\n");
    cutJournalAfter("end", 1);
    assertThat(keptJob()).containsEntry("python", folder.resolve("envs/job").toString());
    inJobFile("envs/job", "envs/other");

    assertThat(resume().status()).isZero();
    assertThat(keptJob()).containsEntry("python", folder.resolve("envs/other").toString());
  }

  @Test
  void aJobWhoseFileIsGoneKeepsItsRecord() throws IOException {
    train(grid("1, 2, 3", 3));
    cutJournalAfter("end", 1);
    Files.delete(folder.resolve("job.yaml"));

    assertThat(resume().status()).isZero();
  }

  /** Its name is a part of what a file's fingerprint tells. */
  private Path moved(Path file) throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    return Files.move(file, elsewhere.resolve(file.getFileName()));
  }

  private void inJobFile(String before, String now) throws IOException {
    Path file = folder.resolve("job.yaml");
    Files.writeString(file, Files.readString(file).replace(before, now));
  }

  private Map<String, Object> keptJob() {
    return map(JsonFile.read(runFolder().resolve("job.json")).get("job"));
  }
}
