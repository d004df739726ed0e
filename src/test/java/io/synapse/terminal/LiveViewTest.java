package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.testing.InstalledTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The live view on a real terminal. The pictures are in {@code src/test/resources/terminal}; {@code
 * -Dsynapse.test.updateGolden=true} writes them anew, to be looked at before they are committed.
 */
class LiveViewTest {

  private static final Path GOLDEN = Path.of("src/test/resources/terminal");
  private static final String LAST_WORDS = "학습률을";

  @TempDir Path folder;

  @BeforeEach
  void needsTmux() {
    InstalledTools.require("tmux");
  }

  @ParameterizedTest
  @CsvSource({
    "tuning, 60, 15",
    "tuning, 80, 24",
    "tuning, 200, 50",
    "cluster, 60, 15",
    "cluster, 80, 24",
    "cluster, 120, 24",
    "waiting, 80, 24",
    "finished, 80, 40",
    "training, 60, 15",
    "epochs, 80, 24",
  })
  void fitsTheWindow(String scene, int columns, int rows) throws IOException {
    try (TmuxWindow window = open(scene, columns, rows)) {
      assertGolden("%s-%dx%d.txt".formatted(scene, columns, rows), window::screen);
    }
  }

  @Test
  void isColoredUnlessTheUserRefusesColors() throws IOException {
    try (TmuxWindow window = open("tuning", 80, 24);
        TmuxWindow plain = open("NO_COLOR=1", "tuning", "", 80, 24)) {
      assertGolden("tuning-80x24-colored.txt", window::coloredScreen);
      assertGolden("tuning-80x24.txt", plain::coloredScreen);
    }
  }

  @Test
  void drawsInAsciiWhereTheTerminalHasNothingElse() throws IOException {
    try (TmuxWindow window = open("LC_ALL=C", "tuning", "", 80, 24)) {
      assertGolden("tuning-80x24-ascii.txt", window::screen);
      assertThat(window.screen().chars().allMatch(character -> character < 128)).isTrue();
    }
  }

  @Test
  void isDrawnAnewWhenTheWindowChangesItsSize() throws IOException {
    try (TmuxWindow window = open("tuning", 80, 24)) {
      window.awaitText(LAST_WORDS);
      window.resize(60, 15);
      window.awaitScreen(screen -> screen.endsWith(frame(golden("tuning-60x15.txt"))));
      window.resize(80, 24);
      window.awaitScreen(screen -> screen.endsWith(frame(golden("tuning-80x24.txt"))));
    }
  }

  @Test
  void tellsAtOnceThatTheRunIsStopping() throws IOException {
    try (TmuxWindow window = open("stopping", 80, 24)) {
      String reported =
          "stopping 3 running trials: interrupted by Ctrl-C; Ctrl-C again quits at once";
      String screen = window.awaitText(reported);
      assertThat(screen.indexOf(reported)).isLessThan(screen.indexOf("손글씨"));
    }
  }

  @Test
  void leavesNoOldPictureBehind() throws IOException {
    try (TmuxWindow window = open("steps", 80, 24)) {
      window.awaitText("17/50");
      window.press("Enter");
      window.awaitText("18/50");
      window.press("Enter");
      window.awaitText("ready>");
      assertThat(window.history().lines().filter(line -> line.startsWith("손글씨"))).hasSize(1);
      assertThat(window.history()).contains(LAST_WORDS).contains("one more message");
    }
  }

  @Test
  void givesTheTerminalBackAtTheEnd() throws IOException {
    try (TmuxWindow window = open("tuning", 80, 24)) {
      window.awaitText(LAST_WORDS);
      assertThat(window.showsCursor()).isFalse();
      window.press("x", "y", "Enter");
      assertRestored(window);
      assertThat(window.history()).doesNotContain("xy");
    }
  }

  @Test
  void givesTheTerminalBackWhenItIsInterrupted() throws IOException {
    try (TmuxWindow window = open("tuning", 80, 24)) {
      window.awaitText(LAST_WORDS);
      window.press("C-c");
      assertRestored(window);
    }
  }

