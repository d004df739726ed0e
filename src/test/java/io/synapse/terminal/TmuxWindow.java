package io.synapse.terminal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A window of a real terminal, in a tmux server of its own, in which a shell script runs. */
public final class TmuxWindow implements AutoCloseable {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Path socket;

  private TmuxWindow(Path socket) {
    this.socket = socket;
  }

  /** Opens a window; the script's last command should be a shell, so that the window stays. */
  public static TmuxWindow open(Path folder, int columns, int rows, String script)
      throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "script", ".sh"), script);
    TmuxWindow window = new TmuxWindow(Files.createTempDirectory(folder, "t").resolve("s"));
    window.tmux(
        "new-session",
        "-d",
        "-x",
        "" + columns,
        "-y",
        "" + rows,
        "env",
        "-u",
        "CI",
        "-u",
        "NO_COLOR",
        "LC_ALL=C.UTF-8",
        "PS1=ready> ",
        "sh",
        file.toString());
    return window;
  }

  /** What the window shows, without blank lines at its end. */
  public String screen() {
    return lines(tmux("capture-pane", "-p"));
  }

  /** The same with colours as escape sequences. */
  public String coloredScreen() {
    return lines(tmux("capture-pane", "-p", "-e"));
  }

  /** What the window shows and all that scrolled out of it. */
  public String history() {
    return lines(tmux("capture-pane", "-p", "-S", "-"));
  }

  /** Waits until the window shows what is expected. */
  public String awaitScreen(Predicate<String> expected) {
    return await()
        .atMost(LONGEST_WAIT)
        .pollInterval(Duration.ofMillis(50))
        .until(this::screen, expected);
  }

  /** Waits until the window shows a text. */
  public String awaitText(String text) {
    return awaitScreen(screen -> screen.contains(text));
  }

  public void resize(int columns, int rows) {
    tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
  }

  /** Presses keys, by tmux' names. */
  public void press(String... keys) {
    List<String> command = new ArrayList<>(List.of("send-keys"));
    command.addAll(List.of(keys));
    tmux(command.toArray(String[]::new));
  }

  /** Whether the cursor is visible. */
  public boolean showsCursor() {
    return tmux("display-message", "-p", "#{cursor_flag}").strip().equals("1");
  }

  @Override
  public void close() {
    tmux("kill-server");
  }

  private String tmux(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("tmux", "-u", "-f", "/dev/null", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String lines(String captured) {
    return captured.lines().map(String::stripTrailing).collect(Collectors.joining("\n")).strip();
  }
}
