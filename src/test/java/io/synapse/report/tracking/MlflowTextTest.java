package io.synapse.report.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MlflowTextTest {

  private static final String FACE = "😀";

  @Test
  void aTextIsCutBetweenCharacters() {
    assertThat(MlflowText.parameter("e".repeat(5_998) + FACE + FACE))
        .isEqualTo("e".repeat(5_998) + "\uFFFD…");
    assertThat(MlflowText.tag("e".repeat(4_998) + FACE + FACE))
        .isEqualTo("e".repeat(4_998) + "\uFFFD…");
    assertThat(MlflowText.parameter(FACE.repeat(3_000))).isEqualTo(FACE.repeat(3_000));
  }

  @Test
  void halvesOfCharactersAreReplaced() {
    char half = FACE.charAt(0);
    assertThat(MlflowText.parameter("a" + half + "b")).isEqualTo("a\uFFFDb");
    assertThat(MlflowText.tag("b" + FACE + half)).isEqualTo("b" + FACE + "\uFFFD");
  }
}
