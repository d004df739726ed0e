package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {

  private final DisplayText display =
      new DisplayText(DisplayText.Symbols.of(StandardCharsets.UTF_8));

  @Test
  void controlCharactersAreMadeHarmless() {
    assertThat(display.clean("a\u001b[31mb")).isEqualTo("a?[31mb");
    assertThat(display.clean("a\u009b2Jb")).isEqualTo("a?2Jb");
    assertThat(display.clean("one\ntwo\r\tthree")).isEqualTo("one two  three");
    assertThat(display.clean("bell\u0007\u0000\u007f")).isEqualTo("bell???");
    assertThat(display.clean("line\u2028separator")).isEqualTo("line separator");
  }

  @Test
  void invisibleCharactersAreTakenOut() {
    assertThat(display.clean("a\u202eb\u200bc\ufeff")).isEqualTo("abc");
    assertThat(display.clean("soft\u00adhyphen")).isEqualTo("softhyphen");
  }

  @Test
  void whatTerminalsDisagreeOnIsTakenApart() {
    assertThat(display.clean("👨‍👩‍👧")).isEqualTo("👨👩👧");
    assertThat(display.clean("❤️")).isEqualTo("❤");
    assertThat(display.clean("👍🏽")).isEqualTo("👍");
    assertThat(display.clean("🇰🇷")).isEqualTo("KR");
    assertThat(display.clean("\ud83d alone")).isEqualTo("? alone");
  }

  @Test
  void decomposedKoreanIsComposed() {
    assertThat(display.clean("\u1112\u1161\u11ab")).isEqualTo("한");
  }

  @Test
  void whatTheTerminalCannotShowBecomesAQuestionMark() {
    DisplayText ascii = new DisplayText(DisplayText.Symbols.of(StandardCharsets.US_ASCII));
    assertThat(ascii.clean("숫자 ok 🚀")).isEqualTo("?? ok ?");
    assertThat(ascii.cut("abcdefgh", 4)).isEqualTo("abc~");
  }

  @ParameterizedTest
  @CsvSource({
    "plain, 5",
    "숫자, 4",
    "a숫b, 4",
    "🚀, 2",
    "★, 1",
    "⚡, 2",
    "✔, 1",
    "✅, 2",
    "é, 1",
    "日本, 4",
    "━, 1",
    "🖥, 1",
    "📉, 2"
  })
  void widthsAreThoseOfTerminals(String text, int columns) {
    assertThat(DisplayWidth.of(text)).isEqualTo(columns);
  }

  @Test
  void combiningMarksTakeNoColumn() {
    assertThat(DisplayWidth.of("x\u0323\u0307")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "손글씨 숫자, 11, 손글씨 숫자",
    "손글씨 숫자, 10, 손글씨 숫…",
    "손글씨 숫자, 9, 손글씨 …",
    "손글씨 숫자, 2, …",
    "손글씨 숫자, 3, 손…",
    "abc, 1, …",
    "abc, 0, ''",
    "abc, -1, ''",
  })
  void textIsCutByColumns(String text, int columns, String expected) {
    assertThat(display.cut(text, columns)).isEqualTo(expected);
  }

  @Test
  void anyTextIsSafeAndFits() {
    SplittableRandom random = new SplittableRandom(7);
    for (int sample = 0; sample < 2_000; sample++) {
      StringBuilder text = new StringBuilder();
      random.ints(20, 0, 0x20000).forEach(text::appendCodePoint);
      int columns = random.nextInt(0, 30);
      String shown = display.cut(display.clean(text.toString()), columns);
      assertThat(DisplayWidth.of(shown)).isLessThanOrEqualTo(columns);
      assertThat(shown.chars()).noneMatch(Character::isISOControl);
    }
  }
}
