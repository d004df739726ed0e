package io.synapse.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.output.LogOutput;
import io.synapse.cli.output.LogOutput.RawLogOutput;
import io.synapse.cli.output.LogOutput.TextLogOutput;
import io.synapse.terminal.DisplayText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading a file that grows, and what of it a terminal is shown. */
class GrowingFileTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LogOutput raw = new RawLogOutput(bytes);

  @Test
  void whatIsAddedIsReadOnce() throws IOException {
    Path path = folder.resolve("log");
    try (GrowingFile file = new GrowingFile(path, OptionalInt.of(0))) {
      assertThat(file.copyTo(raw)).isTrue();
      assertThat(file.isThere()).isFalse();
      append(path, "all of a file that appears is new\n");
      file.copyTo(raw);
      file.copyTo(raw);
      append(path, "more");
      file.copyTo(raw);
      assertThat(file.isThere()).isTrue();
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("all of a file that appears is new\nmore");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3, ''",
    "'a', 0, ''",
    "'a', 1, 'a'",
    "'a|b|c|', 1, 'c|'",
    "'a|b|c|', 2, 'b|c|'",
    "'a|b|c|', 3, 'a|b|c|'",
    "'a|b|c|', 2000000000, 'a|b|c|'",
    "'a|b|c', 1, 'c'",
    "'a|b|c', 2, 'b|c'",
    "'||', 1, '|'",
    "'|', 1, '|'"
  })
  void theLastLinesAreCounted(String content, int count, String expected) throws IOException {
    Path path = folder.resolve("log");
    append(path, content.replace('|', '\n'));
    try (GrowingFile file = new GrowingFile(path, OptionalInt.of(count))) {
      file.copyTo(raw);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(expected.replace('|', '\n'));
  }

  @Test
  void theLastLinesOfALargeFileAreThoseThatLinesGive() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 3_000; line++) {
      text.append("x".repeat(random.nextInt(40))).append('\n');
    }
    Path path = folder.resolve("log");
    append(path, text.toString());
    for (int count : new int[] {1, 17, 500, 2_999, 3_000}) {
      bytes.reset();
      try (GrowingFile file = new GrowingFile(path, OptionalInt.of(count))) {
        file.copyTo(raw);
      }
      assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
          .containsExactlyElementsOf(text.toString().lines().skip(3_000 - count).toList());
    }
  }

  @Test
  void aTerminalIsShownNothingThatItWouldObey() {
    assertThat(shown("a\u001b[31mb\u0007\u202e\n\tc\n")).isEqualTo("a?[31mb?\n\tc\n");
    assertThat(shown("10 %\r20 %\r\nend")).isEqualTo("10 %\n20 %\nend");
    assertThat(shown("\r")).isEqualTo("\n");
    assertThat(shown("")).isEmpty();
  }

  @Test
  void charactersThatAreTornBetweenPiecesComeOutWhole() {
    String text = "한글 né 😀\r\nx\r";
    assertThat(shown(text)).isEqualTo("한글 né 😀\nx\n");
    assertThat(shown(new byte[] {'a', (byte) 0xED, (byte) 0x95})).startsWith("a").hasSize(2);
  }

  private static String shown(String text) {
    return shown(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Byte by byte, which is the worst that can happen. */
  private static String shown(byte[] log) {
    StringWriter terminal = new StringWriter();
    LogOutput output =
        new TextLogOutput(new PrintWriter(terminal, true), DisplayText.in(StandardCharsets.UTF_8));
    for (byte each : log) {
      assertThat(output.write(new byte[] {each}, 1)).isTrue();
    }
    output.end();
    return terminal.toString();
  }

  private static void append(Path path, String text) throws IOException {
    Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
