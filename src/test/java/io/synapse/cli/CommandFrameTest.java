package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.InstalledTools;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandFrameTest {

  @TempDir private Path folder;

  static List<CommandLine> commands() {
    List<CommandLine> all = new ArrayList<>();
    collect(Main.commandLine(), all);
    return all;
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(each -> collect(each, all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasAHelpThatNamesItsExitStatuses(CommandLine command) {
    StringWriter help = new StringWriter();
    command.setOut(new PrintWriter(help, true));

    assertThat(command.execute("--help")).isZero();
    assertThat(help.toString()).contains("Usage: synapse", "Exit status:", "0 ", "2 ");
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dataset", "model", "runs", "plugin"})
  void aGroupAloneNamesItsCommands(String group) {
    CommandRun run = CommandRun.of(group);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("a command is required, one of", "show");
  }

  @Test
  void aFileInPlaceOfTheStoreIsAFailure() throws IOException {
    Path file = Files.writeString(folder.resolve("store"), "");

    assertThat(CommandRun.of("dataset", "add", folder, "--store", file).status()).isEqualTo(1);
    CommandRun show = CommandRun.of("runs", "show", "--store", file);
    assertThat(show.status()).isEqualTo(1);
    assertThat(show.messages()).contains("is a file; a store is a folder");
  }

  @Test
  void aStackTraceIsShownOnRequestAlone() {
    List<Object> words = List.of("runs", "show", "--store", folder.resolve("none"));
    List<Object> verbose = new ArrayList<>(words);
    verbose.add("-v");

    assertThat(CommandRun.of(words.toArray()).messages()).doesNotContain("\tat ");
    assertThat(CommandRun.of(verbose.toArray()).messages()).contains("\tat ");
  }

  @Test
  void standardOutputIsUtf8EvenWhereTheLocaleIsNot() throws Exception {
    Path job = Files.writeString(folder.resolve("job.json"), "{\"name\": \"이름\"}");

    String printed = printed(List.of(), "LC_ALL", "C", "migrate", "-f", job.toString());

    assertThat(printed).contains("이름");
  }

  @Test
  void onATerminalTablesFitTheWindow() throws Exception {
    InstalledTools.require("script");
    Path data = Files.writeString(folder.resolve("data.csv"), "1\n");
    Path store = folder.resolve("store");
    CommandRun.of("dataset", "add", data, "--name", "긴 이름 ".repeat(20), "--store", store);

    String java = String.join(" ", command("dataset", "list", "--store", store.toString()));
    String printed =
        printed(
            List.of("script", "-qec", "stty cols 60; " + java, "/dev/null"), "LC_ALL", "C.UTF-8");

    assertThat(printed.lines().toList()).hasSize(2);
    assertThat(printed).contains("긴 이름", "…");
    assertThat(printed.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
  }

  private static List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    return command;
  }

  /** Runs the program, or what starts it, and gives what it printed. */
  private static String printed(
      List<String> starter, String variable, String value, String... words) throws Exception {
    List<String> command = starter.isEmpty() ? command(words) : starter;
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(variable, value);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    byte[] output = process.getInputStream().readAllBytes();
    process.waitFor();
    return new String(output, StandardCharsets.UTF_8);
  }
}
