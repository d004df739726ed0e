package io.synapse.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.runs.RunFilter.NamePattern;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class NamePatternTest {

  @Test
  void plainTextIsAPartOfTheName() {
    assertThat(matches("digit", "my digits tuning")).isTrue();
    assertThat(matches("DIGIT", "my digits tuning")).isTrue();
    assertThat(matches("digits2", "my digits tuning")).isFalse();
    assertThat(matches("", "anything")).isTrue();
  }

  @Test
  void wildcardsStandForTheRestOfTheWholeName() {
    assertThat(matches("digits*", "digits tuning")).isTrue();
    assertThat(matches("digits*", "my digits tuning")).isFalse();
    assertThat(matches("run-?", "run-7")).isTrue();
    assertThat(matches("run-?", "run-17")).isFalse();
  }

  @Test
  void otherSignsStandForThemselves() {
    assertThat(matches("a.c", "abc")).isFalse();
    assertThat(matches("(x)[1]{2}|\\E", "(x)[1]{2}|\\E")).isTrue();
  }

  @Test
  void itDoesNotCountHowLettersAreComposed() {
    String decomposed = Normalizer.normalize("숫자 튜닝", Normalizer.Form.NFD);

    assertThat(matches("튜닝", decomposed)).isTrue();
    assertThat(matches(decomposed, "숫자 튜닝")).isTrue();
    assertThat(matches("숫?*", decomposed)).isTrue();
  }

  private static boolean matches(String pattern, String name) {
    return new NamePattern(pattern).matches(name);
  }
}
