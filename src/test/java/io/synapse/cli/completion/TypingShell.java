package io.synapse.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.InstalledTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real shell that has loaded a completion script, and in which a test types. In bash and zsh keys
 * are pressed on a terminal; fish is asked for what it would suggest.
 */
public final class TypingShell {

  private static final int LONGEST_S = 60;

  private final Shell shell;
  private final Path scripts;
  private final Path folder;

  /**
   * Skips the calling test without the shell.
   *
   * @param shell which shell
   * @param scripts the folder with the shell's script
   * @param folder where the shell runs
   */
  public TypingShell(Shell shell, Path scripts, Path folder) {
    InstalledTools.require("zsh"); // presses the keys, in bash too
    InstalledTools.require(shell.name());
    this.shell = shell;
    this.scripts = scripts.toAbsolutePath();
    this.folder = folder;
  }

  /** The last word of each line after Tab, without a folder's slash at its end. */
  public List<String> complete(String... lines) {
    return shell == Shell.fish ? firstCandidates(lines) : typed(lines);
  }

  /**
   * What is shown for a line with several candidates.
   *
   * @param awaited a text that is part of it
   */
  public String listed(String line, String awaited) {
    return shell == Shell.fish
        ? run(fishCommand(line))
        : run(keyPresses("list", List.of(line, awaited)));
  }

  private List<String> typed(String... lines) {
    String output = run(keyPresses("complete", Arrays.asList(lines)));
    return output
        .lines()
        .map(line -> line.substring(line.lastIndexOf('<') + 1, line.length() - 1))
        .map(TypingShell::withoutSlash)
        .toList();
  }

  private List<String> firstCandidates(String... lines) {
    return Arrays.stream(lines)
        .map(line -> run(fishCommand(line)).lines().findFirst().orElse(""))
        .map(candidate -> withoutSlash(candidate.split("\t", 2)[0]))
        .toList();
  }

  private static String withoutSlash(String word) {
    return word.endsWith("/") ? word.substring(0, word.length() - 1) : word;
  }

  private List<String> fishCommand(String line) {
    String load = "source $argv[1]; complete -C $argv[2]";
    return List.of("fish", "--no-config", "-c", load, script().toString(), line);
  }

  private List<String> keyPresses(String mode, List<String> arguments) {
    boolean isBash = shell == Shell.bash;
    String start = isBash ? "bash --norc --noprofile -i" : "zsh -f -i";
    String setup =
        isBash
            ? "source '%s'; bind 'set show-all-if-ambiguous on'; PS1='$ '".formatted(script())
            : "fpath=('%s' $fpath); autoload -Uz compinit; compinit -u -D; LISTMAX=0; bindkey -e"
                .formatted(scripts);
    List<String> command = new ArrayList<>(List.of("zsh", "-f", keyPresser().toString(), mode));
    command.addAll(List.of(start, setup));
    command.addAll(arguments);
    return command;
  }

  private Path script() {
    return scripts.resolve(shell.fileName());
  }

  private static Path keyPresser() {
    try {
      return Path.of(TypingShell.class.getResource("press-tab.zsh").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private String run(List<String> command) {
    try {
      Path output = Files.createTempFile(scripts, "output", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("TERM", "xterm");
      builder.environment().remove("SYNAPSE_STORE");
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(LONGEST_S, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended).as("%s ended; it wrote: %s", command, text).isTrue();
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
