package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.completion.Shell;
import io.synapse.cli.completion.TypingShell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** The scripts in {@code completions/}: as the commands are now, and working. */
class CompletionFilesTest {

  private static final Path FOLDER = Path.of("completions");

  @TempDir Path temporary;

  /** With {@code -Dsynapse.completions.write=true} the files are written first. */
  @BeforeAll
  static void writeTheFilesWhenAsked() throws IOException {
    if (Boolean.getBoolean("synapse.completions.write")) {
      Files.createDirectories(FOLDER);
      for (Shell shell : Shell.values()) {
        Files.writeString(FOLDER.resolve(shell.fileName()), printed(shell));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void theFilesAreWhatTheCommandsSay(Shell shell) {
    Path file = FOLDER.resolve(shell.fileName());
    assertThat(file)
        .as(
            "%s is out of date; write it anew with: mvn -q test -Dtest=CompletionFilesTest"
                + " -Dsynapse.completions.write=true",
            file)
        .content()
        .isEqualTo(printed(shell));
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void theFilesComplete(Shell shell) throws IOException {
    Path scripts = Files.createDirectories(temporary.resolve("scripts"));
    Files.copy(FOLDER.resolve(shell.fileName()), scripts.resolve(shell.fileName()));
    assertThat(
            new TypingShell(shell, scripts, temporary)
                .complete(
                    "synapse tr",
                    "synapse completion fi",
                    "synapse train --progress json",
                    "synapse train -e inl",
                    "synapse train -s tune_config.search_alg.name=bas",
                    "synapse train -s tune_config.scheduler.name=fif"))
        .containsExactly(
            "train",
            "fish",
            "jsonl",
            "inline",
            "tune_config.search_alg.name=basicvariantgenerator",
            "tune_config.scheduler.name=fifo");
  }

  private static String printed(Shell shell) {
    CommandLine program = Main.commandLine();
    StringWriter output = new StringWriter();
    program.setOut(new PrintWriter(output, true));
    assertThat(program.execute("completion", shell.name())).isEqualTo(ExitStatus.DONE);
    return output.toString();
  }
}