  @Test
  void worksWhenStandardInputIsAPipe() throws IOException {
    try (TmuxWindow window = open("", "tuning", "< pipe", 80, 24)) {
      window.awaitScreen(screen -> screen.endsWith(frame(golden("tuning-80x24.txt"))));
      window.resize(60, 15);
      window.awaitScreen(screen -> screen.endsWith(frame(golden("tuning-60x15.txt"))));
      window.press("C-c");
      assertRestored(window);
    }
  }

  @Test
  void leavesTheShellItsCursorWhileItIsStopped() throws IOException {
    InstalledTools.require("bash");
    String script = environment("") + "exec bash --norc -i\n";
    try (TmuxWindow window = TmuxWindow.open(folder, 80, 24, script)) {
      window.awaitText("ready>");
      window.press(" sh demo.sh", "Enter");
      window.awaitText(LAST_WORDS);
      window.press("C-z");
      window.awaitText("Stopped");
      assertThat(window.showsCursor()).isTrue();
      window.press("fg", "Enter");
      window.awaitScreen(
          screen -> screen.lastIndexOf("36 more") > screen.lastIndexOf("sh demo.sh"));
      assertThat(window.showsCursor()).isFalse();
      window.press("Enter");
      window.awaitScreen(screen -> screen.endsWith("ready>"));
      assertThat(window.showsCursor()).isTrue();
    }
  }

  /** The frame stays, the prompt begins a line, and the terminal is as it was. */
  private static void assertRestored(TmuxWindow window) {
    window.awaitText("ready>");
    String screen = window.history();
    assertThat(frame(screen.substring(0, screen.indexOf("echo is"))))
        .startsWith("손글씨")
        .contains(" more: ");
    assertThat(screen).contains("\necho is on\nready>").doesNotContain("echo is off");
    assertThat(window.showsCursor()).isTrue();
  }

  private TmuxWindow open(String scene, int columns, int rows) throws IOException {
    return open("", scene, "", columns, rows);
  }

  private TmuxWindow open(String variables, String scene, String redirection, int columns, int rows)
      throws IOException {
    String script =
        environment(variables)
            + "mkfifo pipe; sleep 60 > pipe &\n"
            + "trap : INT\n"
            + demo(scene)
            + " "
            + redirection
            + "\nif stty -a | grep -q -e -echo\\\\b; then echo echo is off; else echo echo is on;"
            + " fi\nexec env LC_ALL=C.UTF-8 sh\n";
    return TmuxWindow.open(folder, columns, rows, script);
  }

  private String environment(String variables) throws IOException {
    Files.writeString(folder.resolve("demo.sh"), "exec " + demo("tuning") + "\n");
    return "cd '" + folder + "'\n" + (variables.isEmpty() ? "" : "export " + variables + "\n");
  }

  private static String demo(String scene) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return "'%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s %s live"
        .formatted(java, System.getProperty("java.class.path"), DemoMain.class.getName(), scene);
  }

  /** A screen from the title on, without what scrolled by above. */
  private static String frame(String screen) {
    return screen.substring(screen.indexOf("손글씨")).strip();
  }

  private static void assertGolden(String name, Supplier<String> screen) throws IOException {
    if (Boolean.getBoolean("synapse.test.updateGolden")) {
      AtomicReference<String> last = new AtomicReference<>("");
      await().during(Duration.ofSeconds(3)).until(() -> settles(screen, last), settled -> settled);
      Files.writeString(GOLDEN.resolve(name), last.get() + "\n");
    }
    await().untilAsserted(() -> assertThat(screen.get()).isEqualTo(golden(name)));
  }

  /** Whether the screen shows something, and the same as the last time. */
  private static boolean settles(Supplier<String> screen, AtomicReference<String> last) {
    String now = screen.get();
    return !now.isEmpty() && now.equals(last.getAndSet(now));
  }

  private static String golden(String name) {
    try {
      return Files.readString(GOLDEN.resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
