package io.synapse.report.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlflowNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss|loss",
        "정확도 (검증)|정확도 _검증_",
        "a/b: c-d.e_f|a/b: c-d.e_f",
        "precision@5|precision_5",
        "/a//b/|_/a/_/b/_",
        "../a/.|_/a/_",
        "..a/..b|_.a/..b",
        "😀|_"
      })
  void aNameIsMadeOfWhatMlflowTakes(String name, String expected) {
    assertThat(new MlflowNames().of(name)).isEqualTo(expected);
  }

  @Test
  void namesThatWouldBecomeTheSameAreToldApart() {
    MlflowNames names = new MlflowNames();
    assertThat(names.of("p@5")).isEqualTo("p_5");
    assertThat(names.of("p%5")).isEqualTo("p_5_2");
    assertThat(names.of("p_5")).isEqualTo("p_5_3");
    assertThat(names.of("p@5")).isEqualTo("p_5");
  }

  @Test
  void aLongNameIsCutAndStaysItsOwn() {
    MlflowNames names = new MlflowNames();
    String start = "x".repeat(300);
    assertThat(names.of(start + "a")).hasSize(250);
    assertThat(names.of(start + "b")).hasSize(250).endsWith("x_2");
  }

  @Test
  void aNameIsCutNeitherInsideOfACharacterNorBehindASlash() {
    MlflowNames names = new MlflowNames();
    assertThat(names.of("x".repeat(249) + "/y")).isEqualTo("x".repeat(249) + "_");
    String letter = Character.toString(0x20000);
    assertThat(names.of(letter.repeat(251))).isEqualTo(letter.repeat(250));
    assertThat(names.of(letter.repeat(252))).isEqualTo(letter.repeat(248) + "_2");
  }
}
