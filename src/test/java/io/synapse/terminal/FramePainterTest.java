package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.terminal.StyledLine.AnsiText;
import io.synapse.terminal.StyledLine.TextStyle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramePainterTest {

  private final DisplayText display =
      new DisplayText(DisplayText.Symbols.of(StandardCharsets.UTF_8));
  private final FramePainter painter = new FramePainter(new AnsiText(false));

  @Test
  void anUnchangedFrameIsNotWritten() {
    assertThat(paint("one", "two")).contains("one\r\ntwo");
    assertThat(paint("one", "two")).isEmpty();
  }

  @Test
  void onlyChangedLinesAreWritten() {
    paint("one", "two", "three");
    assertThat(paint("one", "2", "three"))
        .contains("\u001b[2A")
        .contains("2\u001b[K")
        .doesNotContain("one")
        .doesNotContain("three");
  }

  @Test
  void aLinePaddedToTheEdgeErasesWhatWasThere() {
    StyledLine before = new StyledLine(display, 20).addEndingAt(20, "1m 28s", TextStyle.DIM);
    StyledLine after = new StyledLine(display, 20).add("short", TextStyle.PLAIN).moveTo(20);
    painter.paint(List.of(before), List.of(), 20);
    assertThat(before.width()).isEqualTo(20);
    assertThat(after.width()).isEqualTo(5);
    assertThat(painter.paint(List.of(after), List.of(), 20)).contains("short\u001b[K");
  }

  @Test
  void aShorterFrameErasesWhatItLeaves() {
    paint("one", "two", "three");
    assertThat(paint("one")).contains("\u001b[2A").contains("one\u001b[K\r\n\u001b[J\u001b[1A");
    assertThat(paint("one", "two")).doesNotContain("A").contains("two");
  }

  @Test
  void linesAboveAreWrittenOnceAndTheFrameAfterThem() {
    paint("one", "two");
    String text = painter.paint(lines("one", "two"), lines("message"), 20);
    String erased = "\r\u001b[1A\u001b[2K\u001b[B\u001b[2K\u001b[1A";
    assertThat(text).startsWith(erased + "message\r\n").contains("one\r\ntwo");
    assertThat(paint("one", "two")).isEmpty();
  }

  @Test
  void aNarrowerWindowIsClearedFromWhereTheBrokenLinesBegin() {
    paint("0123456789", "0123456789", "ab");
    String text = painter.paint(lines("0123"), List.of(), 4);
    String erased = "\u001b[2K" + "\u001b[B\u001b[2K".repeat(6);
    assertThat(text).startsWith("\r\u001b[6A" + erased + "\u001b[6A");
  }

  @Test
  void theWholeScreenIsNeverErasedAtOnce() {
    paint("one", "two");
    assertThat(painter.paint(lines("one"), lines("message"), 30)).doesNotContain("\u001b[J");
  }

  @Test
  void aForgottenFrameStays() {
    paint("one", "two");
    painter.forget();
    assertThat(paint("one", "two")).doesNotContain("A").doesNotContain("K");
  }

  private String paint(String... lines) {
    return painter.paint(lines(lines), List.of(), 20);
  }

  private List<StyledLine> lines(String... texts) {
    return Arrays.stream(texts)
        .map(text -> new StyledLine(display, 20).add(text, TextStyle.BAD))
        .toList();
  }
}
