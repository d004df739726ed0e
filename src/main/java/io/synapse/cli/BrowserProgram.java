package io.synapse.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The program that shows a page to whoever sits at this machine. */
final class BrowserProgram {

  /** $BROWSER first; then what desktops have. */
  private static final List<String> USUAL =
      List.of("xdg-open", "open", "wslview", "sensible-browser");

  private BrowserProgram() {}

  /**
   * Starts it with a file.
   *
   * @return whether one could be started
   */
  static boolean open(Path file) {
    Optional<String> own = Optional.ofNullable(System.getenv("BROWSER")).filter(b -> !b.isBlank());
    if (own.isPresent() && starts(own.get(), file)) {
      return true;
    }
    return USUAL.stream().anyMatch(program -> starts(program, file));
  }

  private static boolean starts(String program, Path file) {
    try {
      new ProcessBuilder(program, file.toUri().toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
