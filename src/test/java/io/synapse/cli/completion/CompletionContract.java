package io.synapse.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What every shell completes. */
abstract class CompletionContract {

  @TempDir Path temporary;
  private Path folder;
  private TypingShell typing;

  abstract Shell shell();

  final TypingShell typing() {
    return typing;
  }

  @BeforeEach
  void loadTheScript() throws IOException {
    CompletionModel model =
        CompletionModel.of(
            new CommandLine(new SampleProgram()).getCommandSpec(),
            List.of(algorithm("random"), algorithm("tpe")),
            List.of(algorithm("fifo"), algorithm("hyperband")));
    Path scripts = Files.createDirectories(temporary.resolve("the scripts"));
    Files.writeString(scripts.resolve(shell().fileName()), shell().script(model));
    folder = Files.createDirectories(temporary.resolve("work"));
    typing = new TypingShell(shell(), scripts, folder);
  }

  private static AlgorithmSpecification algorithm(String name) {
    OptionSpecification option =
        OptionSpecification.truth(name + "_hard", true, "how hard " + name + " is");
    return new AlgorithmSpecification(name, List.of(), "", List.of(option));
  }

  private void file(String name) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.createFile(folder.resolve(name));
  }

  @Test
  void commandsAndFlags() {
    assertThat(
            typing.complete(
                "synapse tr",
                "synapse runs sh",
                "synapse train --pr",
                "synapse train --seed 3 --aw",
                "synapse runs show --j"))
        .containsExactly("train", "show", "--progress", "--awkward", "--json");
  }

  @Test
  void nothingForUnknownAndHiddenNames() {
    assertThat(typing.complete("synapse xy", "synapse runs hid", "synapse train --secr"))
        .allSatisfy(word -> assertThat(word).isIn("", "xy", "hid", "--secr"));
  }

  @Test
  void aFlagsValueIsNoCommand() throws IOException {
    file("train/here.txt");
    assertThat(typing.complete("synapse train -o runs --aw", "synapse train -o train --aw"))
        .containsExactly("--awkward", "--awkward");
  }

  @Test
  void fixedValues() {
    assertThat(
            typing.complete(
                "synapse train --progress pl",
                "synapse train --progress=li",
                "synapse train --seed 3 --progress au"))
        .containsExactly("plain", "--progress=live", "auto");
  }

  @Test
  void jobFilesAndTheFoldersOnTheWay() throws IOException {
    file("jobs/a tune.yaml");
    file("jobs/b.json");
    file("jobs/c.yml");
    file("jobs/b.txt");
    assertThat(
            typing.complete(
                "synapse train -f jo",
                "synapse train -f jobs/a",
                "synapse train -f jobs/b",
                "synapse train --file jobs/c",
                "synapse train --file=jobs/c"))
        .containsExactly(
            "jobs", "jobs/a tune.yaml", "jobs/b.json", "jobs/c.yml", "--file=jobs/c.yml");
  }

  @Test
  void pluginsFoldersAndFiles() throws IOException {
    file("digits.jar");
    file("digits.txt");
    file("library.jar");
    file("library.txt");
    file("한글 폴더/결과.json");
    assertThat(
            typing.complete(
                "synapse train -p di",
                "synapse plugin show di",
                "synapse plugin show digits.jar#A digits.jar li",
                "synapse train --store 한",
                "synapse train -o digits.t",
                "synapse train -o 한글\\ 폴더/결"))
        .containsExactly(
            "digits.jar", "digits.jar", "library.jar", "한글 폴더", "digits.txt", "한글 폴더/결과.json");
  }

  @Test
  void settingsOfAJobAndTheirValues() {
    assertThat(
            typing.complete(
                "synapse train -s is_t",
                "synapse train -s tune_config.mode=ma",
                "synapse train -s is_tune=true --set=tune_config.mode=mi",
                "synapse train -s tune_config.search_alg.name=t",
                "synapse train -s tune_config.scheduler.name=h",
                "synapse train -s tune_config.scheduler.options.hyper",
                "synapse train -s tune_config.scheduler.options.fifo_hard=f"))
        .containsExactly(
            "is_tune=",
            "tune_config.mode=max",
            "--set=tune_config.mode=min",
            "tune_config.search_alg.name=tpe",
            "tune_config.scheduler.name=hyperband",
            "tune_config.scheduler.options.hyperband_hard=",
            "tune_config.scheduler.options.fifo_hard=false");
  }

  @Test
  void whatTheStoreKeeps() throws IOException {
    file(".synapse/runs/digits%3A1_0405/journal.jsonl");
    file(".synapse/runs/tune_0406/journal.jsonl");
    file(".synapse/models/7/model.json");
    file("model.out");
    assertThat(
            typing.complete(
                "synapse runs show di",
                "synapse runs show la",
                "synapse runs remove digits_0405 tu",
                "synapse train --resume tu",
                "synapse train --resume la",
                "synapse model export ",
                "synapse model export 7 mo"))
        .containsExactly(
            "digits%3A1_0405", "last", "tune_0406", "tune_0406", "last", "7", "model.out");
  }

  @Test
  void trialsOfTheRunBefore() throws IOException {
    file(".synapse/runs/new_0406/trials/beef_00001/stdout.log");
    file(".synapse/runs/old_0405/trials/cafe_00007/stdout.log");
    Path older = folder.resolve(".synapse/runs/old_0405");
    Files.setLastModifiedTime(older, FileTime.from(Instant.now().minusSeconds(60)));
    assertThat(
            typing.complete(
                "synapse runs logs old_0405 ca",
                "synapse runs logs -f -n 3 new be",
                "synapse runs logs ol -f ",
                "synapse runs logs last b",
                "synapse runs logs old_0405 --fo"))
        .containsExactly("cafe_00007", "beef_00001", "cafe_00007", "beef_00001", "--follow");
  }

  @Test
  void severalCandidatesAreListed() throws IOException {
    file("b.json");
    file("c.yml");
    file("d.txt");
    assertThat(typing.listed("synapse ", "train")).contains("train").contains("runs", "model");
    assertThat(typing.listed("synapse train --progress ", "plain")).contains("auto", "live");
    assertThat(typing.listed("synapse train -f ", "b.json"))
        .contains("c.yml")
        .doesNotContain("d.txt");
  }
}
